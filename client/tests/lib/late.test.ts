import { expect, test } from "vitest";
import { late } from "../../src/lib/late";

test("is loaded once, with the first call", async () => {
	let loads = 0;
	const sums = late(async () => {
		loads += 1;
		return { add: async (a: number, b: number) => a + b, twice: async (a: number) => a * 2 };
	});
	expect(loads).toBe(0);
	expect(await Promise.all([sums.add(1, 2), sums.twice(4)])).toEqual([3, 8]);
	expect(loads).toBe(1);
});

test("a load that failed is tried again", async () => {
	let tries = 0;
	const it = late(async () => {
		tries += 1;
		if (tries === 1) throw new Error("offline");
		return { say: async () => "here" };
	});
	await expect(it.say()).rejects.toThrow("offline");
	expect(await it.say()).toBe("here");
});
