import { expect, test } from "vitest";
import { apply } from "../../src/store/apply";
import type { Event, EventType, Payloads } from "../../src/store/events";
import { stateFromHome } from "../../src/store/snapshot";
import type { State } from "../../src/store/state";
import { AT, ann, bob, cat, chat, crew, home, me, member, message, privateRoom, room, user } from "../support/world";

const start = stateFromHome(home());

function next(state: State, stream: string, type: string, payload: unknown): Event {
	const seq = (state.cursors.get(stream)?.seq ?? 0) + 1;
	return { stream, seq, type, at: AT, payload, hash: `h${seq}` };
}

/** Applies events one after the other, each as the next of its stream. */
function play(...events: { [T in EventType]: [string, T, Payloads[T]] }[EventType][]): State {
	return events.reduce((state, [stream, type, payload]) => {
		const { outcome, state: after } = apply(state, next(state, stream, type, payload));
		expect(outcome).toBe("applied");
		return after;
	}, start);
}

test("an event moves its stream's cursor and hash, and no other's", () => {
	const state = play(["group:crew", "group.changed", { group: { ...crew, name: "Monday Crew" } }]);
	expect(state.cursors.get("group:crew")).toEqual({ seq: 4, hash: "h4" });
	expect(state.cursors.get("chat:duo")).toBe(start.cursors.get("chat:duo"));
	expect(state.groups.get("crew")?.group.name).toBe("Monday Crew");
});

test("a repeat changes nothing, also when its content differs", () => {
	const event = { ...next(start, "group:crew", "group.deleted", {}), seq: 3 };
	expect(apply(start, event)).toEqual({ outcome: "repeat", state: start });
});

test("a hole is reported and changes nothing", () => {
	const event = { ...next(start, "group:crew", "group.deleted", {}), seq: 5 };
	const applied = apply(start, event);
	expect(applied.outcome).toBe("gap");
	expect(applied.state).toBe(start);
});

test("a type that only a newer client knows moves the cursor and nothing else", () => {
	for (const type of ["whiteboard.created", "toString", "__proto__"]) {
		const { outcome, state } = apply(start, next(start, "group:crew", type, { call: 1 }));
		expect(outcome).toBe("applied");
		expect({ ...state, cursors: start.cursors }).toEqual(start);
		expect(state.cursors.get("group:crew")?.seq).toBe(4);
	}
});

test("an erased event moves the cursor and nothing else", () => {
	const { state } = apply(start, next(start, "group:crew", "message.posted", null));
	expect({ ...state, cursors: start.cursors }).toEqual(start);
});

test("a stream without a cursor begins with its first event only", () => {
	const created = {
		...next(start, "group:new", "group.created", { group: { ...crew, id: "new" }, member: member(ann, "owner") }),
	};
	expect(apply(start, created).state.groups.get("new")?.myRole).toBe("owner");
	expect(apply(start, { ...created, seq: 7 }).outcome).toBe("gap");
});

test("a posted message is the newest of its conversation and waits in its window", () => {
	const state = play(["group:crew", "message.posted", { message: message("kitchen", 1) }]);
	expect(state.conversations.get("kitchen")).toMatchObject({ last_number: 1, last_message: { number: 1 } });
	expect(state.timelines.get("kitchen")).toMatchObject({ hasOlder: false, hasNewer: false, messages: [{ number: 1 }] });
	expect(state.markers.has("kitchen")).toBe(false);
});

test("my own message moves my marker, another's does not", () => {
	const state = play(
		["group:crew", "message.posted", { message: message("kitchen", 1, ann) }],
		["group:crew", "message.posted", { message: message("kitchen", 2, bob) }],
	);
	expect(state.markers.get("kitchen")).toBe(1);
});

test("a marker never moves back", () => {
	const state = play(
		["user:ann", "seen.moved", { marker: { conversation_id: "kitchen", number: 5 } }],
		["user:ann", "seen.moved", { marker: { conversation_id: "kitchen", number: 3 } }],
	);
	expect(state.markers.get("kitchen")).toBe(5);
});

