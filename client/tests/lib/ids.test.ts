import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "../../src/lib/ids";

test("an id is a version 7 UUID that says when it was made", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (now) => {
			const id = newId(now);
			expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
			expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(now);
		}),
	);
});

test("ids sort by time and are never the same", () => {
	const ids = Array.from({ length: 500 }, (_, index) => newId(1_800_000_000_000 + index));
	expect([...ids].sort()).toEqual(ids);
	expect(new Set(Array.from({ length: 500 }, () => newId(1))).size).toBe(500);
});

test("plain http is enough: nothing but getRandomValues is asked for", () => {
	expect(newId(0, { getRandomValues: (array) => array.fill(255) })).toBe("00000000-0000-7fff-bfff-ffffffffffff");
});
