/**
 * The inside of a paragraph: emphasis, code, links. One pass over the text with a flat list of nodes; an opener
 * remembers its place in that list, and a closer folds everything after it into one node. Each node is folded at
 * most once per level, and openers that never close are simply left as the text that they are.
 */
import { SLOT, SLOT_WIDTH, type Slot, slotAt, withoutSlots } from "./entities/slots";
import { autolink, linkTarget } from "./links";
import { type Inline, MAX_DEPTH, plainText } from "./markdown-tree";

type Mark = "*" | "**" | "_" | "__" | "~~" | "||" | "[";
type Folded = "bold" | "italic" | "strike" | "spoiler";

const MEANING: Record<Exclude<Mark, "[">, Folded> = {
	"*": "italic",
	_: "italic",
	"**": "bold",
	__: "bold",
	"~~": "strike",
	"||": "spoiler",
};
const PLAIN = /[^*_~|`[\]\\hHmM\ufdd0]+/y;
/** Marks that mean something in pairs only. */
const PAIRS = /[~|]/;
const WORD = /[\p{L}\p{N}]/u;
const ESCAPABLE = /[\\*_~|`[\]()>#+.!-]/;

export function inline(source: string, slots: readonly Slot[]): Inline[] {
	const scan = new Scan(source, slots);
	scan.run();
	return joinText(scan.nodes);
}

class Scan {
	readonly nodes: Inline[] = [];
	/** Height of the tree under each node of `nodes`; folding stops when it would pass MAX_DEPTH. */
	private readonly heights: number[] = [];
	/** Places in `nodes` of the openers of each kind, oldest first. */
	private readonly open: Record<Mark, number[]> = {
		"*": [],
		"**": [],
		_: [],
		__: [],
		"~~": [],
		"||": [],
		"[": [],
	};
	/** The newest node that is or holds a link: a link never holds another. */
	private lastLink = -1;
	private at = 0;
	private readonly ticks: TickRuns;

	constructor(
		private readonly source: string,
		private readonly slots: readonly Slot[],
	) {
		this.ticks = new TickRuns(source);
	}

	run(): void {
		while (this.at < this.source.length) {
			PLAIN.lastIndex = this.at;
			const plain = PLAIN.exec(this.source);
			if (plain) this.text(plain[0]);
			else this.special(this.source[this.at] as string);
		}
	}

	private special(character: string): void {
		if (character === "*" || character === "_" || PAIRS.test(character)) this.emphasis(character);
		else if (character === "`") this.code();
		else if (character === "\\") this.escape();
		else if (character === "[") this.openBracket();
		else if (character === "]") this.closeBracket();
		else if (character === SLOT) this.entity();
		else this.maybeAutolink(character);
	}

	private add(node: Inline, height: number): void {
		this.nodes.push(node);
		this.heights.push(height);
	}

	private text(text: string): void {
		this.add({ kind: "text", text }, 0);
		this.at += text.length;
	}

	private entity(): void {
		const slot = slotAt(this.source, this.at, this.slots);
		if (slot) this.add({ kind: "entity", ...slot }, 0);
		this.at += SLOT_WIDTH;
	}

	private escape(): void {
		const next = this.source[this.at + 1];
		if (next === undefined || !ESCAPABLE.test(next)) {
			this.text("\\");
			return;
		}
		this.add({ kind: "text", text: next }, 0);
		this.at += 2;
	}

	private code(): void {
		const run = this.ticks.runAt(this.at);
		const end = this.ticks.closing(this.at, run);
		if (end === null) {
			this.text("`".repeat(run));
			return;
		}
		let text = withoutSlots(this.source.slice(this.at + run, end), this.slots);
		if (text.startsWith(" ") && text.endsWith(" ") && text.trim() !== "") text = text.slice(1, -1);
		this.add({ kind: "code", text }, 0);
		this.at = end + run;
	}

	/** A run of *, _, ~ or |. Runs longer than three (or a tilde or bar that is not a pair) mean nothing. */
	private emphasis(character: string): void {
		let end = this.at;
		while (this.source[end] === character) end++;
		const run = end - this.at;
		const before = codePointBefore(this.source, this.at);
		const after = codePointAt(this.source, end);
		if (run > 3 || (PAIRS.test(character) && run !== 2)) {
			this.text(character.repeat(run));
			return;
		}
		let left = run;
		if (canClose(character, run, before, after)) left = this.closeRun(character, left);
		if (left > 0 && canOpen(character, run, before, after)) left = this.openRun(character, left);
		if (left > 0) this.text(character.repeat(left));
	}

	/** Closes what is open, newest first. Returns how many characters of the run are left. */
	private closeRun(character: string, run: number): number {
		let left = run;
		while (left > 0) {
			const double = this.open[(character + character) as Mark].at(-1) ?? -1;
			const single = PAIRS.test(character) ? -1 : (this.open[character as Mark].at(-1) ?? -1);
			const mark = left >= 2 && double > single ? character + character : single >= 0 ? character : null;
			if (mark === null || !this.fold(mark as Exclude<Mark, "[">)) break;
			left -= mark.length;
			this.at += mark.length;
		}
		return left;
	}

	private openRun(character: string, run: number): number {
		const marks = run === 3 ? [character + character, character] : [character.repeat(run)];
		for (const mark of marks) {
			this.open[mark as Mark].push(this.nodes.length);
			this.text(mark);
		}
		return 0;
	}

	/** Makes one node of all that stands after the newest opener of this mark. False when there is nothing to fold. */
	private fold(mark: Exclude<Mark, "[">): boolean {
		const from = this.open[mark].at(-1);
		if (from === undefined || from + 1 >= this.nodes.length) return false;
		const height = 1 + highest(this.heights, from + 1);
		if (height > MAX_DEPTH) return this.giveUp();
		this.replaceFrom(from, { kind: MEANING[mark], children: joinText(this.nodes.slice(from + 1)) }, height);
		return true;
	}

	/** Too deep: all that is open now holds this, so none of it may ever close. Asking again would cost squares. */
	private giveUp(): false {
		for (const places of Object.values(this.open)) places.length = 0;
		return false;
	}

	private replaceFrom(from: number, node: Inline, height: number): void {
		this.nodes.length = from;
		this.heights.length = from;
		this.add(node, height);
		for (const places of Object.values(this.open)) while ((places.at(-1) ?? -1) >= from) places.pop();
		if (node.kind === "link" || this.lastLink >= from) this.lastLink = from;
	}

	private openBracket(): void {
		this.open["["].push(this.nodes.length);
		this.text("[");
	}

	/** `[label](address)`; a label that nobody could see or press is no link. */
	private closeBracket(): void {
		const from = this.open["["].pop();
		const target = this.source[this.at + 1] === "(" ? linkTarget(this.source, this.at + 1) : null;
		if (from === undefined || !target || this.lastLink > from) {
			this.text("]");
			return;
		}
		const label = this.nodes.slice(from + 1);
		const height = 1 + highest(this.heights, from + 1);
		if (height > MAX_DEPTH || plainText(label).trim() === "") {
			this.text("]");
			return;
		}
		this.replaceFrom(from, { kind: "link", href: target.href, children: joinText(label) }, height);
		this.at = target.end;
	}

	private maybeAutolink(character: string): void {
		const before = codePointBefore(this.source, this.at);
		const link = before !== null && WORD.test(before) ? null : autolink(this.source, this.at);
		if (!link?.href) {
			this.text(link?.text ?? character);
			return;
		}
		this.lastLink = this.nodes.length;
		this.add({ kind: "link", href: link.href, children: [{ kind: "text", text: link.text }] }, 1);
		this.at += link.text.length;
	}
}

/** An opener leans on what follows it; a single star or an underscore inside a word is just that ("2*3", "snake_case"). */
function canOpen(character: string, run: number, before: string | null, after: string | null): boolean {
	if (after === null || /\s/u.test(after)) return false;
	if (character === "_") return before === null || !WORD.test(before);
	return character !== "*" || run > 1 || before === null || !/[0-9A-Za-z]/.test(before);
}

function canClose(character: string, run: number, before: string | null, after: string | null): boolean {
	if (before === null || /\s/u.test(before)) return false;
	if (character === "_") return after === null || !WORD.test(after);
	return character !== "*" || run > 1 || after === null || !/[0-9A-Za-z]/.test(after);
}

function codePointAt(text: string, at: number): string | null {
	const point = text.codePointAt(at);
	return point === undefined ? null : String.fromCodePoint(point);
}

function codePointBefore(text: string, at: number): string | null {
	if (at === 0) return null;
	const low = text.charCodeAt(at - 1);
	const isPair = low >= 0xdc00 && low <= 0xdfff && at > 1;
	return codePointAt(text, isPair ? at - 2 : at - 1);
}

function highest(heights: number[], from: number): number {
	let most = 0;
	for (let at = from; at < heights.length; at++) most = Math.max(most, heights[at] as number);
	return most;
}

/** Neighbouring texts become one, so that the page holds few nodes. */
function joinText(nodes: readonly Inline[]): Inline[] {
	const joined: Inline[] = [];
	let pieces: string[] = [];
	const flush = () => {
		if (pieces.length > 0) joined.push({ kind: "text", text: pieces.join("") });
		pieces = [];
	};
	for (const node of nodes) {
		if (node.kind === "text") pieces.push(node.text);
		else {
			flush();
			joined.push(node);
		}
	}
	flush();
	return joined;
}

/** Runs of backticks, found once, so that looking for a closing run of the same length never scans again. */
class TickRuns {
	private readonly starts = new Map<number, number[]>();
	private readonly next = new Map<number, number>();
	private readonly lengths = new Map<number, number>();

	constructor(source: string) {
		for (const run of source.matchAll(/`+/g)) {
			const places = this.starts.get(run[0].length) ?? [];
			places.push(run.index);
			this.starts.set(run[0].length, places);
			this.lengths.set(run.index, run[0].length);
		}
	}

	runAt(at: number): number {
		return this.lengths.get(at) ?? 1;
	}

	/** The place of the first later run of the same length. Asked in rising order, so the cursor only moves on. */
	closing(at: number, run: number): number | null {
		const places = this.starts.get(run) ?? [];
		let cursor = this.next.get(run) ?? 0;
		while (cursor < places.length && (places[cursor] as number) <= at) cursor++;
		this.next.set(run, cursor);
		return places[cursor] ?? null;
	}
}
