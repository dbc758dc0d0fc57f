import { expect, it } from "vitest";
import { searchAddress } from "../../src/search/address";
import { asksAnything, filterWords, partAt, partsOf, replaced, without } from "../../src/search/line";

const shown = (line: string) => partsOf(line).map(({ filter, value }) => (filter ? `${filter}=${value}` : value));

it("reads words, phrases and filters", () => {
	expect(shown('from:ann in:"Night train" has:link "see you" boat')).toEqual([
		"from=ann",
		"in=Night train",
		"has=link",
		"see you",
		"boat",
	]);
	expect(shown("FROM:Ann http://example.org/a:b")).toEqual(["from=Ann", "http://example.org/a:b"]);
});

it("reads what is not finished yet", () => {
	expect(shown('from: in:"Night')).toEqual(["from=", "in=Night"]);
	expect(shown('"open')).toEqual(["open"]);
	expect(shown("")).toEqual([]);
});

it("knows the part at the caret", () => {
	expect(partAt("boat fro", 8)?.filter).toBeNull();
	expect(partAt("boat from:", 10)).toMatchObject({ filter: "from", value: "", begin: 5, end: 10 });
	expect(partAt("from:an boat", 7)?.value).toBe("an");
	expect(partAt("from:an boat", 8)).toBeUndefined();
});

it("puts words in the place of a part, and takes parts out", () => {
	const line = "boat from:an tomorrow";
	const part = partAt(line, 12);
	expect(part && replaced(line, part, 'from:"Ann Lee"')).toBe('boat from:"Ann Lee" tomorrow');
	expect(part && without(line, part)).toBe("boat tomorrow");
});

it("quotes what has spaces", () => {
	expect(filterWords("in", "Night train")).toBe('in:"Night train"');
	expect(filterWords("in", 'The "big" room')).toBe('in:"The big room"');
	expect(filterWords("from", "ann")).toBe("from:ann");
});

it("asks nothing while nothing is said", () => {
	for (const line of ["", "  ", "from:", 'in:""', "... !", '"', "before:2026-10-01"])
		expect(asksAnything(line)).toBe(false);
	for (const line of ["a", "from:a", "🎉", "東京", "has:link"]) expect(asksAnything(line)).toBe(true);
});

it("has an address", () => {
	expect(searchAddress('in:"a b" c&d')).toBe("/search?q=in%3A%22a%20b%22%20c%26d");
	expect(searchAddress("")).toBe("/search");
});
