/** The piece of a text in which something was found, cut into what is marked and what is not. */

export interface Piece {
	readonly text: string;
	readonly marked: boolean;
}

const MOST_CHARACTERS = 280;
const BEFORE_THE_FIRST = 60;

/** `ranges` are (offset, length) in code points, in order. A long text begins shortly before the first of them. */
export function excerptOf(text: string, ranges: ReadonlyArray<readonly [number, number]>): Piece[] {
	const characters = [...text];
	const begin = beginOf(characters, ranges[0]?.[0] ?? 0);
	const end = Math.min(characters.length, begin + MOST_CHARACTERS);
	const pieces: Piece[] = [];
	const add = (from: number, to: number, marked: boolean) => {
		const piece = characters.slice(Math.max(from, begin), Math.min(to, end)).join("");
		if (piece) pieces.push({ text: piece, marked });
	};
	let at = begin;
	for (const [offset, length] of ranges) {
		add(at, offset, false);
		add(offset, offset + length, true);
		at = Math.max(at, offset + length);
	}
	add(at, end, false);
	if (begin > 0) pieces.unshift({ text: "…", marked: false });
	if (end < characters.length) pieces.push({ text: "…", marked: false });
	return pieces;
}

/** At a word's beginning, where there is one near; otherwise in the middle of what has none. */
function beginOf(characters: readonly string[], first: number): number {
	if (characters.length <= MOST_CHARACTERS || first <= BEFORE_THE_FIRST) return 0;
	const earliest = Math.min(first - BEFORE_THE_FIRST, characters.length - MOST_CHARACTERS);
	const space = characters.slice(earliest, earliest + BEFORE_THE_FIRST / 2).findIndex((it) => /\s/u.test(it));
	return earliest + space + 1;
}
