/** The emoji, as a chunk of its own that loads when the picker opens first. Served by us like everything else. */
import compact from "emojibase-data/en/compact.json";
import shortcodes from "emojibase-data/en/shortcodes/github.json";
import type { CustomEmoji } from "../store/emoji";

export interface Emoji {
	readonly character: string;
	readonly name: string;
	/** Everything that finds it, in lower case. */
	readonly words: string;
	/** As it is typed between colons, "tada", the usual one first. */
	readonly codes: readonly string[];
	/** The same in each of the five tones of skin; empty when it has none. */
	readonly tones: readonly string[];
	readonly group: number;
	/** One that a group made; its `character` is its id. */
	readonly own?: CustomEmoji;
}

/** From light to dark; 0 is none. */
export const TONES = ["\u{1f3fb}", "\u{1f3fc}", "\u{1f3fd}", "\u{1f3fe}", "\u{1f3ff}"] as const;
const TONE = /[\u{1f3fb}-\u{1f3ff}]/gu;

/** Group 2 is skin tones and hair: parts, not pictures. */
const PARTS = 2;

const NAMES = new Map([
	[0, "Smileys"],
	[1, "People"],
	[3, "Animals and nature"],
	[4, "Food and drink"],
	[5, "Travel and places"],
	[6, "Activities"],
	[7, "Objects"],
	[8, "Symbols"],
	[9, "Flags"],
]);

export const EMOJI: readonly Emoji[] = compact
	.filter((entry) => entry.group !== undefined && entry.group !== PARTS)
	.sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
	.map(({ unicode, label, tags, group, hexcode, skins }) => {
		const codes = codesOf(hexcode);
		return {
			character: unicode,
			name: label,
			words: [label, ...codes, ...(tags ?? [])].join(" ").toLowerCase(),
			codes,
			tones: TONES.flatMap((tone) => skins?.find((skin) => tonesOf(skin.unicode) === tone)?.unicode ?? []),
			group: group ?? 0,
		};
	});

/** `tone` is 1 to 5, from light to dark. Pictures of two people take one tone for both. */
export function inTone(emoji: Emoji, tone: number): string {
	return emoji.tones[tone - 1] ?? emoji.character;
}

/** What ":tad" may become: those whose code begins so, then those that have it anywhere, then those it describes. */
export function withCode(query: string, most: number): Emoji[] {
	const rank = ({ codes, words }: Emoji) => {
		if (codes.some((code) => code === query)) return 0;
		if (codes.some((code) => code.startsWith(query))) return 1;
		if (codes.some((code) => code.includes(query))) return 2;
		return words.includes(query.replaceAll("_", " ")) ? 3 : 4;
	};
	const ranked = EMOJI.map((emoji) => ({ emoji, at: rank(emoji) })).filter(({ at }) => at < 4);
	return ranked
		.sort((a, b) => a.at - b.at)
		.slice(0, most)
		.map(({ emoji }) => emoji);
}

function codesOf(hexcode: string): string[] {
	const codes = (shortcodes as Record<string, string | string[]>)[hexcode];
	return codes === undefined ? [] : [codes].flat();
}

/** The tone of a picture, once, when it has only one. */
function tonesOf(character: string): string {
	return [...new Set(character.match(TONE))].join("");
}

export interface Shelf {
	readonly name: string;
	readonly emoji: readonly Emoji[];
}

/** What the picker shows: shelves by kind, or one of what was found, names that begin with the words first. */
export function shelves(search: string, recent: readonly string[], own: readonly Shelf[] = []): Shelf[] {
	const all = [...own.flatMap(({ emoji }) => emoji), ...EMOJI];
	const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length > 0) return [{ name: "Found", emoji: found(all, words) }];
	const known = new Map(all.map((emoji) => [bare(emoji.character), emoji]));
	const lately = recent.flatMap((character) => known.get(bare(character)) ?? []);
	const kinds = [...NAMES].map(([group, name]) => ({ name, emoji: EMOJI.filter((emoji) => emoji.group === group) }));
	return [{ name: "Lately", emoji: lately }, ...own, ...kinds].filter(({ emoji }) => emoji.length > 0);
}

export function ownEmoji(own: CustomEmoji): Emoji {
	const { id, name } = own;
	return { character: id, name: `:${name}:`, words: name.toLowerCase(), codes: [name], tones: [], group: -1, own };
}

/** Some write a picture with a variation selector and some without; a tone is no other picture. */
function bare(character: string): string {
	return character.replaceAll("\u{fe0f}", "").replace(TONE, "");
}

function found(all: readonly Emoji[], words: readonly string[]): Emoji[] {
	const matches = all.filter((emoji) => words.every((word) => emoji.words.includes(word)));
	const rank = (emoji: Emoji) => (emoji.name.startsWith(words[0] ?? "") ? 0 : 1);
	return matches.sort((a, b) => rank(a) - rank(b));
}
