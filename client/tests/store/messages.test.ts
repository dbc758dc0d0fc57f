import { expect, test } from "vitest";
import type { Message } from "../../src/api/types";
import { apply } from "../../src/store/apply";
import { withConversation } from "../../src/store/change";
import type { EventType, Payloads } from "../../src/store/events";
import { firstUnread, withMarker } from "../../src/store/markers";
import { editMessage, findMessage, withKnown } from "../../src/store/messages";
import { stateFromHome, trimmed, withPage, withSentMessage, withThreadPage } from "../../src/store/snapshot";
import type { State } from "../../src/store/state";
import { AT, ann, bob, cat, home, me, message, page, room } from "../support/world";

const LATER = "2026-11-24T20:50:00.000000Z";
const one = message("kitchen", 1);
const two = message("kitchen", 2, ann);
const where = { conversation_id: "kitchen", message_id: one.id };

/** Ann, with two messages of the kitchen on screen. */
const start: State = withPage(
	withConversation(stateFromHome(home()), room("kitchen", { last_number: 2, last_message: two })),
	"kitchen",
	page([one, two]),
	"replace",
);

function play(state: State, ...events: { [T in EventType]: [T, Payloads[T]] }[EventType][]): State {
	return events.reduce((so, [type, payload]) => {
		const stream = type === "seen.moved" ? "user:ann" : "group:crew";
		const seq = (so.cursors.get(stream)?.seq ?? 0) + 1;
		return apply(so, { stream, seq, type, at: LATER, payload, hash: `h${seq}` }).state;
	}, state);
}

const shown = (state: State, number = 1) =>
	state.timelines.get("kitchen")?.messages.find((it) => it.number === number) as Message;
const reply = (number: number, author = bob): Message => ({
	...message("kitchen", number, author),
	id: `reply-${number}`,
	thread_of: one.id,
});
const calls = (number: number, more: Partial<Message>): Message => ({ ...message("kitchen", number), ...more });
const ofAnn = { type: "mention", offset: 0, length: 4, user_id: "ann" } as const;

test("an edit reaches the window, the last message, the thread and what is known beside them", () => {
	const known = withKnown(start, [two]);
	const state = editMessage(known, "kitchen", two.id, (it) => ({ ...it, text: "New" }));
	expect(shown(state, 2).text).toBe("New");
	expect(state.conversations.get("kitchen")?.last_message?.text).toBe("New");
	expect(state.known.get(two.id)?.text).toBe("New");
	const threaded = withThreadPage(start, one.id, page([reply(1)]), "replace");
	const edit = { conversation_id: "kitchen", message_id: "reply-1", text: "Changed", entities: [], edited_at: LATER };
	expect(play(threaded, ["message.edited", edit]).threads.get(one.id)?.messages[0]?.text).toBe("Changed");
});

test("an edit of a message that is nowhere here changes nothing", () => {
	const edit = { ...where, message_id: "elsewhere", text: "?", entities: [], edited_at: LATER };
	const state = play(start, ["message.edited", edit]);
	expect({ ...state, cursors: start.cursors }).toEqual(start);
});

test("of a deleted message its place stays: number, author, thread, and nothing that was in it", () => {
	const rich: Message = {
		...one,
		entities: [ofAnn],
		edited_at: AT,
		reactions: [{ emoji: "👍", user_ids: ["ann"] }],
		pinned: { by: "ann", at: AT },
		reply_to: { id: two.id, number: 2, author_id: "ann" },
		thread: { count: 1, last_at: AT, user_ids: ["bob"] },
	};
	const state = withPage(start, "kitchen", page([rich, two]), "replace");
	const gone = play(state, ["message.deleted", { ...where, deleted_at: LATER, undone: false, erased: [4] }]);
	expect(shown(gone)).toEqual({
		id: one.id,
		conversation_id: "kitchen",
		number: 1,
		author_id: "bob",
		sent_at: AT,
		text: "",
		deleted_at: LATER,
		thread: { count: 1, last_at: AT, user_ids: ["bob"] },
	});
});

test("each person gives an emoji once, and the last who takes it back takes the emoji along", () => {
	const added = { ...where, emoji: "👍", user_id: "bob" };
	const given = play(
		start,
		["reaction.added", added],
		["reaction.added", added],
		["reaction.added", { ...added, user_id: "cat" }],
		["reaction.added", { ...added, emoji: "🎉" }],
	);
	expect(shown(given).reactions).toEqual([
		{ emoji: "👍", user_ids: ["bob", "cat"] },
		{ emoji: "🎉", user_ids: ["bob"] },
	]);
	const taken = play(
		given,
		["reaction.removed", { ...added, emoji: "🎉" }],
		["reaction.removed", added],
		["reaction.removed", { ...added, user_id: "cat" }],
	);
	expect(shown(taken)).toEqual(one);
});

test("a pin comes and goes", () => {
	const pin = { by: "bob", at: LATER };
	const pinned = play(start, ["message.pinned", { ...where, pinned: pin }]);
	expect(shown(pinned).pinned).toEqual(pin);
	expect(shown(play(pinned, ["message.unpinned", where]))).toEqual(one);
});

test("a reply goes into its thread and is counted above it, but moves no window, no marker and no unread count", () => {
	const open = withThreadPage(start, one.id, page([]), "replace");
	const state = play(
		open,
		["message.posted", { message: reply(1) }],
		["message.posted", { message: reply(2, ann) }],
		["message.posted", { message: reply(3) }],
	);
	expect(state.threads.get(one.id)?.messages.map(({ number }) => number)).toEqual([1, 2, 3]);
	expect(shown(state).thread).toEqual({ count: 3, last_at: AT, user_ids: ["bob", "ann"] });
	expect(state.timelines.get("kitchen")?.messages).toHaveLength(2);
	expect(state.conversations.get("kitchen")).toMatchObject({ last_number: 2, last_message: { id: two.id } });
	expect(state.markers.get("kitchen")).toBe(2);
	expect(play(state, ["message.posted", { message: reply(3) }]).threads).toEqual(state.threads);
});

