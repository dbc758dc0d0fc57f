import { expect, it } from "vitest";
import { excerptOf } from "../../src/search/excerpt";

const drawn = (text: string, ranges: [number, number][]) =>
	excerptOf(text, ranges)
		.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
		.join("");

it("marks what was found, by code points", () => {
	expect(drawn("🎉🎉 the boat is here", [[7, 4]])).toBe("🎉🎉 the [boat] is here");
	expect(
		drawn("boat boat", [
			[0, 4],
			[5, 4],
		]),
	).toBe("[boat] [boat]");
	expect(drawn("no range at all", [])).toBe("no range at all");
});

it("begins a long text shortly before the first of it, at a word", () => {
	const text = `${"before ".repeat(100)}boat${" after".repeat(100)}`;
	const excerpt = drawn(text, [[700, 4]]);
	expect(excerpt).toMatch(/^…before (before )*\[boat\]( after)+/u);
	expect(excerpt.endsWith("…")).toBe(true);
	expect([...excerpt].length).toBeLessThan(300);
});

it("shows the end of a text whose end was found", () => {
	expect(drawn(`${"x".repeat(1_000)} boat`, [[1_001, 4]])).toMatch(/x \[boat\]$/u);
});

it("cuts what is marked and does not end", () => {
	const pieces = excerptOf("x".repeat(1_000), [[0, 1_000]]);
	expect(pieces.map(({ marked }) => marked)).toEqual([true, false]);
});
