import { expect, test } from "vitest";
import { apply } from "../../src/store/apply";
import { withoutConversations } from "../../src/store/change";
import type { EventType, Payloads } from "../../src/store/events";
import type { Draft, Saved, Scheduled } from "../../src/store/kept";
import { stateFromHome } from "../../src/store/snapshot";
import { AT, home, World } from "../support/world";

const saved: Saved = { message_id: "m1", conversation_id: "kitchen", saved_at: AT };
const draft: Draft = { conversation_id: "kitchen", text: "Dear", changed_at: AT };
const aside: Draft = { ...draft, thread_of: "root" };
const waiting: Scheduled = { id: "s1", conversation_id: "kitchen", send_at: AT, message: { text: "Morning" } };

function worldAfter(...events: { [T in EventType]: [T, Payloads[T]] }[EventType][]): World {
	const world = new World();
	for (const [type, payload] of events) world.emit("user:ann", type, payload as never);
	return world;
}

test("what is saved is there until it is let go, and a reminder that is due waits with it", () => {
	const world = worldAfter(["saved.changed", { saved }], ["reminder.due", { saved: { ...saved, reminded_at: AT } }]);
	expect(world.truth.saved.get("m1")?.reminded_at).toBe(AT);
	world.emit("user:ann", "saved.removed", { message_id: "m1" });
	expect(world.truth.saved.size).toBe(0);
});

test("each conversation and each thread has one draft, and an empty one is none", () => {
	const world = worldAfter(["draft.changed", { draft }], ["draft.changed", { draft: aside }]);
	expect([...world.truth.drafts.keys()]).toEqual(["kitchen", "root"]);
	world.emit("user:ann", "draft.changed", { draft: { ...aside, text: "" } });
	expect([...world.truth.drafts.keys()]).toEqual(["kitchen"]);
});

test("an erased draft changes nothing but the cursor", () => {
	const before = worldAfter(["draft.changed", { draft }]).truth;
	const seq = (before.cursors.get("user:ann")?.seq ?? 0) + 1;
	const { state } = apply(before, { stream: "user:ann", seq, type: "draft.changed", at: AT, payload: null, hash: "x" });
	expect(state.drafts).toBe(before.drafts);
});

test("what is scheduled changes, is refused, and goes", () => {
	const world = worldAfter(
		["scheduled.changed", { scheduled: waiting }],
		["scheduled.changed", { scheduled: { ...waiting, failure: "No" } }],
	);
	expect(world.truth.scheduled.get("s1")?.failure).toBe("No");
	world.emit("user:ann", "scheduled.removed", { scheduled_id: "s1", reason: "sent" });
	expect(world.truth.scheduled.size).toBe(0);
});

test("with a conversation go its drafts and what was saved there, but not what is scheduled", () => {
	const { truth } = worldAfter(
		["saved.changed", { saved }],
		["saved.changed", { saved: { ...saved, message_id: "m2", conversation_id: "duo" } }],
		["draft.changed", { draft: aside }],
		["scheduled.changed", { scheduled: waiting }],
	);
	const left = withoutConversations(truth, ["kitchen"]);
	expect([[...left.saved.keys()], left.drafts.size, left.scheduled.size]).toEqual([["m2"], 0, 1]);
});

test("a home and a snapshot say all of it, in place of what was kept", () => {
	const kept = { saved: [saved], drafts: [draft, aside], scheduled: [waiting] };
	const state = stateFromHome({ ...home(), ...kept });
	expect([state.saved.size, state.drafts.size, state.scheduled.size]).toEqual([1, 2, 1]);
});

test("all read moves every marker that it names", () => {
	const world = new World();
	world.post("kitchen");
	world.post("duo");
	const moved = ["kitchen", "duo"].map((conversation_id) => ({ conversation_id, number: 1 }));
	world.emit("user:ann", "markers.moved", { markers: moved });
	expect([...world.truth.markers]).toEqual([
		["kitchen", 1],
		["duo", 1],
	]);
});
