import { beforeEach, expect, test } from "vitest";
import { LiveSignals } from "../../src/streams/live";
import type { OutgoingSignal } from "../../src/streams/protocol";
import { FakeTimers } from "../support/time";

let timers: FakeTimers;
let sent: Omit<OutgoingSignal, "frame">[];
let typing: Record<string, readonly string[]>;
let here: Record<string, string[]>;
let live: LiveSignals;

beforeEach(() => {
	timers = new FakeTimers();
	sent = [];
	typing = {};
	here = {};
	live = new LiveSignals({
		timers,
		myId: () => "ann",
		streamOf: (id) => (id === "secret" ? "room:secret" : "group:crew"),
		send: (signal) => sent.push(signal),
		onTyping: (map) => {
			typing = Object.fromEntries(map);
		},
		onHere: (map) => {
			here = Object.fromEntries([...map].map(([group, ids]) => [group, [...ids]]));
		},
	});
});

function types(user: string): void {
	const payload = { conversation_id: "kitchen" };
	live.take({ frame: "signal", stream: "group:crew", type: "typing", payload, from: { user, connection: "c" } });
}

test("nobody seems to write where they can't: typing counts on the conversation's own stream alone", () => {
	const payload = { conversation_id: "secret" };
	const from = { user: "cat", connection: "c" };
	live.take({ frame: "signal", stream: "group:crew", type: "typing", payload, from });
	expect(typing).toEqual({});
	live.take({ frame: "signal", stream: "room:secret", type: "typing", payload, from });
	expect(typing).toEqual({ secret: ["cat"] });
});

function presence(payload: Record<string, unknown>, stream = "group:crew"): void {
	live.take({ frame: "signal", stream, type: "presence", payload, from: { user: "", connection: "" } });
}

test("writing is told at most every three seconds", async () => {
	for (let second = 0; second < 7; second += 1) {
		live.startedTyping("kitchen", "group:crew");
		await timers.advance(1_000);
	}
	expect(sent).toHaveLength(3);
	expect(sent[0]).toEqual({ stream: "group:crew", type: "typing", payload: { conversation_id: "kitchen" } });
});

test("after my message the next word is told at once", () => {
	live.startedTyping("kitchen", "group:crew");
	live.posted("kitchen", "ann");
	live.startedTyping("kitchen", "group:crew");
	expect(sent).toHaveLength(2);
});

test("somebody writes for five seconds, longer when told again", async () => {
	types("bob");
	await timers.advance(4_000);
	types("bob");
	types("cat");
	await timers.advance(4_000);
	expect(typing).toEqual({ kitchen: ["bob", "cat"] });
	await timers.advance(1_001);
	expect(typing).toEqual({});
});

test("their message ends their writing, and only theirs", () => {
	types("bob");
	types("cat");
	live.posted("kitchen", "bob");
	expect(typing).toEqual({ kitchen: ["cat"] });
});

test("my own other device is not somebody writing", () => {
	types("ann");
	expect(typing).toEqual({});
});

test("presence is asked for once per group and again after a reconnect", () => {
	live.watch("crew");
	live.watch("crew");
	live.connected();
	expect(sent.map(({ stream, type }) => [stream, type])).toEqual([
		["group:crew", "presence.watch"],
		["group:crew", "presence.watch"],
	]);
});

test("who is here comes whole, then as changes, and ends with the connection", () => {
	live.watch("crew");
	presence({ here: ["ann", "bob"], whole: true });
	presence({ here: ["cat"], gone: ["bob"], whole: false });
	expect(here).toEqual({ crew: ["ann", "cat"] });
	live.disconnected();
	expect(here).toEqual({ crew: [] });
});

test("presence of a group that is no longer watched is not shown", () => {
	live.watch("crew");
	live.watch("chess");
	presence({ here: ["bob"], whole: true });
	expect(here).toEqual({ chess: [] });
});

test("a payload of another shape harms nothing", () => {
	live.watch("crew");
	presence({ here: "bob", whole: true });
	presence({ here: [1, null, "cat"], gone: {}, whole: false });
	live.take({
		frame: "signal",
		stream: "group:crew",
		type: "typing",
		payload: {},
		from: { user: "bob", connection: "c" },
	});
	expect([here, typing]).toEqual([{ crew: ["cat"] }, {}]);
});
