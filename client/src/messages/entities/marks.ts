/**
 * What a text means while it is being written: stretches by UTF-16 units, as a text field counts. They move with what
 * is typed before them, and one that is typed into means nothing any more. Pure.
 */
import type { Entity } from "../../api/types";
import { pointsOf, unitsOf } from "./slots";

export type Meaning =
	| { readonly type: "mention"; readonly user_id: string }
	| { readonly type: "all" | "here" }
	| { readonly type: "room"; readonly room_id: string }
	| { readonly type: "emoji"; readonly emoji_id: string };

export interface Mark {
	readonly from: number;
	/** The first unit after it. */
	readonly to: number;
	readonly meaning: Meaning;
}

/** What stands in a composer. Marks are in order and do not overlap. */
export interface Words {
	readonly text: string;
	readonly marks: readonly Mark[];
}

export const NO_WORDS: Words = { text: "", marks: [] };

/** The words after `text` took their place in the field. `caret` is where one writes now, just behind the change. */
export function rewritten(words: Words, text: string, caret: number = text.length): Words {
	if (text === words.text) return words;
	if (words.marks.length === 0) return { text, marks: [] };
	const { from, to, by } = changed(words.text, text, caret);
	const marks = words.marks.flatMap((mark) => {
		if (mark.to <= from) return mark;
		return mark.from >= to ? { ...mark, from: mark.from + by, to: mark.to + by } : [];
	});
	return { text, marks };
}

/** The same with a stretch of the field replaced by a piece that means something (or nothing in particular). */
export function replaced(words: Words, from: number, to: number, piece: string, meaning?: Meaning): Words {
	const text = words.text.slice(0, from) + piece + words.text.slice(to);
	const by = piece.length - (to - from);
	const before = words.marks.filter((mark) => mark.to <= from);
	const after = words.marks.filter((mark) => mark.from >= to);
	const length = piece.trimEnd().length;
	const own = meaning && length > 0 ? [{ from, to: from + length, meaning }] : [];
	return { text, marks: [...before, ...own, ...after.map((mark) => shifted(mark, by))] };
}

/** A message or a draft, ready to be written on. */
export function wordsOf(text: string, entities: readonly Entity[] = []): Words {
	const place = unitsOf(text);
	const marks = [...entities]
		.sort((a, b) => a.offset - b.offset)
		.flatMap((entity) => {
			const meaning = meaningOf(entity);
			const from = place(entity.offset);
			return meaning ? { from, to: place(entity.offset + entity.length), meaning } : [];
		});
	return { text, marks: marks.filter(({ to }) => to <= text.length) };
}

/** As the API counts: by code points. */
export function entitiesOf({ text, marks }: Words): Entity[] {
	const point = pointsOf(text);
	return marks.map(({ from, to, meaning }) => ({ ...meaning, offset: point(from), length: point(to) - point(from) }));
}

/** Without the white space around it. */
export function trimmed({ text, marks }: Words): Words {
	const start = text.length - text.trimStart().length;
	return { text: text.trim(), marks: marks.map((mark) => shifted(mark, -start)) };
}

function shifted(mark: Mark, by: number): Mark {
	return by === 0 ? mark : { ...mark, from: mark.from + by, to: mark.to + by };
}

function meaningOf({ type, user_id, room_id, emoji_id }: Entity): Meaning | null {
	if (type === "mention") return user_id ? { type, user_id } : null;
	if (type === "room") return room_id ? { type, room_id } : null;
	if (type === "emoji") return emoji_id ? { type, emoji_id } : null;
	return { type };
}

/**
 * Which stretch of `before` was replaced, and by how much longer it became. The same text may come of several changes
 * ("aa" → "aaa"): the caret tells which one it was.
 */
function changed(before: string, after: string, caret: number): { from: number; to: number; by: number } {
	const by = after.length - before.length;
	const behind = after.length - caret;
	const caretTells = behind <= before.length && before.endsWith(after.slice(caret));
	let same = caretTells ? behind : 0;
	if (!caretTells) {
		const most = Math.min(before.length, after.length);
		while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
	}
	const most = Math.min(before.length, after.length) - same;
	let from = 0;
	while (from < most && before[from] === after[from]) from++;
	return { from, to: before.length - same, by };
}
