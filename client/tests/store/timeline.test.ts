import fc from "fast-check";
import { expect, test } from "vitest";
import type { Timeline } from "../../src/store/state";
import { append, lastNumber, markEnd, merge, trim } from "../../src/store/timeline";
import { message } from "../support/world";

function range(from: number, to: number) {
	return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => message("kitchen", from + index));
}

function window(from: number, to: number, more: Partial<Timeline> = {}): Timeline {
	return { messages: range(from, to), hasOlder: from > 1, hasNewer: false, ...more };
}

/** The page of a conversation of `newest` messages. */
function page(from: number, to: number, newest: number) {
	return { messages: range(from, to), has_older: from > 1, has_newer: to < newest };
}

const numbers = (timeline: Timeline | undefined) => timeline?.messages.map(({ number }) => number);

test("the next message goes to the end of a window that reaches the end", () => {
	expect(numbers(append(window(1, 3), message("kitchen", 4), 3))).toEqual([1, 2, 3, 4]);
});

test("a window that does not reach the end stays as it is", () => {
	const cut = window(1, 3, { hasNewer: true });
	expect(append(cut, message("kitchen", 4), 9)).toBe(cut);
});

test("a message beyond the next one cuts the window off instead of hiding a hole", () => {
	const cut = append(window(1, 3), message("kitchen", 6), 5);
	expect(cut).toMatchObject({ hasNewer: true });
	expect(numbers(cut)).toEqual([1, 2, 3]);
});

test("a window begins only where nothing is missing before it", () => {
	expect(append(undefined, message("kitchen", 8), 7)).toMatchObject({ hasOlder: true, hasNewer: false });
	expect(append(undefined, message("kitchen", 8), 5)).toBeUndefined();
});

test("an older page joins the window", () => {
	const joined = merge(window(51, 60), page(1, 50, 60), "keep");
	expect(joined).toMatchObject({ hasOlder: false, hasNewer: false });
	expect(numbers(joined)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});

test("messages that came while the page was on its way are kept", () => {
	expect(numbers(merge(window(6, 7), page(1, 5, 5), "replace"))).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("a page apart from the window replaces it only when asked to", () => {
	expect(numbers(merge(window(1, 5), page(51, 60, 60), "replace"))).toEqual(range(51, 60).map(({ number }) => number));
	expect(numbers(merge(window(51, 60), page(1, 5, 60), "keep"))).toEqual(range(51, 60).map(({ number }) => number));
});

test("an empty answer to the first page is an empty conversation", () => {
	expect(merge(undefined, page(1, 0, 0), "replace")).toEqual({ messages: [], hasOlder: false, hasNewer: false });
});

test("a window that nobody looks at keeps its newest messages, one in the past goes", () => {
	const kept = trim(window(1, 500));
	expect([kept?.messages[0]?.number, lastNumber(kept)]).toEqual([301, 500]);
	expect(kept?.hasOlder).toBe(true);
	expect(trim(window(1, 10, { hasNewer: true }))).toBeUndefined();
});

const step = fc.oneof(
	fc.record({ kind: fc.constant("live" as const), skip: fc.boolean() }),
	fc.record({
		kind: fc.constant("page" as const),
		from: fc.integer({ min: 1, max: 60 }),
		size: fc.integer({ min: 0, max: 20 }),
		jump: fc.boolean(),
	}),
	fc.record({ kind: fc.constant("snapshot" as const) }),
	fc.record({ kind: fc.constant("trim" as const), kept: fc.integer({ min: 1, max: 10 }) }),
);

test("whatever happens, a window has no hole, no repeat, and tells the truth about its ends", () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			let newest = 20; // the server's
			let known = 20; // the client's last_number
			let timeline: Timeline | undefined;
			for (const it of steps) {
				if (it.kind === "live") {
					newest += 1;
					if (it.skip) continue; // lost: a later snapshot tells
					if (known === newest - 1) timeline = append(timeline, message("kitchen", newest), known);
					if (known === newest - 1) known = newest;
				} else if (it.kind === "page") {
					const to = Math.min(it.from + it.size - 1, newest);
					if (to >= it.from) timeline = merge(timeline, page(it.from, to, newest), it.jump ? "replace" : "keep");
				} else if (it.kind === "snapshot") {
					known = newest;
					if (timeline) timeline = markEnd(timeline, known);
				} else if (timeline) timeline = trim(timeline, it.kept);
				const seen = numbers(timeline) ?? [];
				seen.forEach((number, index) => {
					expect(number).toBe((seen[0] ?? 0) + index);
				});
				if (!timeline || seen.length === 0) continue;
				expect(timeline.hasOlder).toBe(seen[0] !== 1);
				if (lastNumber(timeline) < known) expect(timeline.hasNewer).toBe(true);
			}
		}),
		{ numRuns: 300 },
	);
});
