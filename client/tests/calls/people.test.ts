/** What is shown of people in a call, who may claim what they like. */
import { expect, test } from "vitest";
import type { Call } from "../../src/api/types";
import { type Known, People } from "../../src/calls/people";

const MUTED = { muted: true, deafened: false, hand: false, video: false, sharing: false };

function call(...people: string[]): Call {
	const participants = people.map((name) => ({ id: `${name}'s`, user_id: name, joined_at: "2026-11-25T12:00:00Z" }));
	return { id: "c", conversation_id: "kitchen", started_at: "2026-11-25T12:00:00Z", transport: "mesh", participants };
}

const loud: Known = {
	myParticipantId: "ann's",
	myState: MUTED,
	stateOf: () => MUTED,
	heard: () => ({ level: 0.8, speaking: true }),
	link: () => "connected",
	track: () => null,
	volume: () => 1,
	isHidden: () => false,
};

test("whoever is heard is seen to speak, also when they claim to be muted; of my own microphone I know better", () => {
	const people = new People(() => {
		throw new Error("nobody shows a picture");
	});
	const [me, other] = people.of(call("ann", "bob"), loud);
	expect(me).toMatchObject({ muted: true, level: 0, speaking: false });
	expect(other).toMatchObject({ muted: true, level: 0.8, speaking: true });
});
