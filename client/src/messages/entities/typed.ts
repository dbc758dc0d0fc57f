/**
 * Names that were typed and not picked from the list: "@Bob Baker", "@bob" when there is one Bob, "@all", "#kitchen",
 * ":parrot:". Found when a message is sent, and never inside of code.
 */
import { userName } from "../../groups/people";
import { parseMarkdown } from "../markdown";
import type { Block, Inline } from "../markdown-tree";
import type { Directory } from "./directory";
import { entitiesOf, type Mark, type Meaning, trimmed, type Words } from "./marks";

/** The server takes no more. */
export const MOST_ENTITIES = 200;

const SIGN = /(?<![\p{L}\p{N}_/.@#&=-])[@#:]/gu;
const NAME_GOES_ON = /^[\p{L}\p{N}_]/u;

/** What is sent: trimmed, with everything in it that means something. */
export function meant(words: Words, directory: Directory): Words {
	const { text, marks: picked } = trimmed(words);
	const marks = picked.filter(({ meaning }) => isHere(meaning, directory));
	const all = [...marks, ...typedMarks(text, marks, directory)].sort((a, b) => a.from - b.from).slice(0, MOST_ENTITIES);
	return { text, marks: outsideCode({ text, marks: all }) };
}

/** Who left, or a room that is gone, means nothing any more: the server would refuse it. */
function isHere(meaning: Meaning, { readers, rooms, emoji }: Directory): boolean {
	if (meaning.type === "mention") return readers.has(meaning.user_id);
	if (meaning.type === "room") return rooms.some(({ id }) => id === meaning.room_id);
	return meaning.type !== "emoji" || emoji.some(({ id }) => id === meaning.emoji_id);
}

function typedMarks(text: string, taken: readonly Mark[], directory: Directory): Mark[] {
	if (!/[@#:]/.test(text)) return [];
	const names = namesOf(directory);
	const found: Mark[] = [];
	let end = 0;
	for (const { index } of text.matchAll(SIGN)) {
		// Emoji may touch each other; in "a::b:" nothing begins between the colons.
		if (index < end || (text[index - 1] === ":" && index !== end)) continue;
		const name = nameAt(text, index, names);
		if (!name || taken.some((mark) => mark.from < name.to && mark.to > index)) continue;
		found.push({ from: index, to: name.to, meaning: name.meaning });
		end = name.to;
	}
	return found;
}

interface Names {
	/** In lower case and with their sign, "@ann archer"; null when two share it. */
	readonly meanings: ReadonlyMap<string, Meaning | null>;
	/** The lengths that there are, the longest first. */
	readonly lengths: readonly number[];
}

/** The longest name wins, so that "@Ann Archer" is not "@Ann" and a surname. */
function nameAt(text: string, at: number, { meanings, lengths }: Names): { to: number; meaning: Meaning } | null {
	for (const length of lengths) {
		const to = at + length;
		if (to > text.length) continue;
		const meaning = meanings.get(text.slice(at, to).toLowerCase());
		if (!meaning) continue;
		if (meaning.type !== "emoji" && NAME_GOES_ON.test(text.slice(to, to + 2))) continue;
		return { to, meaning };
	}
	return null;
}

function namesOf({ people, rooms, emoji }: Directory): Names {
	const meanings = new Map<string, Meaning | null>([
		["@all", { type: "all" }],
		["@here", { type: "here" }],
	]);
	const own = (name: string, meaning: Meaning) => {
		const key = name.toLowerCase();
		meanings.set(key, meanings.has(key) ? null : meaning);
	};
	for (const user of people) own(`@${userName(user)}`, { type: "mention", user_id: user.id });
	for (const { first_name, last_name, id } of people) {
		if (first_name && last_name) own(`@${first_name}`, { type: "mention", user_id: id });
	}
	for (const { id, topic } of rooms) own(`#${topic}`, { type: "room", room_id: id });
	for (const { id, name } of emoji) own(`:${name}:`, { type: "emoji", emoji_id: id });
	const lengths = [...new Set([...meanings.keys()].map((name) => name.length))].sort((a, b) => b - a);
	return { meanings, lengths };
}

/** The parser knows what is code: marks that it does not give back were in it. */
function outsideCode(words: Words): Mark[] {
	if (words.marks.length === 0) return [];
	const alive = new Set<unknown>();
	const entities = entitiesOf(words);
	const visit = (node: Block | Inline): void => {
		if (node.kind === "entity") alive.add(node.entity);
		else if ("items" in node) node.items.flat().forEach(visit);
		else if ("children" in node) node.children.forEach(visit);
	};
	parseMarkdown(words.text, entities).forEach(visit);
	return words.marks.filter((_, index) => alive.has(entities[index]));
}
