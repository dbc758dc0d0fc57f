import { expect, test } from "vitest";
import { SignalQueue } from "../../src/calls/queue";
import { FakeTimers } from "../support/time";

function queue() {
	const timers = new FakeTimers();
	const sent: string[] = [];
	const signals = new SignalQueue(timers, ({ type }) => sent.push(type));
	const push = (type: string) => signals.push({ stream: "s", type, payload: {} });
	return { timers, sent, signals, push };
}

test("a burst passes at once, and no second has more than the socket takes", async () => {
	const { timers, sent, push } = queue();
	for (let count = 0; count < 100; count += 1) push(`${count}`);
	expect(sent).toHaveLength(30);
	await timers.advance(1_000);
	expect(sent.length).toBeLessThanOrEqual(38);
	await timers.advance(10_000);
	expect(sent).toEqual(Array.from({ length: 100 }, (_, count) => `${count}`));
});

test("the sign of life goes before what waits", async () => {
	const { timers, sent, signals, push } = queue();
	for (let count = 0; count < 40; count += 1) push("call.offer");
	signals.pushFirst({ stream: "s", type: "call.state", payload: {} });
	await timers.advance(200);
	expect(sent[30]).toBe("call.state");
});

test("what waited for a connection that is gone is not sent on the next", async () => {
	const { timers, sent, signals, push } = queue();
	for (let count = 0; count < 40; count += 1) push("call.offer");
	signals.clear();
	await timers.advance(10_000);
	expect(sent).toHaveLength(30);
});
