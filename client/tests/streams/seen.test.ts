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

const unreadFrom = (number: number) => {
	state = { ...state, unreadFrom: new Map([["kitchen", number]]) };
};

test("what I marked unread here stays so until the conversation is opened anew", async () => {
	seen.opened("kitchen");
	seen.mark("kitchen", 5);
	await seen.hold("kitchen");
	expect(told, "what was seen before is told first").toEqual([["kitchen", 5]]);
	unreadFrom(3);
	seen.mark("kitchen", 6);
	await timers.advance(5_000);
	expect(told).toHaveLength(1);
	seen.closed("kitchen");
	seen.opened("kitchen");
	expect(state.unreadFrom.get("kitchen"), "opening alone reads nothing").toBe(3);
	seen.mark("kitchen", 6);
	expect(state.unreadFrom.size).toBe(0);
	await timers.advance(2_000);
	expect(told).toEqual([
		["kitchen", 5],
		["kitchen", 6],
	]);
});

test("a list that is on screen before its conversation counts as opened is seen then", async () => {
	unreadFrom(3);
	seen.mark("kitchen", 4);
	expect(state.unreadFrom.size).toBe(1);
	seen.opened("kitchen");
	expect(state.unreadFrom.size).toBe(0);
	await timers.advance(2_000);
	expect(told).toEqual([["kitchen", 4]]);
});

test("a conversation that another device marks unread while it is open here stays unread", async () => {
	seen.opened("kitchen");
	unreadFrom(2);
	seen.mark("kitchen", 9);
	await timers.advance(2_000);
	expect(told).toEqual([]);
	seen.closed("kitchen");
	seen.opened("kitchen");
	expect(state.unreadFrom.get("kitchen")).toBe(2);
});
