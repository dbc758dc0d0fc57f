/** The emoji, as a chunk of its own that loads when the picker opens first. Served by us like everything else. */
import compact from "emojibase-data/en/compact.json";

export interface Emoji {
	readonly character: string;
	readonly name: string;
	/** Everything that finds it, in lower case. */
	readonly words: string;
	readonly group: number;
}

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
	.map(({ unicode, label, tags, group }) => ({
		character: unicode,
		name: label,
		words: [label, ...(tags ?? [])].join(" ").toLowerCase(),
		group: group ?? 0,
	}));

export interface Shelf {
	readonly name: string;
	readonly emoji: readonly Emoji[];
}

/** What the picker shows: shelves by kind, or one of what was found, names that begin with the words first. */
export function shelves(search: string, recent: readonly string[]): Shelf[] {
	const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length > 0) return [{ name: "Found", emoji: found(words) }];
	const known = new Map(EMOJI.map((emoji) => [bare(emoji.character), emoji]));
	const lately = recent.flatMap((character) => known.get(bare(character)) ?? []);
	const kinds = [...NAMES].map(([group, name]) => ({ name, emoji: EMOJI.filter((emoji) => emoji.group === group) }));
	return [{ name: "Lately", emoji: lately }, ...kinds].filter(({ emoji }) => emoji.length > 0);
}

/** Some write a picture with a variation selector and some without. */
function bare(character: string): string {
	return character.replaceAll("\u{fe0f}", "");
}

function found(words: readonly string[]): Emoji[] {
	const matches = EMOJI.filter((emoji) => words.every((word) => emoji.words.includes(word)));
	const rank = (emoji: Emoji) => (emoji.name.startsWith(words[0] ?? "") ? 0 : 1);
	return matches.sort((a, b) => rank(a) - rank(b));
}
