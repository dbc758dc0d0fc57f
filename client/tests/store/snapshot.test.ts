import { expect, test } from "vitest";
import type { Snapshot } from "../../src/api/types";
import { withMessage } from "../../src/store/change";
import {
	forgetStream,
	helloCursors,
	stateFromHome,
	trimmed,
	withOwnGroup,
	withPage,
	withSentMessage,
	withSnapshot,
} from "../../src/store/snapshot";
import {
	ann,
	bob,
	cat,
	crew,
	essence,
	home,
	me,
	member,
	message,
	page,
	privateRoom,
	room,
	World,
} from "../support/world";

const start = stateFromHome(home());

test("home brings everything the page opens with", () => {
	expect([...start.groups.keys()]).toEqual(["crew"]);
	expect([...start.conversations.keys()].sort()).toEqual(["duo", "kitchen"]);
	expect(start.groups.get("crew")?.members.get("bob")).toEqual({
		user_id: "bob",
		role: "member",
		joined_at: expect.any(String),
	});
	expect(helloCursors(start.cursors)).toEqual({
		cursors: { "group:crew": 3, "chat:duo": 1, "user:ann": 2 },
		hashes: { "group:crew": "c3", "chat:duo": "d1", "user:ann": "u2" },
	});
});

test("a snapshot stands for the events that it skips", () => {
	const world = new World();
	world.emit("group:crew", "member.joined", { member: member(cat) });
	world.emit("group:crew", "room.created", { room: room("office") });
	world.emit("group:crew", "room.deleted", { room_id: "kitchen" });
	world.post("office");
	const state = withSnapshot(start, world.snapshot("group:crew"));
	expect(essence(state)).toEqual(essence(world.truth));
});

test("a snapshot leaves private rooms of the group alone: they have streams of their own", () => {
	const world = new World();
	world.emit("room:hidden", "room.created", { room: privateRoom("hidden", [ann, bob]) });
	const state = withSnapshot(world.truth, world.snapshot("group:crew"));
	expect(state.conversations.has("hidden")).toBe(true);
});

test("a snapshot that ends with my own message leaves nothing unread, also when it names no markers", () => {
	const world = new World();
	world.post("kitchen");
	world.post("kitchen", ann);
	const snapshot = world.snapshot("group:crew");
	const state = withSnapshot(start, { ...snapshot, state: { ...snapshot.state, markers: [] } });
	expect(state.markers.get("kitchen")).toBe(2);
});

test("a late snapshot changes nothing", () => {
	const world = new World();
	const old = world.snapshot("group:crew");
	world.post("kitchen");
	expect(withSnapshot(world.truth, old)).toBe(world.truth);
});

test("a snapshot that skipped something no longer trusts the windows: what is in them may have been deleted", () => {
	const world = new World();
	world.post("kitchen");
	const client = world.truth;
	for (let count = 0; count < 3; count += 1) world.post("kitchen");
	const state = withSnapshot(client, world.snapshot("group:crew"));
	expect(state.timelines.get("kitchen")).toMatchObject({ hasNewer: true, stale: true });
	expect(trimmed(state, null).timelines.has("kitchen"), "nor keeps them").toBe(false);
	expect(state.timelines.get("duo")).toBe(client.timelines.get("duo"));
	expect(state.conversations.get("kitchen")?.last_number).toBe(4);
});

test("my own snapshot drops the streams that it does not name", () => {
	const world = new World();
	const snapshot = world.snapshot("user:ann");
	const streams = [
		{ stream: "chat:duo", floor: 0 },
		{ stream: "user:ann", floor: 0 },
	];
	const state = withSnapshot(start, { ...snapshot, state: { ...snapshot.state, me, streams } as Snapshot["state"] });
	expect(state.groups.size).toBe(0);
	expect([...state.conversations.keys()]).toEqual(["duo"]);
	expect([...state.cursors.keys()].sort()).toEqual(["chat:duo", "user:ann"]);
});

test("a stream of another history keeps no cursor, no window and no count", () => {
	const world = new World();
	world.post("kitchen");
	const state = forgetStream(world.truth, "group:crew");
	expect(state.cursors.has("group:crew")).toBe(false);
	expect(state.timelines.size).toBe(0);
	expect(state.conversations.get("kitchen")).toMatchObject({ last_number: 0, last_message: null });
	expect(withSnapshot(state, world.snapshot("group:crew")).conversations.get("kitchen")?.last_number).toBe(1);
});

test("a page of a conversation that is gone is let go", () => {
	expect(withPage(start, "nowhere", page([message("nowhere", 1)]), "replace")).toBe(start);
});

test("the answer to sending is shown at once, but never over a hole", () => {
	const shown = withSentMessage(start, message("kitchen", 1, ann));
	expect(shown.timelines.get("kitchen")?.messages).toHaveLength(1);
	expect(shown.cursors).toBe(start.cursors);
	expect(withSentMessage(start, message("kitchen", 2, ann))).toBe(start);
});

test("the event after the answer changes nothing any more", () => {
	const shown = withSentMessage(start, message("kitchen", 1, ann));
	expect(essence(withMessage(shown, message("kitchen", 1, ann)))).toEqual(essence(shown));
});

test("a group that I made is mine before its stream tells", () => {
	const state = withOwnGroup(start, { ...crew, id: "new" }, me);
	expect(state.groups.get("new")).toMatchObject({ myRole: "owner" });
	expect(withOwnGroup(state, crew, me)).toBe(state);
});

test("only the open conversation keeps a long window", () => {
	const long = Array.from({ length: 300 }, (_, index) => message("kitchen", index + 1));
	const full = withPage(start, "kitchen", page(long), "replace");
	expect(trimmed(full, "kitchen").timelines.get("kitchen")?.messages).toHaveLength(300);
	expect(trimmed(full, "duo").timelines.get("kitchen")?.messages).toHaveLength(200);
});
