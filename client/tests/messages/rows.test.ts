import { describe, expect, test } from "vitest";
import type { Message } from "../../src/api/types";
import { listRows } from "../../src/messages/rows";
import type { Timeline } from "../../src/store/state";
import type { OutboxRow } from "../../src/streams/outbox-row";

const ann = "ann";
const bob = "bob";

function message(number: number, author_id: string, sent_at: string): Message {
	return { id: `m${number}`, conversation_id: "c", number, author_id, text: "hi", sent_at };
}

function timeline(messages: Message[], rest: Partial<Timeline> = {}): Timeline {
	return { messages, hasOlder: false, hasNewer: false, ...rest };
}

const sending = (id: string): OutboxRow => ({
	id,
	userId: ann,
	conversationId: "c",
	text: "later",
	createdAt: 0,
	state: "sending",
	attempts: 0,
	error: null,
});

const keys = (source: Partial<Parameters<typeof listRows>[0]>) =>
	listRows({ timeline: timeline([]), outbox: [], seenAtOpen: null, myId: ann, ...source }).map(({ key }) => key);

describe("rows", () => {
	const morning = [
		message(1, bob, "2026-11-23T12:00:00Z"),
		message(2, bob, "2026-11-24T12:00:00Z"),
		message(3, bob, "2026-11-24T12:04:00Z"),
		message(4, bob, "2026-11-24T12:20:00Z"),
		message(5, ann, "2026-11-24T12:21:00Z"),
	];

	test("days are separated, and the beginning stands above the first", () => {
		expect(keys({ timeline: timeline(morning) })).toEqual([
			"start",
			"day:2026-11-23",
			"m1",
			"day:2026-11-24",
			"m2",
			"m3",
			"m4",
			"m5",
		]);
		expect(keys({ timeline: timeline(morning, { hasOlder: true }) })[0]).toBe("loading");
	});

	test("messages of one author within five minutes are one run", () => {
		const runs = listRows({ timeline: timeline(morning), outbox: [], seenAtOpen: null, myId: ann }).flatMap((row) =>
			row.kind === "message" ? [row.opensRun] : [],
		);
		expect(runs).toEqual([true, true, false, true, true]);
	});

	test("the line stands above the first message of others that I had not seen", () => {
		expect(keys({ timeline: timeline(morning), seenAtOpen: 2 })).toEqual([
			...["start", "day:2026-11-23", "m1", "day:2026-11-24", "m2", "new", "m3", "m4", "m5"],
		]);
		expect(keys({ timeline: timeline(morning), seenAtOpen: 4 })).not.toContain("new");
		expect(keys({ timeline: timeline(morning), seenAtOpen: null })).not.toContain("new");
	});

	test("what is on its way stands below, and once only when it has arrived", () => {
		expect(keys({ timeline: timeline(morning), outbox: [sending("x")] }).at(-1)).toBe("x");
		expect(keys({ timeline: timeline(morning), outbox: [sending("m5")] }).filter((key) => key === "m5")).toHaveLength(
			1,
		);
		expect(keys({ timeline: timeline(morning, { hasNewer: true }), outbox: [sending("x")] })).not.toContain("x");
	});
});
