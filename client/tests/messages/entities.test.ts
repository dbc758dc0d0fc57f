import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entity } from "../../src/api/types";
import { directoryOf } from "../../src/messages/entities/directory";
import {
	entitiesOf,
	NO_WORDS,
	replaced,
	rewritten,
	trimmed,
	type Words,
	wordsOf,
} from "../../src/messages/entities/marks";
import { withoutSlots, withSlots } from "../../src/messages/entities/slots";
import { meant } from "../../src/messages/entities/typed";
import { parseMarkdown } from "../../src/messages/markdown";
import type { Block, Inline } from "../../src/messages/markdown-tree";
import { summaryOf } from "../../src/messages/summary";
import { user } from "../support/world";

const mention = (offset: number, length: number, user_id = "bob"): Entity => ({
	type: "mention",
	offset,
	length,
	user_id,
});
const bobIn = (text: string, name = "@Bob") => mention([...text.slice(0, text.indexOf(name))].length, [...name].length);

describe("places of entities", () => {
	test.each([
		["hi @Bob", "plain"],
		["🍅🍅 @Bob 🍅", "astral characters before and after"],
		["👨‍👩‍👧 é ﬁ @Bob", "joined and combining characters"],
		["שלום @Bob, מה נשמע", "right to left"],
		["𝒽𝒾 @Bob", "astral letters"],
		["\r\n@Bob", "line breaks of two characters"],
	])("%s (%s)", (text) => {
		expect(entitiesIn(parseMarkdown(text, [bobIn(text)]))).toEqual(["@Bob"]);
	});

	test("an astral name is covered whole", () => {
		const text = "hi @𝓑𝓸𝓫 there";
		expect(entitiesIn(parseMarkdown(text, [bobIn(text, "@𝓑𝓸𝓫")]))).toEqual(["@𝓑𝓸𝓫"]);
	});

	test("what overlaps, leaves the text, is empty or crosses a line stays text", () => {
		const text = "hi @Bob\nand";
		const bad = [mention(4, 2), mention(3, 4), mention(100, 3), mention(9, 40), mention(0, 0), mention(5, 4)];
		expect(entitiesIn(parseMarkdown(text, bad))).toEqual(["@Bob"]);
		expect(entitiesIn(parseMarkdown("a\nb", [mention(0, 3)]))).toEqual([]);
	});

	test("code and addresses keep their text", () => {
		expect(entitiesIn(parseMarkdown("`@Bob`", [mention(1, 4)]))).toEqual([]);
		expect(parseMarkdown("`@Bob`", [mention(1, 4)])).toEqual(parseMarkdown("`@Bob`"));
		expect(parseMarkdown("```\n@Bob\n```", [mention(4, 4)])).toEqual(parseMarkdown("```\n@Bob\n```"));
	});

	test("emphasis, lists and quotes may hold them; what they cover is no markup", () => {
		expect(entitiesIn(parseMarkdown("**@Bob** _@Bob_", [mention(2, 4), mention(10, 4)]))).toEqual(["@Bob", "@Bob"]);
		expect(entitiesIn(parseMarkdown("- @Bob\n> @*Bob*", [mention(2, 4), mention(9, 6)]))).toEqual(["@Bob", "@*Bob*"]);
	});

	test("nobody can type the mark of an entity", () => {
		const forged = "\u{fdd0}\u{e000} @Bob";
		expect(entitiesIn(parseMarkdown(forged, [mention(3, 4)]))).toEqual(["@Bob"]);
		expect(entitiesIn(parseMarkdown(forged))).toEqual([]);
		expect(JSON.stringify(parseMarkdown(forged))).not.toContain("\u{fdd0}");
	});

	test("any entities in any text: marked and unmarked it is the same", () => {
		const text = fc
			.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("\n", "🍅", "`", "@")))
			.map((p) => p.join(""));
		const entities = fc.array(fc.tuple(fc.nat(40), fc.nat(12)).map(([offset, length]) => mention(offset, length)));
		fc.assert(
			fc.property(text, entities, (source, all) => {
				const marked = withSlots(source, all);
				expect(withoutSlots(marked.source, marked.slots)).toBe(source.replaceAll("\u{fdd0}", "\u{fffd}"));
				parseMarkdown(source, all);
			}),
			{ numRuns: 3000 },
		);
	});
});

