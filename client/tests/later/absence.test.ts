import { beforeEach, expect, test } from "vitest";
import { Absence, awaySince } from "../../src/catching-up/absence";

const HOUR = 3_600_000;
let now: number;
let kept: Map<string, string>;

const absence = () =>
	new Absence({
		now: () => now,
		shelf: () => ({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) }),
	});

beforeEach(() => {
	now = 1_800_000_000_000;
	kept = new Map();
	awaySince.value = null;
});

test("nobody is told on their first visit", () => {
	absence().here();
	expect(awaySince.value).toBeNull();
});

test("who was away for a night is told since when", () => {
	const page = absence();
	page.here();
	const left = now;
	now += 9 * HOUR;
	page.here();
	expect(awaySince.value).toBe(left);
});

test("a short walk is no absence, and neither is a long day in front of the page", () => {
	const page = absence();
	page.here();
	now += HOUR;
	page.here();
	for (let hour = 0; hour < 12; hour += 1) {
		now += HOUR;
		page.note();
	}
	page.here();
	expect(awaySince.value).toBeNull();
});

test("without storage nobody was ever away", () => {
	const page = new Absence({
		now: () => now,
		shelf: () => {
			throw new Error("No storage");
		},
	});
	page.here();
	now += 99 * HOUR;
	page.here();
	expect(awaySince.value).toBeNull();
});