test("a thread that nobody opened is counted and not kept", () => {
	const state = play(start, ["message.posted", { message: reply(1) }]);
	expect(state.threads.size).toBe(0);
	expect(shown(state).thread?.count).toBe(1);
});

test("the answer to sending a reply is on screen before its event, unless others replied before it", () => {
	const open = withThreadPage(start, one.id, page([]), "replace");
	expect(withSentMessage(open, reply(1, ann)).threads.get(one.id)?.messages).toHaveLength(1);
	expect(withSentMessage(open, reply(2, ann))).toBe(open);
});

test("a message means me by my name, with everybody, or by answering me, and only from others", () => {
	const answersMe = { reply_to: { id: two.id, number: 2, author_id: "ann" } };
	const state = play(
		start,
		["message.posted", { message: calls(3, { entities: [ofAnn] }) }],
		["message.posted", { message: calls(4, { entities: [{ ...ofAnn, user_id: "cat" }] }) }],
		["message.posted", { message: calls(5, { entities: [{ type: "all", offset: 0, length: 4 }] }) }],
		["message.posted", { message: calls(6, answersMe) }],
	);
	expect(state.mentions.get("kitchen")).toEqual([3, 5, 6]);
	const own = play(state, ["message.posted", { message: { ...calls(7, { entities: [ofAnn] }), author_id: "ann" } }]);
	expect(own.mentions.has("kitchen"), "posting reads what was before").toBe(false);
});

test("a mention goes when its message does, when an edit takes it out, and when it is read", () => {
	const state = play(start, ["message.posted", { message: calls(3, { entities: [ofAnn] }) }]);
	const at = { conversation_id: "kitchen", message_id: "kitchen-3" };
	const gone = play(state, ["message.deleted", { ...at, deleted_at: LATER, undone: true, erased: [] }]);
	expect(gone.mentions.size).toBe(0);
	const silent = play(state, ["message.edited", { ...at, text: "?", entities: [], edited_at: LATER }]);
	expect(silent.mentions.size).toBe(0);
	expect(withMarker(state, "kitchen", 3).mentions.size).toBe(0);
	expect(withMarker(state, "kitchen", 2).mentions.get("kitchen")).toEqual([3]);
});

test("a marker from another stream does not take a mention away that came meanwhile", () => {
	const state = play(
		start,
		["message.posted", { message: calls(3, { entities: [ofAnn] }) }],
		["seen.moved", { marker: { conversation_id: "kitchen", number: 2, mentions: [] } }],
	);
	expect(state.mentions.get("kitchen")).toEqual([3]);
});

test("marked unread, a conversation counts from there, and reading on ends it", () => {
	const marker = { conversation_id: "kitchen", number: 2, unread_from: 1 };
	const state = play(start, ["seen.moved", { marker }]);
	expect(firstUnread(state, "kitchen")).toBe(1);
	expect(withMarker(state, "kitchen", 2).unreadFrom.size).toBe(0);
	const elsewhere = play(state, ["seen.moved", { marker: { conversation_id: "kitchen", number: 2 } }]);
	expect(elsewhere.unreadFrom.size, "another device read it").toBe(0);
	expect(firstUnread(elsewhere, "kitchen")).toBe(3);
});

test("when a conversation goes, so do its threads, known messages, mentions and marks", () => {
	const state = play(
		withKnown(withThreadPage(start, one.id, page([reply(1)]), "replace"), [one]),
		["message.posted", { message: calls(3, { entities: [ofAnn] }) }],
		["seen.moved", { marker: { conversation_id: "kitchen", number: 2, unread_from: 2 } }],
		["room.deleted", { room_id: "kitchen" }],
	);
	for (const part of [state.threads, state.known, state.mentions, state.unreadFrom, state.timelines])
		expect(part.size).toBe(0);
	expect(state.me).toEqual(me);
});

test("a message is found in its window, in a thread, beside them, or not at all", () => {
	const state = withKnown(withThreadPage(start, one.id, page([reply(1, cat)]), "replace"), [message("kitchen", 99)]);
	expect(findMessage(state, "kitchen", one.id)).toBe(shown(state));
	expect(findMessage(state, "kitchen", "reply-1")?.author_id).toBe("cat");
	expect(findMessage(state, "kitchen", "kitchen-99")?.number).toBe(99);
	expect(findMessage(state, "kitchen", "nowhere")).toBeUndefined();
});

test("what a page quotes is kept beside it, and at most five hundred such messages", () => {
	const quoted = message("kitchen", 40, cat);
	const state = withPage(start, "kitchen", { ...page([one]), quoted: [quoted], votes: { poll: [1] } }, "keep");
	expect(state.known.get(quoted.id)).toBe(quoted);
	expect(state.votes.get("poll")).toEqual([1]);
	const many = Array.from({ length: 510 }, (_, at) => message("kitchen", at + 100));
	const full = withKnown(state, many);
	expect(full.known.size).toBe(500);
	expect(full.known.has(quoted.id)).toBe(false);
});

test("threads of conversations that are let go are let go with them", () => {
	const state = withThreadPage(start, one.id, page([reply(1)]), "replace");
	expect(trimmed(state, "kitchen").threads.size).toBe(1);
	expect(trimmed({ ...state, timelines: new Map() }, "duo").threads.size).toBe(0);
});
