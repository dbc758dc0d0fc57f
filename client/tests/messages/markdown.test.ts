import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entity } from "../../src/api/types";
import { parseMarkdown } from "../../src/messages/markdown";
import { type Block, type Inline, MAX_DEPTH, plainText } from "../../src/messages/markdown-tree";
import { isOnlyEmoji } from "../../src/messages/markdown-view";

const paragraph = (...children: Inline[]): Block => ({ kind: "paragraph", children });
const text = (value: string): Inline => ({ kind: "text", text: value });
const bold = (...children: Inline[]): Inline => ({ kind: "bold", children });
const italic = (...children: Inline[]): Inline => ({ kind: "italic", children });
const spoiler = (...children: Inline[]): Inline => ({ kind: "spoiler", children });
const link = (href: string, label = href): Inline => ({ kind: "link", href, children: [text(label)] });

/** `LONG=1` takes the time for the whole promise; `make test-long` sets it. */
const LONG = process.env.LONG === "1";

describe("inline", () => {
	test.each<[string, Inline[]]>([
		["plain", [text("plain")]],
		["**bold** and *italic*", [bold(text("bold")), text(" and "), italic(text("italic"))]],
		["__bold__ _italic_", [bold(text("bold")), text(" "), italic(text("italic"))]],
		["***both***", [bold(italic(text("both")))]],
		["~~gone~~", [{ kind: "strike", children: [text("gone")] }]],
		["`a*b*c`", [{ kind: "code", text: "a*b*c" }]],
		["``a ` b``", [{ kind: "code", text: "a ` b" }]],
		["2 * 3 * 4", [text("2 * 3 * 4")]],
		["2*3*4", [text("2*3*4")]],
		["snake_case_name", [text("snake_case_name")]],
		["**open", [text("**open")]],
		["*a **b***", [italic(text("a "), bold(text("b")))]],
		["\\*not\\*", [text("*not*")]],
		["这是**粗体**字", [text("这是"), bold(text("粗体")), text("字")]],
		["~ one ~ tilde", [text("~ one ~ tilde")]],
		["the ||butler|| did it", [text("the "), spoiler(text("butler")), text(" did it")]],
		["||**a** b||", [spoiler(bold(text("a")), text(" b"))]],
		["**||a||**", [bold(spoiler(text("a")))]],
		["a || b || c", [text("a || b || c")]],
		["||open", [text("||open")]],
		["||||", [text("||||")]],
		["|||a|||", [text("|||a|||")]],
		["\\||a\\||", [text("||a||")]],
		["`||a||`", [{ kind: "code", text: "||a||" }]],
		["$a_1 + b_2$ and $$x^2$$", [text("$a_1 + b_2$ and $$x^2$$")]],
		["", []],
	])("%s", (source, expected) => {
		expect(parseMarkdown(source)).toEqual(expected.length > 0 ? [paragraph(...expected)] : []);
	});
});

describe("links", () => {
	test.each<[string, Inline[]]>([
		["https://a.example/b", [link("https://a.example/b")]],
		["(see https://a.example/b_(c)).", [text("(see "), link("https://a.example/b_(c)"), text(").")]],
		["mailto:ann@a.example", [link("mailto:ann@a.example")]],
		["[here](https://a.example)", [link("https://a.example", "here")]],
		["xhttps://a.example", [text("xhttps://a.example")]],
		["javascript:alert(1)", [text("javascript:alert(1)")]],
		["[x](javascript:alert(1))", [text("[x](javascript:alert(1))")]],
		["[x](data:text/html,1)", [text("[x](data:text/html,1)")]],
		["https://", [text("https://")]],
		["mailto:nobody", [text("mailto:nobody")]],
	])("%s", (source, expected) => {
		expect(parseMarkdown(source)).toEqual([paragraph(...expected)]);
	});

	test("a link never holds another link", () => {
		const tree = parseMarkdown("[a https://a.example b](https://b.example)");
		expect(linksIn(tree)).toEqual(["https://a.example", "https://b.example)"].map((href) => href.replace(/\)$/, "")));
		expect(nestedLinks(tree)).toBe(0);
	});
});

describe("blocks", () => {
	test("quotes, lists, code and paragraphs", () => {
		expect(parseMarkdown("> a\n> b\n\n- one\n- two\n\n3. three\n\n```ts\nx < *y*\n```\nend")).toEqual([
			{ kind: "quote", children: [paragraph(text("a\nb"))] },
			{ kind: "list", start: null, items: [[paragraph(text("one"))], [paragraph(text("two"))]] },
			{ kind: "list", start: 3, items: [[paragraph(text("three"))]] },
			{ kind: "code", text: "x < *y*", language: "ts" },
			paragraph(text("end")),
		]);
	});

	test("lists nest by indentation", () => {
		expect(parseMarkdown("- a\n  - b")).toEqual([
			{
				kind: "list",
				start: null,
				items: [[paragraph(text("a")), { kind: "list", start: null, items: [[paragraph(text("b"))]] }]],
			},
		]);
	});

	test("a fence without its end stays text", () => {
		expect(plainText(parseMarkdown("```\nnot code"))).toBe("```\nnot code");
	});

	test("headings, tables and HTML stay what was typed", () => {
		const source = "# no heading\n| a | b |\n<b>no</b> <script>alert(1)</script>";
		expect(parseMarkdown(source)).toEqual([paragraph(text(source))]);
	});
});

