import { beforeEach, expect, test } from "vitest";
import { ApiError, Offline } from "../../src/api/errors";
import type { MessagePage } from "../../src/api/types";
import { withSnapshot } from "../../src/store/snapshot";
import type { State } from "../../src/store/state";
import { type PageQuery, Reading } from "../../src/streams/reading";
import { settle } from "../support/time";
import { message, page, World } from "../support/world";

let world: World;
let state: State;
let asked: PageQuery[];
let fail: Error | null;
let reading: Reading;

beforeEach(() => {
	world = new World();
	for (let count = 0; count < 120; count += 1) world.post("kitchen");
	state = { ...world.truth, timelines: new Map() };
	asked = [];
	fail = null;
	const store = {
		get: () => state,
		set: (next: State) => {
			state = next;
		},
	};
	reading = new Reading({ store, page: async (_, query) => answer(query) });
});

function answer(query: PageQuery): MessagePage {
	asked.push(query);
	if (fail) throw fail;
	const newest = world.truth.conversations.get("kitchen")?.last_number ?? 0;
	if (query.around) return around(query.around, query.limit, newest);
	const from = query.after ? query.after + 1 : Math.max(1, (query.before ?? newest + 1) - query.limit);
	const to = query.after ? Math.min(newest, query.after + query.limit) : (query.before ?? newest + 1) - 1;
	const messages = Array.from({ length: to - from + 1 }, (_, index) => message("kitchen", from + index));
	return page(messages, { older: from > 1, newer: to < newest });
}

function around(middle: number, limit: number, newest: number): MessagePage {
	const from = Math.max(1, middle - limit / 2);
	const to = Math.min(newest, from + limit - 1);
	const messages = Array.from({ length: to - from + 1 }, (_, index) => message("kitchen", from + index));
	return page(messages, { older: from > 1, newer: to < newest });
}

const ends = () => {
	const timeline = state.timelines.get("kitchen");
	return [timeline?.messages[0]?.number, timeline?.messages.at(-1)?.number, timeline?.hasOlder, timeline?.hasNewer];
};

/** The client hears of what happened by a snapshot, as after a long absence. */
function skipTo(): void {
	const before = state;
	state = withSnapshot(state, world.snapshot("group:crew"));
	reading.follow(before, state);
}

test("opening loads the newest page, once", async () => {
	await Promise.all([reading.open("kitchen"), reading.open("kitchen")]);
	await reading.open("kitchen");
	expect([asked.length, ends()]).toEqual([1, [71, 120, true, false]]);
});

test("older pages join until the first message", async () => {
	await reading.open("kitchen");
	await Promise.all([reading.older("kitchen"), reading.older("kitchen")]);
	await reading.older("kitchen");
	await reading.older("kitchen");
	expect([asked.length, ends()]).toEqual([3, [1, 120, false, false]]);
});

test("after an absence the window is loaded anew, at the newest message", async () => {
	await reading.open("kitchen");
	for (let count = 0; count < 10; count += 1) world.post("kitchen");
	skipTo();
	await settle();
	expect(ends()).toEqual([81, 130, true, false]);
	expect(state.timelines.get("kitchen")?.stale).toBeUndefined();
	for (let count = 0; count < 100; count += 1) world.post("kitchen");
	skipTo();
	await settle();
	expect(ends()).toEqual([181, 230, true, false]);
});

test("a window that is being read in the past stays there, and is loaded anew there", async () => {
	await reading.open("kitchen");
	for (let count = 0; count < 100; count += 1) world.post("kitchen");
	fail = new Offline();
	skipTo();
	await settle();
	expect(ends()).toEqual([71, 120, true, true]);
	fail = null;
	world.post("kitchen");
	skipTo();
	await settle();
	expect(ends()).toEqual([1, 200, false, true]);
	expect(state.timelines.get("kitchen")?.stale).toBeUndefined();
	await reading.newer("kitchen");
	expect(ends()).toEqual([1, 221, false, false]);
});

test("somebody who went to an old message stays there when the connection comes back", async () => {
	await reading.open("kitchen", { elsewhere: true });
	await reading.around("kitchen", 40);
	expect(ends()).toEqual([15, 64, true, true]);
	await reading.refresh();
	expect(ends()).toEqual([15, 64, true, true]);
	await reading.newest("kitchen");
	expect(ends()).toEqual([71, 120, true, false]);
	await reading.open("kitchen");
	expect(asked).toHaveLength(2);
});

test("offline, opening shows what is there and refresh loads the rest", async () => {
	fail = new Offline();
	await reading.open("kitchen");
	expect(state.timelines.size).toBe(0);
	fail = null;
	await reading.refresh();
	expect(ends()).toEqual([71, 120, true, false]);
});

test("a conversation that is not mine says so", async () => {
	fail = new ApiError(404, { code: "not_found" });
	await expect(reading.open("kitchen")).rejects.toThrow(ApiError);
});

test("a conversation that is not known yet is loaded when it comes", async () => {
	const known = state;
	state = { ...state, conversations: new Map() };
	await reading.open("kitchen");
	expect(asked).toEqual([]);
	const before = state;
	state = known;
	reading.follow(before, state);
	await settle();
	expect(ends()).toEqual([71, 120, true, false]);
});

test("leaving a conversation keeps only its newest messages", async () => {
	for (let count = 0; count < 400; count += 1) world.post("kitchen");
	state = { ...world.truth, timelines: new Map() };
	await reading.open("kitchen");
	for (let count = 0; count < 9; count += 1) await reading.older("kitchen");
	expect(ends()).toEqual([21, 520, true, false]);
	await reading.open(null);
	expect(ends()).toEqual([321, 520, true, false]);
});