describe("what is written moves", () => {
	const words = wordsOf("hi @Bob and @Cat", [mention(3, 4), mention(12, 4, "cat")]);
	const names = (it: Words) => it.marks.map(({ from, to }) => it.text.slice(from, to));

	test.each<[string, string, number, string[]]>([
		["words before", "oh hi @Bob and @Cat", 3, ["@Bob", "@Cat"]],
		["words between", "hi @Bob or and @Cat", 11, ["@Bob", "@Cat"]],
		["words after", "hi @Bob and @Cat!", 17, ["@Bob", "@Cat"]],
		["a letter inside the first", "hi @Baob and @Cat", 6, ["@Cat"]],
		["the end of the first gone", "hi @Bo and @Cat", 6, ["@Cat"]],
		["the first gone", "hi  and @Cat", 3, ["@Cat"]],
		["everything else", "x", 1, []],
		["nothing left", "", 0, []],
	])("%s", (_name, text, caret, left) => {
		expect(names(rewritten(words, text, caret))).toEqual(left);
	});

	test("the caret tells which of two equal letters was typed", () => {
		const twice = replaced(wordsOf("a a"), 2, 2, "@Bob", { type: "mention", user_id: "bob" });
		expect(names(rewritten(twice, "a @@Boba", 3))).toEqual(["@Bob"]);
		expect(names(rewritten(twice, "a @@Boba", 4))).toEqual([]);
	});

	test("whatever is typed and deleted, a mark covers what it covered", () => {
		const change = fc.tuple(fc.nat(30), fc.nat(6), fc.constantFrom("", "x", "@Bob", "🍅", "\n", "aa"));
		fc.assert(
			fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
				let now = words;
				for (const [at, cut, piece] of changes) {
					const from = Math.min(at, now.text.length);
					const text = now.text.slice(0, from) + piece + now.text.slice(from + cut);
					now = rewritten(now, text, from + piece.length);
					expect(now.text).toBe(text);
					expect(names(now).every((name) => ["@Bob", "@Cat"].includes(name))).toBe(true);
				}
			}),
			{ numRuns: 2000 },
		);
	});

	test("picked, trimmed and counted in code points", () => {
		const picked = replaced(wordsOf("  🍅 @b"), 5, 7, "@Bob ", { type: "mention", user_id: "bob" });
		expect(picked.text).toBe("  🍅 @Bob ");
		expect(entitiesOf(trimmed(picked))).toEqual([mention(2, 4)]);
		expect(trimmed(picked).text).toBe("🍅 @Bob");
	});

	test("a message comes back with what it meant", () => {
		const entities: Entity[] = [mention(2, 4), { type: "room", offset: 9, length: 8, room_id: "kitchen" }];
		expect(entitiesOf(wordsOf("🍅 @Bob 🍅 #kitchen", entities))).toEqual(entities);
	});
});

describe("names that were typed", () => {
	const room = { id: "kitchen", topic: "Kitchen" };
	const parrot = { id: "p1", group_id: "crew", name: "parrot", url: "/x", animated: true, created_by: "ann" };
	const directory = {
		people: [user("bob", "Bob", "Baker"), user("cat", "Cat", "Cole"), user("cat2", "Cat", "Dane")],
		readers: new Set(["ann", "bob", "cat", "cat2"]),
		rooms: [room as never],
		emoji: [parrot],
	};
	const found = (text: string, words = wordsOf(text)) => {
		const ready = meant(words, directory);
		return ready.marks.map(({ from, to }) => ready.text.slice(from, to));
	};

	test.each<[string, string[]]>([
		["@Bob Baker, come", ["@Bob Baker"]],
		["@bob baker and @bob!", ["@bob baker", "@bob"]],
		["@cat is two people", []],
		["@Cat Dane is one", ["@Cat Dane"]],
		["@bobby is nobody", []],
		["@all and (@here)", ["@all", "@here"]],
		["mail bob@bob and x@all", []],
		["#kitchen at 12:30:45", ["#kitchen"]],
		[":parrot::parrot: :no: a::parrot::b", [":parrot:", ":parrot:"]],
		["`@bob` @bob", ["@bob"]],
		["```\n@bob\n```", []],
		["https://a.example/@bob", []],
		["**@bob**, ||@all||", ["@bob", "@all"]],
	])("%s", (text, names) => {
		expect(found(text)).toEqual(names);
	});

	test("what was picked is not found a second time", () => {
		const words = replaced(NO_WORDS, 0, 0, "@Cat Cole ", { type: "mention", user_id: "cat" });
		expect(meant(words, directory).marks.map(({ meaning }) => meaning)).toEqual([{ type: "mention", user_id: "cat" }]);
	});

	test("who left in the meantime is called no more, and their name stays", () => {
		const gone = replaced(NO_WORDS, 0, 0, "@Dan Dune ", { type: "mention", user_id: "dan" });
		expect(meant(gone, directory)).toEqual({ text: "@Dan Dune", marks: [] });
	});

	test("8000 signs cost little", () => {
		const from = performance.now();
		meant(wordsOf(" @".repeat(4000)), directory);
		expect(performance.now() - from).toBeLessThan(100);
	});
});

test("a line about a message hides its spoilers and knows its files", () => {
	expect(summaryOf({ text: "**hi** ||the butler||\n> and `code`" })).toBe("hi ▒▒▒ and code");
	expect(summaryOf({ text: "", files: [{ id: "1", name: "a.pdf", type: "x", size: 1, url: "/x" }] })).toBe("a.pdf");
	expect(summaryOf({ text: "", deleted_at: "2026" })).toBe("Deleted message");
	expect([...summaryOf({ text: "🍅".repeat(500) })].length).toBe(200);
});

test("nobody can be named where there is no conversation", () => {
	expect(directoryOf({ conversations: new Map() } as never, "x").people).toEqual([]);
});

function entitiesIn(nodes: ReadonlyArray<Block | Inline>): string[] {
	return nodes.flatMap((node) => {
		if (node.kind === "entity") return [node.text];
		if ("items" in node) return entitiesIn(node.items.flat());
		return "children" in node ? entitiesIn(node.children) : [];
	});
}