describe("promises", () => {
	const marks = fc.constantFrom(
		..."*_~|`[]()>-+\\#!.:/ \n\t1@",
		"**",
		"||",
		"```",
		"\u{fdd0}",
		"\u{e000}",
		"http://",
		"https://a.b/",
		"mailto:",
		"](",
	);
	const entities = fc.array(
		fc.record({
			type: fc.constantFrom("mention", "all", "room", "emoji"),
			offset: fc.nat(60),
			length: fc.nat(8),
		}) as fc.Arbitrary<Entity>,
		{ maxLength: 6 },
	);
	const chaos = fc
		.array(fc.oneof({ weight: 3, arbitrary: marks }, fc.string({ unit: "grapheme", maxLength: 4 })))
		.map((p) => p.join(""));

	test("no text makes it throw, nest too deep or lose what is not markup", () => {
		fc.assert(
			fc.property(chaos, entities, (source, all) => {
				const tree = parseMarkdown(source, all);
				expect(depth(tree)).toBeLessThanOrEqual(2 * MAX_DEPTH + 2);
				expect(letters(withAddresses(tree))).toBe(letters(source));
			}),
			{ numRuns: LONG ? 100_000 : 10_000 },
		);
	}, 120_000);

	test("a hundred thousand generated texts are parsed", () => {
		const random = mulberry(20261124);
		const pieces = [
			"*",
			"**",
			"_",
			"~~",
			"||",
			"`",
			"```\n",
			"[",
			"](https://a.b)",
			"\n",
			"\n\n",
			"> ",
			"- ",
			"1. ",
			" ",
			"a",
			"é",
			"🍅",
			"\\",
			"http://x.y",
			"mailto:",
		];
		for (let run = 0; run < 100_000; run++) {
			let source = "";
			for (let length = random() * 24; length > 0; length--) source += pieces[Math.floor(random() * pieces.length)];
			parseMarkdown(source);
		}
	});

	test("32 KiB of entities take less than 50 ms", () => {
		const source = "@Bob ".repeat(6553);
		const all = Array.from({ length: 6553 }, (_, at): Entity => ({ type: "all", offset: at * 5, length: 4 }));
		const times = [1, 2, 3].map(() => {
			const from = performance.now();
			parseMarkdown(source, all);
			return performance.now() - from;
		});
		expect(Math.min(...times)).toBeLessThan(50);
	});

	test("text without markup comes out as it went in", () => {
		const word = fc.stringMatching(/^[a-zA-Zäéß ,;']{1,40}$/).filter((value) => value.trim() !== "");
		fc.assert(
			fc.property(word, (source) => {
				expect(plainText(parseMarkdown(source))).toBe(source);
			}),
		);
	});

	test.each(
		Object.entries({
			stars: "*a ",
			"bold openers": "**a ",
			"closing stars": "a* ",
			pairs: "*a*",
			brackets: "[",
			"link openers": "[](",
			"links without end": "[a](http://a",
			backticks: "`",
			"rising backticks": "` `` ``` ````",
			quotes: ">",
			"quoted quotes": "> > > > ",
			lists: "- ",
			"nested lists": "  - a\n",
			fences: "```\n",
			tildes: "~~a",
			underscores: "_a_ _",
			schemes: "http://",
			mails: "mailto:",
			"bad hosts": "http://^",
			parentheses: "http://a(((",
			escapes: "\\*",
			emphasis: "*_a ",
			blank: " \n",
			"spoiler openers": "||a ",
			"closing spoilers": "a|| ",
			spoilers: "||a||",
			bars: "|",
			"spoilers in bold": "**||a ",
		}),
	)("32 KiB of %s take less than 50 ms", (_name, piece) => {
		const source = piece.repeat(Math.ceil(32_768 / piece.length)).slice(0, 32_768);
		parseMarkdown(source);
		// The best of three: another process on the machine is not the parser's fault.
		const times = [1, 2, 3].map(() => {
			const from = performance.now();
			parseMarkdown(source);
			return performance.now() - from;
		});
		expect(Math.min(...times)).toBeLessThan(50);
	});
});

test("one to three emoji alone are shown large", () => {
	expect(["🍅", "👍🏽", "🎉🎉🎉", "👨‍👩‍👧", "🇵🇹"].map((it) => isOnlyEmoji(it))).toEqual([true, true, true, true, true]);
	expect(["🍅 ok", "1", "", "🎉🎉🎉🎉", "#"].map((it) => isOnlyEmoji(it))).toEqual([false, false, false, false, false]);
});

/** Everything of the text: words, and the addresses behind labels. */
function withAddresses(nodes: ReadonlyArray<Block | Inline>): string {
	return nodes
		.map((node) => {
			if ("language" in node) return node.language + node.text;
			if ("text" in node) return node.text;
			const inner = withAddresses(children(node));
			return node.kind === "link" && inner !== node.href ? inner + node.href : inner;
		})
		.join("");
}

function letters(source: string): string {
	return [...source.matchAll(/\p{L}/gu)].map(([letter]) => letter).join("");
}

function children(node: Block | Inline): ReadonlyArray<Block | Inline> {
	if ("items" in node) return node.items.flat();
	return "children" in node ? node.children : [];
}

function depth(nodes: ReadonlyArray<Block | Inline>): number {
	return nodes.reduce((most, node) => Math.max(most, 1 + depth(children(node))), 0);
}

function linksIn(nodes: ReadonlyArray<Block | Inline>): string[] {
	return nodes.flatMap((node) => [...(node.kind === "link" ? [node.href] : []), ...linksIn(children(node))]);
}

function nestedLinks(nodes: ReadonlyArray<Block | Inline>): number {
	return nodes.reduce(
		(sum, node) => sum + (node.kind === "link" ? linksIn(node.children).length : nestedLinks(children(node))),
		0,
	);
}

/** A small seeded generator, so that a failure can be seen again. */
function mulberry(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
