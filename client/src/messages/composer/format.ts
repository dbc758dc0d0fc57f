/** What keys and pasted links do to the text around the selection: as small changes of the field, from its end. Pure. */
import { autolink } from "../links";

export interface Change {
	readonly from: number;
	readonly to: number;
	readonly piece: string;
}

/** The changes, the last place first, and what is selected afterwards. */
export interface Formatting {
	readonly changes: readonly Change[];
	readonly select: readonly [number, number];
}

export interface Selected {
	readonly text: string;
	readonly from: number;
	readonly to: number;
}

type Key = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** What a key does here; null when it is none of ours. Digits by their place: with Shift they are other characters. */
export function formattingOf(event: Key, selected: Selected): Formatting | null {
	if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
	if (event.shiftKey && event.code === "Digit8") return linesWith(selected, "- ");
	if (event.shiftKey && event.code === "Digit7") return linesWith(selected, "1. ");
	if (event.shiftKey && event.code === "Digit9") return linesWith(selected, "> ");
	const mark = event.shiftKey ? WITH_SHIFT[event.key.toLowerCase()] : ALONE[event.key.toLowerCase()];
	if (!mark) return null;
	return mark === "`" && selected.text.slice(selected.from, selected.to).includes("\n")
		? fenced(selected)
		: wrapped(selected, mark);
}

const ALONE: Record<string, string> = { b: "**", i: "*", e: "`" };
const WITH_SHIFT: Record<string, string> = { x: "~~", h: "||" };

/** A mark on both sides of the selection, or off when it stands there already. */
function wrapped({ text, ...place }: Selected, mark: string): Formatting {
	const { from, to } = withoutSpace(text, place);
	const { length } = mark;
	if (standsAround(text, from, to, mark)) {
		const changes = [
			{ from: to, to: to + length, piece: "" },
			{ from: from - length, to: from, piece: "" },
		];
		return { changes, select: [from - length, to - length] };
	}
	const changes = [
		{ from: to, to, piece: mark },
		{ from, to: from, piece: mark },
	];
	return { changes, select: [from + length, to + length] };
}

/** One star of two is half of bold, and no italic that could go; of three, one is. */
function standsAround(text: string, from: number, to: number, mark: string): boolean {
	const sign = mark[0];
	let run = 0;
	while (run < from && text[from - 1 - run] === sign && text[to + run] === sign) run++;
	return mark === "*" ? run % 2 === 1 : run >= mark.length;
}

function fenced({ text, from, to }: Selected): Formatting {
	const before = from > 0 && text[from - 1] !== "\n" ? "\n```\n" : "```\n";
	const after = `${text[to - 1] === "\n" ? "" : "\n"}\`\`\`${to < text.length && text[to] !== "\n" ? "\n" : ""}`;
	const changes = [
		{ from: to, to, piece: after },
		{ from, to: from, piece: before },
	];
	return { changes, select: [from + before.length, to + before.length] };
}

/** A sign before each line of the selection, or off when every one has it. */
function linesWith({ text, from, to }: Selected, sign: string): Formatting {
	const starts = lineStarts(text, from, to);
	const off = starts.every((at) => text.startsWith(sign, at));
	const changes = starts.map((at) => ({ from: at, to: off ? at + sign.length : at, piece: off ? "" : sign })).reverse();
	const by = off ? -sign.length : sign.length;
	return { changes, select: [Math.max(starts[0] ?? 0, from + by), to + by * starts.length] };
}

function lineStarts(text: string, from: number, to: number): number[] {
	const starts = [text.lastIndexOf("\n", from - 1) + 1];
	for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
	return starts;
}

/** Marks must touch words, or they mean nothing. */
function withoutSpace(text: string, { from, to }: { from: number; to: number }): { from: number; to: number } {
	const inside = text.slice(from, to);
	if (inside.trim() === "") return { from, to };
	return {
		from: from + inside.length - inside.trimStart().length,
		to: to - (inside.length - inside.trimEnd().length),
	};
}

/** An address pasted over words makes a link of them; null when it is no address, or there are no words. */
export function linked(pasted: string, { text, from, to }: Selected): Formatting | null {
	const address = pasted.trim();
	const words = text.slice(from, to);
	if (words.trim() === "" || /[\n[\]]/.test(words) || autolink(words, 0)?.href) return null;
	const link = /\s|[()]/.test(address) ? null : autolink(address, 0);
	if (link?.href !== address) return null;
	const piece = `](${address})`;
	const changes = [
		{ from: to, to, piece },
		{ from, to: from, piece: "[" },
	];
	return { changes, select: [to + 1 + piece.length, to + 1 + piece.length] };
}
