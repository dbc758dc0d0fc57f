/**
 * Message text → a small tree. Called by `markdown-view.tsx`; knows nothing of the page.
 *
 * Linear in the length of the text whatever is in it: every character is looked at a bounded number of times,
 * emphasis is matched with stacks, and nesting stops at `MAX_DEPTH`. What is not understood stays text.
 */
import type { Entity } from "../api/types";
import { type Slot, withoutSlots, withSlots } from "./entities/slots";
import { inline } from "./markdown-inline";
import { type Block, MAX_DEPTH } from "./markdown-tree";

const FENCE = /^ {0,3}```([\p{L}\p{N}+#._-]{0,24})[ \t]*$/u;
const FENCE_END = /^ {0,3}```[ \t]*$/;
const QUOTE = /^ {0,3}> ?/;
const BULLET = /^( {0,3})([-*+])( {1,4})(?=\S)/;
const NUMBER = /^( {0,3})(\d{1,6})[.)]( {1,4})(?=\S)/;
const BLANK = /^[ \t]*$/;

export function parseMarkdown(text: string, entities: readonly Entity[] = []): Block[] {
	const { source, slots } = withSlots(text, entities);
	return blocks(source.replace(/\r\n?/g, "\n").split("\n"), 0, slots);
}

function blocks(lines: string[], depth: number, slots: readonly Slot[]): Block[] {
	const found: Block[] = [];
	const reader: Reader = { lines, at: 0, depth, slots, hasFenceEnd: true };
	while (reader.at < lines.length) {
		if (BLANK.test(lines[reader.at] as string)) {
			reader.at++;
			continue;
		}
		const nested = depth < MAX_DEPTH ? (quote(reader) ?? list(reader)) : null;
		found.push(fence(reader) ?? nested ?? paragraph(reader));
	}
	return found;
}

interface Reader {
	lines: string[];
	at: number;
	depth: number;
	slots: readonly Slot[];
	/** False once a search for a closing fence has failed: it is never repeated. */
	hasFenceEnd: boolean;
}

/** A fence without its end is not code: people type ``` in the middle of things. */
function fence(reader: Reader): Block | null {
	const open = FENCE.exec(reader.lines[reader.at] ?? "");
	if (!open || !reader.hasFenceEnd) return null;
	let end = reader.at + 1;
	while (end < reader.lines.length && !FENCE_END.test(reader.lines[end] as string)) end++;
	if (end === reader.lines.length) {
		reader.hasFenceEnd = false;
		return null;
	}
	const text = withoutSlots(reader.lines.slice(reader.at + 1, end).join("\n"), reader.slots);
	reader.at = end + 1;
	return { kind: "code", text, language: open[1] ?? "" };
}

function quote(reader: Reader): Block | null {
	const inner: string[] = [];
	for (; reader.at < reader.lines.length; reader.at++) {
		const line = reader.lines[reader.at] as string;
		const mark = QUOTE.exec(line);
		if (!mark) break;
		inner.push(line.slice(mark[0].length));
	}
	return inner.length > 0 ? { kind: "quote", children: blocks(inner, reader.depth + 1, reader.slots) } : null;
}

/** Items of one kind of marker; a line that is indented at least two spaces belongs to the item above it. */
function list(reader: Reader): Block | null {
	const marker = markerOf(reader.lines[reader.at] as string);
	if (!marker) return null;
	const items: string[][] = [];
	while (reader.at < reader.lines.length) {
		const line = reader.lines[reader.at] as string;
		const next = markerOf(line);
		if (next?.sign === marker.sign && next.indent < marker.indent + 2) {
			items.push([line.slice(next.width)]);
		} else if (BLANK.test(line)) {
			if (!listGoesOn(reader, marker.sign)) break;
			items.at(-1)?.push("");
		} else if (/^ {2,}/.test(line)) {
			items.at(-1)?.push(dedent(line, marker.width));
		} else break;
		reader.at++;
	}
	return {
		kind: "list",
		start: marker.start,
		items: items.map((lines) => blocks(lines, reader.depth + 1, reader.slots)),
	};
}

/** One blank line may stand between items; two end the list. */
function listGoesOn(reader: Reader, sign: string): boolean {
	const next = reader.lines[reader.at + 1];
	return next !== undefined && (markerOf(next)?.sign === sign || /^ {2,}\S/.test(next));
}

function dedent(line: string, most: number): string {
	let at = 0;
	while (at < most && line[at] === " ") at++;
	return line.slice(at);
}

interface Marker {
	sign: string;
	/** Spaces before the sign; two more than the list's make a list inside of it. */
	indent: number;
	/** Characters before the words. */
	width: number;
	start: number | null;
}

function markerOf(line: string): Marker | null {
	const bullet = BULLET.exec(line);
	if (bullet)
		return { sign: bullet[2] as string, indent: bullet[1]?.length ?? 0, width: bullet[0].length, start: null };
	const number = NUMBER.exec(line);
	return number
		? { sign: "1", indent: number[1]?.length ?? 0, width: number[0].length, start: Number(number[2]) }
		: null;
}

/** Lines until something else begins. Line breaks inside stay, as people typed them. */
function paragraph(reader: Reader): Block {
	const first = reader.at++;
	while (reader.at < reader.lines.length && !endsParagraph(reader)) reader.at++;
	return { kind: "paragraph", children: inline(reader.lines.slice(first, reader.at).join("\n"), reader.slots) };
}

function endsParagraph(reader: Reader): boolean {
	const line = reader.lines[reader.at] as string;
	if (BLANK.test(line)) return true;
	if (reader.hasFenceEnd && FENCE.test(line)) return true;
	return reader.depth < MAX_DEPTH && (QUOTE.test(line) || markerOf(line) !== null);
}
