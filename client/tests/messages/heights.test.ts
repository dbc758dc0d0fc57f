import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Heights } from "../../src/messages/heights";

const someHeights = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 200 });

function filled(list: readonly number[]): Heights {
	const heights = new Heights();
	heights.fill(Float64Array.from(list));
	return heights;
}

describe("heights", () => {
	test("offsets are the sums of what stands above", () => {
		fc.assert(
			fc.property(someHeights, (list) => {
				const heights = filled(list);
				let sum = 0;
				for (let row = 0; row < list.length; row++) {
					expect(heights.offset(row)).toBe(sum);
					sum += list[row] as number;
				}
				expect(heights.total).toBe(sum);
			}),
		);
	});

	test("the row at an offset covers it", () => {
		fc.assert(
			fc.property(someHeights, fc.double({ min: 0, max: 0.999, noNaN: true }), (list, share) => {
				const heights = filled(list);
				const offset = heights.total * share;
				const row = heights.rowAt(offset);
				expect(heights.offset(row)).toBeLessThanOrEqual(offset);
				expect(heights.offset(row + 1)).toBeGreaterThan(offset);
			}),
		);
	});

	test("a measured height moves everything below by the difference", () => {
		const heights = filled([10, 20, 30]);
		expect(heights.set(1, 50)).toBe(30);
		expect([heights.offset(1), heights.offset(2), heights.total]).toEqual([10, 60, 90]);
		expect(heights.set(7, 50)).toBe(0);
	});

	test("an offset outside leads to the first or last row", () => {
		const heights = filled([10, 20, 30]);
		expect([heights.rowAt(-5), heights.rowAt(1_000)]).toEqual([0, 2]);
		expect(new Heights().rowAt(3)).toBe(0);
	});
});
