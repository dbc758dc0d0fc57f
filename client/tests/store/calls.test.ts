import { expect, test } from "vitest";
import type { Call } from "../../src/api/types";
import { apply } from "../../src/store/apply";
import type { Payloads } from "../../src/store/events";
import { stateFromHome } from "../../src/store/snapshot";
import type { State } from "../../src/store/state";
import { AT, ann, bob, call, cat, home, participant } from "../support/world";

type CallEvent = { [T in keyof Payloads & `call.${string}`]: [T, Payloads[T]] }[keyof Payloads & `call.${string}`];

function play(state: State, ...events: CallEvent[]): State {
	return events.reduce((so, [type, payload]) => {
		const seq = (so.cursors.get("group:crew")?.seq ?? 0) + 1;
		return apply(so, { stream: "group:crew", seq, type, at: AT, payload, hash: `h${seq}` }).state;
	}, state);
}

const callIn = (state: State) => state.conversations.get("kitchen")?.call;
const inside = (state: State) => callIn(state)?.participants.map(({ id }) => id);
const where = { conversation_id: "kitchen", call_id: "talk" };
const started: CallEvent = ["call.started", { call: call("talk", "kitchen", [participant("a", ann)]) }];
const bobJoins: CallEvent = ["call.joined", { ...where, participant: participant("b", bob) }];

test("a call starts, fills in the order of arrival, and ends", () => {
	const two = play(stateFromHome(home()), started, bobJoins);
	expect(inside(two)).toEqual(["a", "b"]);
	const one = play(two, ["call.left", { ...where, participant_id: "a", user_id: ann.id, reason: "left" }]);
	expect(inside(one)).toEqual(["b"]);
	expect(callIn(play(one, ["call.ended", { ...where, reason: "left", seconds: 9 }]))).toBeNull();
});

test("another device of the same person takes the place of the one before, as the newest", () => {
	const again: CallEvent = ["call.joined", { ...where, participant: participant("a2", ann) }];
	const state = play(stateFromHome(home()), started, bobJoins, again);
	expect(inside(state)).toEqual(["b", "a2"]);
	const late: CallEvent = ["call.left", { ...where, participant_id: "a", user_id: ann.id, reason: "elsewhere" }];
	expect(inside(play(state, late))).toEqual(["b", "a2"]);
});

test("an event of a call that is over changes nothing in the one that goes on", () => {
	const state = play(stateFromHome(home()), started);
	const old = { conversation_id: "kitchen", call_id: "before" };
	const after = play(
		state,
		["call.ended", { ...old, reason: "left", seconds: 1 }],
		["call.joined", { ...old, participant: participant("c", cat) }],
		["call.moved", { ...old, transport: "janus" }],
	);
	expect(callIn(after)).toEqual(callIn(state));
});

test("a move is told by its transport alone", () => {
	const moved = play(stateFromHome(home()), started, bobJoins, ["call.moved", { ...where, transport: "janus" }]);
	const expected: Call = {
		...call("talk", "kitchen", [participant("a", ann), participant("b", bob)]),
		transport: "janus",
	};
	expect(callIn(moved)).toEqual(expected);
});

test("a call in a conversation that is not mine is not kept", () => {
	const state = play(stateFromHome(home()), ["call.started", { call: call("talk", "nowhere", []) }]);
	expect(state.conversations.has("nowhere")).toBe(false);
});