test("members join, change and go", () => {
	const joined = play(["group:crew", "member.joined", { member: member(cat) }]);
	expect(joined.groups.get("crew")?.members.get("cat")?.role).toBe("member");
	const changed = play(
		["group:crew", "member.joined", { member: member(cat) }],
		["group:crew", "member.changed", { member: member({ ...cat, first_name: "Catherine" }, "admin") }],
	);
	expect(changed.groups.get("crew")?.members.get("cat")?.role).toBe("admin");
	expect(changed.users.get("cat")?.first_name).toBe("Catherine");
	const removed = play(["group:crew", "member.removed", { user_id: "bob" }]);
	expect(removed.groups.get("crew")?.members.has("bob")).toBe(false);
	expect(removed.users.get("bob"), "his messages keep their name").toBeDefined();
});

test("my role follows when my membership changes", () => {
	const state = play(["group:crew", "member.changed", { member: member(ann, "admin") }]);
	expect(state.groups.get("crew")?.myRole).toBe("admin");
});

test("when I leave, the group goes with everything in it, but not my chats", () => {
	const state = play(
		["group:crew", "message.posted", { message: message("kitchen", 1, ann) }],
		["group:crew", "member.left", { user_id: "ann" }],
	);
	expect(state.groups.size).toBe(0);
	expect([...state.conversations.keys()]).toEqual(["duo"]);
	expect(state.timelines.size).toBe(0);
	expect(state.markers.size).toBe(0);
});

test("a closed stream takes its content and its cursor along", () => {
	const state = play(["user:ann", "stream.closed", { streams: ["group:crew", "chat:duo"], reason: "removed" }]);
	expect(state.groups.size + state.conversations.size).toBe(0);
	expect([...state.cursors.keys()]).toEqual(["user:ann"]);
});

test("rooms are made, renamed and deleted", () => {
	const state = play(
		["group:crew", "room.created", { room: room("office") }],
		["group:crew", "room.changed", { room_id: "office", topic: "The Office" }],
		["group:crew", "room.deleted", { room_id: "kitchen" }],
	);
	expect([...state.conversations.keys()].sort()).toEqual(["duo", "office"]);
	expect(state.conversations.get("office")).toMatchObject({ topic: "The Office" });
});

test("a private room loses a member, and goes when that is me", () => {
	const hidden = privateRoom("hidden", [ann, bob, cat]);
	const withRoom = play(
		["room:hidden", "room.created", { room: hidden }],
		["room:hidden", "member.removed", { user_id: "cat" }],
	);
	expect(withRoom.conversations.get("hidden")).toMatchObject({ member_ids: ["ann", "bob"] });
	const gone = play(
		["room:hidden", "room.created", { room: hidden }],
		["room:hidden", "member.left", { user_id: "ann" }],
	);
	expect(gone.conversations.has("hidden")).toBe(false);
});

test("a chat brings its people, and a changed profile is changed everywhere", () => {
	const dan = user("dan", "Dan");
	const state = play(
		["chat:trio", "chat.created", { chat: chat("trio", [ann, bob, dan]) }],
		["chat:trio", "member.changed", { user: { ...dan, first_name: "Daniel" } }],
	);
	expect(state.conversations.get("trio")).toMatchObject({ user_ids: ["ann", "bob", "dan"] });
	expect(state.users.get("dan")?.first_name).toBe("Daniel");
});

test("my own profile, invites made to me and their end", () => {
	const invite = {
		id: "i1",
		group: { id: "g9", name: "Chess", member_count: 4 },
		invited_by: cat,
		role: "member",
		expires_at: AT,
	} as const;
	const invited = play(
		["user:ann", "invite.created", { invite }],
		["user:ann", "user.changed", { user: { ...me, first_name: "Anna" } }],
	);
	expect(invited.invites.get("i1")?.group.name).toBe("Chess");
	expect(invited.users.has("cat")).toBe(true);
	expect(invited.me?.first_name).toBe("Anna");
	expect(invited.users.get("ann")).toEqual({ ...ann, first_name: "Anna" });
	expect(
		play(["user:ann", "invite.created", { invite }], ["user:ann", "invite.closed", { invite_id: "i1" }]).invites.size,
	).toBe(0);
});

test("the public profile of me does not keep my email", () => {
	expect(start.users.get("ann")).not.toHaveProperty("email");
});
