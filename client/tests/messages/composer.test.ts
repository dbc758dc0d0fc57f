import { describe, expect, test } from "vitest";
import { type Formatting, formattingOf, linked } from "../../src/messages/composer/format";
import { cancel, modeOf, placeOf, replyTo, startEditing } from "../../src/messages/composer/mode";
import { triggerAt } from "../../src/messages/composer/trigger";
import { inTone, shelves, withCode } from "../../src/messages/emoji-data";
import { message } from "../support/world";

describe("what asks for suggestions", () => {
	test.each<[string, string | null]>([
		["@", "@"],
		["hi @bo", "@bo"],
		["hi @Bob Ba", "@bob ba"],
		["(@bo", "@bo"],
		["a@bo", null],
		["@ bo", null],
		["hi @Bob, how are you today then", null],
		["#kit", "#kit"],
		["see #", "#"],
		[":to", ":to"],
		[":t", null],
		["12:30", null],
		["http://x", null],
		["🍅:tad", ":tad"],
		[":tada:", ":tada:"],
		["/", "/"],
		["/me", "/me"],
		["/me waves", null],
		["and /me", null],
		["", null],
		["line\n@b", "@b"],
	])("%s", (text, expected) => {
		const trigger = triggerAt(text, text.length);
		const said = trigger && `${trigger.sign}${trigger.query}${trigger.closed ? ":" : ""}`;
		expect(said).toBe(expected);
		if (trigger) expect(text.slice(trigger.from, trigger.to).toLowerCase()).toBe(expected);
	});

	test("only what stands before the caret", () => {
		expect(triggerAt("@bob and more", 3)?.query).toBe("bo");
	});
});

const key = (name: string, shiftKey = false, code = "") => ({
	key: name,
	code,
	ctrlKey: true,
	metaKey: false,
	shiftKey,
	altKey: false,
});
/** "a [b] c" is a text with b selected; so is the answer. */
const select = (marked: string) => ({
	text: marked.replace(/[[\]]/g, ""),
	from: marked.indexOf("["),
	to: marked.indexOf("]") - 1,
});
function done(marked: string, formatting: Formatting | null): string | null {
	if (!formatting) return null;
	let { text } = select(marked);
	for (const { from, to, piece } of formatting.changes) text = text.slice(0, from) + piece + text.slice(to);
	const [from, to] = formatting.select;
	return `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`;
}

describe("keys", () => {
	test.each([
		["a [b] c", key("b"), "a **[b]** c"],
		["a **[b]** c", key("b"), "a [b] c"],
		["a [b ] c", key("i"), "a *[b]*  c"],
		["**[b]**", key("i"), "***[b]***"],
		["***[b]***", key("i"), "**[b]**"],
		["[]", key("b"), "**[]**"],
		["[x]", key("e"), "`[x]`"],
		["a [x\ny]", key("e"), "a \n```\n[x\ny]\n```"],
		["[x]", key("X", true), "~~[x]~~"],
		["[x]", key("H", true), "||[x]||"],
		["a\n[b\nc]", key("*", true, "Digit8"), "a\n- [b\n- c]"],
		["- [b\n- c]", key("*", true, "Digit8"), "[b\nc]"],
		["[b]", key(")", true, "Digit9"), "> [b]"],
		["[b]", key("/", true, "Digit7"), "1. [b]"],
	])("%s", (before, pressed, after) => {
		expect(done(before, formattingOf(pressed, select(before)))).toBe(after);
	});

	test("keys of the browser stay its own", () => {
		for (const name of ["c", "v", "x", "z", "a"]) expect(formattingOf(key(name), select("[b]"))).toBeNull();
		expect(formattingOf({ ...key("b"), altKey: true }, select("[b]"))).toBeNull();
		expect(formattingOf({ ...key("b"), ctrlKey: false }, select("[b]"))).toBeNull();
	});
});

test("an address pasted over words makes a link of them, and nothing else does", () => {
	expect(done("see [here] now", linked("https://a.example/b ", select("see [here] now")))).toBe(
		"see [here](https://a.example/b)[] now",
	);
	for (const pasted of ["words", "javascript:alert(1)", "https://a.example b", "https://a.example/(b"]) {
		expect(linked(pasted, select("[here]"))).toBeNull();
	}
	expect(linked("https://a.example", select("[https://b.example]"))).toBeNull();
	expect(linked("https://a.example", select("x[]"))).toBeNull();
	expect(linked("https://a.example", select("[a\nb]"))).toBeNull();
});

test("each place has a mode of its own, and a reply in a thread is changed there", () => {
	const inRoom = message("kitchen", 1);
	const inThread = { ...message("kitchen", 2), thread_of: inRoom.id };
	replyTo("kitchen", inRoom);
	startEditing(inThread);
	expect([modeOf("kitchen")?.kind, modeOf(inRoom.id)?.kind, modeOf("duo")]).toEqual(["reply", "edit", null]);
	expect(placeOf(inThread)).toBe(inRoom.id);
	cancel("kitchen");
	cancel(inRoom.id);
	expect([modeOf("kitchen"), modeOf(inRoom.id)]).toEqual([null, null]);
});

describe("emoji", () => {
	test("a code finds its emoji first", () => {
		expect(withCode("tada", 3)[0]?.character).toBe("🎉");
		expect(withCode("tomat", 3)[0]?.character).toBe("🍅");
		expect(withCode("nothing_like_this", 3)).toEqual([]);
	});

	test("a tone of skin where there is one", () => {
		const wave = withCode("wave", 1)[0];
		expect(wave && [inTone(wave, 0), inTone(wave, 5), inTone(wave, 9)]).toEqual(["👋", "👋🏿", "👋"]);
	});

	test("the group's own stand after those used lately, and are found with the others", () => {
		const own = { character: "p1", name: ":parrot:", words: "parrot", codes: ["parrot"], tones: [], group: -1 };
		const shelf = { name: "Crew", emoji: [own] };
		expect(
			shelves("", ["👋🏿", "p1"], [shelf])
				.slice(0, 3)
				.map(({ name, emoji }) => [name, emoji.length]),
		).toEqual([
			["Lately", 2],
			["Crew", 1],
			["Smileys", expect.any(Number)],
		]);
		expect(shelves("parrot", [], [shelf])[0]?.emoji.map(({ name }) => name)).toContain(":parrot:");
	});
});
