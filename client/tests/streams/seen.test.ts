import { beforeEach, expect, test } from "vitest";
import { ApiError, Offline } from "../../src/api/errors";
import { stateFromHome } from "../../src/store/snapshot";
import type { State } from "../../src/store/state";
import { SeenMarkers } from "../../src/streams/seen";
import { FakeTimers } from "../support/time";
import { home } from "../support/world";

let timers: FakeTimers;
let visible: boolean;
let told: [string, number][];
let fail: Error | null;
let state: State;
let seen: SeenMarkers;

beforeEach(() => {
	timers = new FakeTimers();
	visible = true;
	told = [];
	fail = null;
	state = stateFromHome(home());
	const store = {
		get: () => state,
		set: (next: State) => {
			state = next;
		},
	};
	seen = new SeenMarkers({
		store,
		timers,
		isVisible: () => visible,
		put: async (id, number) => {
			if (fail) throw fail;
			told.push([id, number]);
		},
	});
});

test("a marker moves on screen at once and is told once in two seconds", async () => {
	for (let number = 1; number <= 20; number += 1) seen.mark("kitchen", number);
	expect(state.markers.get("kitchen")).toBe(20);
	await timers.advance(1_900);
	expect(told).toEqual([]);
	await timers.advance(200);
	expect(told).toEqual([["kitchen", 20]]);
});

test("it never moves back and is not told again", async () => {
	seen.mark("kitchen", 5);
	await timers.advance(2_000);
	seen.mark("kitchen", 5);
	seen.mark("kitchen", 3);
	await timers.advance(10_000);
	expect(told).toEqual([["kitchen", 5]]);
});

test("on a hidden page nothing is seen until it is shown with that conversation on it", async () => {
	visible = false;
	seen.mark("kitchen", 5);
	seen.mark("duo", 2);
	await timers.advance(10_000);
	expect([told, state.markers.size]).toEqual([[], 0]);
	visible = true;
	seen.visible("kitchen");
	await timers.advance(2_000);
	expect(told).toEqual([["kitchen", 5]]);
});

test("offline it waits for the connection", async () => {
	fail = new Offline();
	seen.mark("kitchen", 5);
	await timers.advance(10_000);
	fail = null;
	await seen.flush();
	expect(told).toEqual([["kitchen", 5]]);
});

test("a refusal is final", async () => {
	fail = new ApiError(404, { code: "not_found" });
	seen.mark("kitchen", 5);
	await timers.advance(2_000);
	fail = null;
	await seen.flush();
	expect(told).toEqual([]);
});
