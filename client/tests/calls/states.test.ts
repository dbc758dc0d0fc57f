import { beforeEach, expect, test } from "vitest";
import { CallStates, type States } from "../../src/calls/states";
import { withCall, withoutParticipant } from "../../src/store/calls";
import { stateFromHome } from "../../src/store/snapshot";
import { FakeTimers } from "../support/time";
import { ann, bob, call, home, participant } from "../support/world";

const inCall = withCall(stateFromHome(home()), call("talk", "kitchen", [participant("a", ann), participant("b", bob)]));
let timers: FakeTimers;
let shown: States;
let states: CallStates;

beforeEach(() => {
	timers = new FakeTimers();
	shown = new Map();
	states = new CallStates({
		timers,
		state: () => inCall,
		onChange: (now) => {
			shown = now;
		},
	});
});

function tells(user: string, claims: object, stream = "group:crew"): void {
	const payload = { conversation_id: "kitchen", call_id: "talk", participant_id: user[0], ...claims };
	states.take({ frame: "signal", stream, type: "call.state", payload, from: { user, connection: "c" } });
}

const of = (user: string) => shown.get("kitchen")?.get(user);

test("what somebody told last is known, whole", () => {
	tells("bob", { muted: true, hand: true });
	tells("bob", { sharing: true });
	expect(of("bob")).toEqual({ muted: false, deafened: false, hand: false, video: false, sharing: true });
});

test("on another stream than the conversation's own nobody is believed", () => {
	tells("cat", { hand: true }, "chat:duo");
	expect(shown.size).toBe(0);
});

test("claims that are no claims are not made", () => {
	tells("bob", { muted: "yes", hand: 1, video: null });
	expect(of("bob")).toEqual({ muted: false, deafened: false, hand: false, video: false, sharing: false });
	tells("bob", { participant_id: 7 });
	expect(of("bob")?.muted).toBe(false);
});

test("whoever says nothing for fifteen seconds is forgotten", async () => {
	tells("bob", { muted: true });
	await timers.advance(10_000);
	tells("bob", { muted: true });
	await timers.advance(14_000);
	expect(of("bob")?.muted).toBe(true);
	await timers.advance(2_000);
	expect(shown.size).toBe(0);
});

test("what I do myself holds without being told anew, until I leave", async () => {
	const mine = { muted: false, deafened: false, hand: false, video: true, sharing: true };
	states.putMine("kitchen", "ann", "a", mine);
	await timers.advance(60_000);
	expect(of("ann")).toEqual(mine);
	const gone = { conversation_id: "kitchen", call_id: "talk", participant_id: "a", user_id: ann.id };
	states.follow(inCall, withoutParticipant(inCall, { ...gone, reason: "left" }));
	expect(of("ann")).toBeUndefined();
});

test("whoever leaves is forgotten at once, and nobody else", () => {
	tells("bob", { muted: true });
	tells("ann", { muted: true });
	const left = withoutParticipant(inCall, {
		conversation_id: "kitchen",
		call_id: "talk",
		participant_id: "b",
		user_id: bob.id,
		reason: "left",
	});
	states.follow(inCall, left);
	expect(of("bob")).toBeUndefined();
	expect(of("ann")?.muted).toBe(true);
});
