import { beforeEach, expect, test } from "vitest";
import { ApiError, Offline } from "../../src/api/errors";
import type { Message } from "../../src/api/types";
import { LateMessages } from "../../src/messages/late-messages";
import type { MessageRequests } from "../../src/messages/requests";
import type { Messages } from "../../src/messages/seam";
import { withConversation } from "../../src/store/change";
import { stateFromHome, withPage } from "../../src/store/snapshot";
import type { State } from "../../src/store/state";
import { FakeTimers, settle } from "../support/time";
import { ann, home, message, page, room } from "../support/world";

let timers: FakeTimers;
let state: State;
let asked: string[];
let fail: Error | null;
let late: LateMessages;
let messages: Messages;
/** Answers that wait for the test to let them go. */
let gates: Array<() => void>;
let slow: boolean;

const one = message("kitchen", 1);
const mine = message("kitchen", 2, ann);

beforeEach(async () => {
	timers = new FakeTimers();
	asked = [];
	fail = null;
	gates = [];
	slow = false;
	const kitchen = room("kitchen", { last_number: 2, last_message: mine });
	state = withPage(withConversation(stateFromHome(home()), kitchen), "kitchen", page([one, mine]), "replace");
	const answer = async (name: string): Promise<never> => {
		if (slow) await new Promise<void>((go) => gates.push(go));
		asked.push(name);
		if (fail) throw fail;
		return undefined as never;
	};
	const requests = {
		message: (id: string) => answer(`message ${id}`),
		editMessage: (id: string) => answer(`edit ${id}`),
		deleteMessage: (id: string) => answer(`delete ${id}`),
		react: (id: string, emoji: string) => answer(`react ${id} ${emoji}`),
		unreact: (id: string, emoji: string) => answer(`unreact ${id} ${emoji}`),
		pins: (id: string) => answer(`pins ${id}`),
		pin: (id: string) => answer(`pin ${id}`),
		unpin: (id: string) => answer(`unpin ${id}`),
		markUnread: (id: string, from: number) => answer(`unread ${id} ${from}`),
	} as unknown as MessageRequests;
	late = new LateMessages({
		store: {
			get: () => state,
			set: (next) => {
				state = next;
			},
		},
		timers,
		requests,
		around: async () => {},
		holdSeen: async () => {
			asked.push("hold");
		},
		sent: () => {},
	});
	messages = late.app;
	// Whatever is asked first loads the rest.
	await messages.loadPins("kitchen").catch(() => {});
	asked = [];
});

const acknowledged = async () => {
	late.acknowledged(mine);
	await settle();
};

const shown = (number: number) =>
	state.timelines.get("kitchen")?.messages.find((it) => it.number === number) as Message;

test("a reaction is on screen at once, and put back with words when it is refused", async () => {
	messages.react(one, "👍");
	expect(shown(1).reactions).toEqual([{ emoji: "👍", user_ids: ["ann"] }]);
	await settle();
	fail = new ApiError(422, { message: "Enough." });
	messages.react(one, "🎉");
	expect(shown(1).reactions).toHaveLength(2);
	await settle();
	expect(shown(1).reactions).toEqual([{ emoji: "👍", user_ids: ["ann"] }]);
	expect(messages.failure.value).toBe("Enough.");
});

test("giving and taking one reaction reach the server in that order", async () => {
	slow = true;
	messages.react(one, "👍");
	messages.unreact(one, "👍");
	expect(shown(1).reactions).toBeUndefined();
	await settle();
	expect(gates).toHaveLength(1);
	gates[0]?.();
	await settle();
	gates[1]?.();
	await settle();
	expect(asked).toEqual([`react ${one.id} 👍`, `unreact ${one.id} 👍`]);
});

test("a pin that fails goes, unless somebody else pinned it meanwhile", async () => {
	fail = new Offline();
	messages.pin(one);
	expect(shown(1).pinned?.by).toBe("ann");
	await settle();
	expect(shown(1)).toEqual(one);
	slow = true;
	messages.pin(one);
	const theirs = { by: "bob", at: "2026-11-24T21:00:00.000000Z" };
	state = withPage(state, "kitchen", page([{ ...one, pinned: theirs }, mine]), "replace");
	await settle();
	gates[0]?.();
	await settle();
	expect(shown(1).pinned).toEqual(theirs);
});

test("a message can be taken back for less than ten seconds, and its words come back", async () => {
	await acknowledged();
	expect([...messages.undoable.value]).toEqual([mine.id]);
	messages.undo(mine.id);
	expect(shown(2)).toMatchObject({ undone: true, text: "" });
	expect(messages.takenBack.value).toMatchObject({ placeId: "kitchen", text: "Message 2" });
	await settle();
	expect(asked).toEqual([`delete ${mine.id}`]);
	await acknowledged();
	await timers.advance(10_000);
	expect(messages.undoable.value.size).toBe(0);
	expect(messages.undoLast("kitchen")).toBe(false);
});

test("a taking back that fails puts the message where it was", async () => {
	fail = new Offline();
	await acknowledged();
	expect(messages.undoLast("elsewhere")).toBe(false);
	expect(messages.undoLast("kitchen")).toBe(true);
	await settle();
	expect(shown(2)).toEqual(mine);
	expect(messages.failure.value).not.toBeNull();
});

test("an edit is on screen at once; refused, it says the old words again, unless it was edited since", async () => {
	fail = new ApiError(403, { message: "Not yours." });
	const refused = messages.edit(mine, "Better");
	expect(shown(2)).toMatchObject({ text: "Better" });
	expect(state.conversations.get("kitchen")?.last_message?.text).toBe("Better");
	await expect(refused).rejects.toThrow("Not yours.");
	expect(shown(2)).toEqual(mine);
});

test("marking unread tells first what was seen, and then moves the line", async () => {
	messages.markUnread(one);
	await settle();
	expect(asked).toEqual(["hold", "unread kitchen 1"]);
	expect(state.unreadFrom.get("kitchen")).toBe(1);
	fail = new Offline();
	messages.markUnread(mine);
	await settle();
	expect(state.unreadFrom.has("kitchen")).toBe(false);
});

test("a message that is wanted is asked for once; one that is not there is known to be missing", async () => {
	fail = new ApiError(404, {});
	messages.want("gone");
	messages.want("gone");
	await settle();
	expect(asked).toEqual(["message gone"]);
	expect([...messages.missing.value]).toEqual(["gone"]);
	fail = new Offline();
	messages.want("later");
	await settle();
	messages.want("later");
	await settle();
	expect(asked.slice(1)).toEqual(["message later", "message later"]);
});

test("nothing of the last person stays after signing out", async () => {
	await acknowledged();
	messages.undo(mine.id);
	late.clear();
	expect(messages.takenBack.value).toBeNull();
	expect(messages.undoable.value.size).toBe(0);
});
