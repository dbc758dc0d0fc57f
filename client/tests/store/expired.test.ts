import { expect, test } from "vitest";
import { unreadIn } from "../../src/conversations/select";
import { apply } from "../../src/store/apply";
import { withConversation } from "../../src/store/change";
import type { Expired } from "../../src/store/events";
import { withMentionIn } from "../../src/store/markers";
import { withKnown } from "../../src/store/messages";
import { stateFromHome, withPage, withThreadPage } from "../../src/store/snapshot";
import type { Conversation, State } from "../../src/store/state";
import { AT, ann, bob, home, message, page, room } from "../support/world";

const all = [1, 2, 3, 4].map((number) => message("kitchen", number));
const start: State = withPage(
	withConversation(stateFromHome(home()), room("kitchen", { last_number: 4, last_message: all[3] ?? null })),
	"kitchen",
	page(all),
	"replace",
);

function expire(state: State, first_number: number, more: Partial<Expired> = {}): State {
	const payload = { conversation_id: "kitchen", thread_of: null, first_number, deleted_at: AT, erased: [], ...more };
	const seq = (state.cursors.get("group:crew")?.seq ?? 0) + 1;
	return apply(state, { stream: "group:crew", seq, type: "messages.expired", at: AT, payload, hash: `h${seq}` }).state;
}

const numbers = (state: State) => state.timelines.get("kitchen")?.messages.map(({ number }) => number);
const kitchen = (state: State) => state.conversations.get("kitchen") as Conversation;

test("what is older goes from the window, which ends there", () => {
	const older = withPage(start, "kitchen", page(all.slice(1), { older: true }), "replace");
	const state = expire(older, 3);
	expect(numbers(state)).toEqual([3, 4]);
	expect(state.timelines.get("kitchen")?.hasOlder).toBe(false);
	expect(kitchen(state).last_message?.number).toBe(4);
});

test("a window that begins above it stays as it is", () => {
	const newest = withPage(start, "kitchen", page(all.slice(3), { older: true }), "replace");
	const alone = {
		...newest,
		timelines: new Map([["kitchen", { messages: all.slice(3), hasOlder: true, hasNewer: false }]]),
	};
	expect(expire(alone, 2).timelines).toEqual(alone.timelines);
});

test("of a room of which nothing is kept no message is shown or unread, and the next begins it anew", () => {
	const called = withMentionIn(start, {
		...message("kitchen", 2),
		reply_to: { id: "x", number: 1, author_id: ann.id },
	});
	expect([unreadIn(called, kitchen(called)), called.mentions.get("kitchen")]).toEqual([4, [2]]);
	const empty = expire(called, 5);
	expect([numbers(empty), kitchen(empty).last_message, unreadIn(empty, kitchen(empty))]).toEqual([[], null, 0]);
	expect(empty.mentions.get("kitchen")).toBeUndefined();
	const seq = (empty.cursors.get("group:crew")?.seq ?? 0) + 1;
	const event = { stream: "group:crew", seq, type: "message.posted", at: AT, hash: "h" };
	const { state } = apply(empty, { ...event, payload: { message: message("kitchen", 5) } });
	expect(state.timelines.get("kitchen")).toEqual({
		messages: [message("kitchen", 5)],
		hasOlder: false,
		hasNewer: false,
	});
	expect(unreadIn(state, kitchen(state))).toBe(1);
});

test("what is known beside the windows goes, and a quote of it asks anew", () => {
	const elsewhere = { ...message("chores", 1), id: "chores-1" };
	const state = expire(withKnown(start, [message("kitchen", 1), message("kitchen", 4), elsewhere]), 2);
	expect([...state.known.keys()]).toEqual(["kitchen-4", "chores-1"]);
});

test("a page that was on its way brings nothing back", () => {
	const state = withPage(expire(start, 3), "kitchen", page(all.slice(0, 2)), "keep");
	expect(numbers(state)).toEqual([3, 4]);
});

test("a snapshot cuts what was kept of a room, and an older version's room is whole", () => {
	const behind = withConversation(
		start,
		room("kitchen", { last_number: 4, first_number: 4, last_message: all[3] ?? null }),
	);
	expect(numbers(behind)).toEqual([4]);
	const { first_number: _, ...old } = room("kitchen", { last_number: 4 });
	const kept = { ...start, conversations: new Map([["kitchen", old as Conversation]]) };
	expect(unreadIn(kept, kitchen(kept))).toBe(4);
	expect(numbers(expire(kept, 2))).toEqual([2, 3, 4]);
});

test("a thread loses its old replies, then itself", () => {
	const replies = [1, 2].map((number) => ({
		...message("kitchen", number, bob),
		id: `r${number}`,
		thread_of: "kitchen-4",
	}));
	const thread = { count: 2, last_at: AT, user_ids: ["bob"] };
	const root = { ...message("kitchen", 4), thread };
	const threaded = withThreadPage(
		withPage(start, "kitchen", page([root]), "replace"),
		root.id,
		page(replies),
		"replace",
	);
	const shorter = expire(threaded, 2, { thread_of: root.id });
	expect(shorter.threads.get(root.id)?.messages.map(({ id }) => id)).toEqual(["r2"]);
	expect(shorter.timelines.get("kitchen")?.messages.at(-1)?.thread).toEqual({ ...thread, first_number: 2 });
	const gone = expire(shorter, 3, { thread_of: root.id });
	expect(gone.timelines.get("kitchen")?.messages.at(-1)?.thread).toBeUndefined();
	expect(numbers(gone)).toEqual([1, 2, 3, 4]);
});
