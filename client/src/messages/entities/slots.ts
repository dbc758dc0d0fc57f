/**
 * Entities as places in the source of a message. Before parsing each stretch is replaced by a mark that nobody can
 * type: a noncharacter and the number of the entity. The parser turns marks back into entities, and inside code into
 * the text that they stand for; what the text looks like never matters.
 */
import type { Entity } from "../../api/types";

/** A stretch of text with a meaning: the entity and the characters that it covers. */
export interface Slot {
	readonly entity: Entity;
	readonly text: string;
}

/** Unicode keeps this one for the inside of programs: in a text from outside it becomes the replacement character. */
export const SLOT = "\u{fdd0}";
/** How many UTF-16 units a mark takes. */
export const SLOT_WIDTH = 2;

const FIRST_NUMBER = 0xe000;
const MOST_SLOTS = 1000;
const MARK = /\u{fdd0}([\u{e000}-\u{f8ff}])/gu;

/** Entities that overlap, cross a line or leave the text are not believed: their stretch stays text. */
export function withSlots(text: string, entities: readonly Entity[]): { source: string; slots: Slot[] } {
	const clean = text.replaceAll(SLOT, "\u{fffd}");
	if (entities.length === 0) return { source: clean, slots: [] };
	const slots: Slot[] = [];
	const pieces: string[] = [];
	const place = unitsOf(clean);
	let end = 0;
	for (const entity of [...entities].sort((a, b) => a.offset - b.offset).slice(0, MOST_SLOTS)) {
		const from = place(entity.offset);
		const to = place(entity.offset + entity.length);
		const covered = clean.slice(from, to);
		if (from < end || to > clean.length || covered === "" || /[\r\n]/.test(covered)) continue;
		pieces.push(clean.slice(end, from), SLOT, String.fromCharCode(FIRST_NUMBER + slots.length));
		slots.push({ entity, text: covered });
		end = to;
	}
	return { source: pieces.join("") + clean.slice(end), slots };
}

/** The slot whose mark stands at `at`. */
export function slotAt(source: string, at: number, slots: readonly Slot[]): Slot | undefined {
	return slots[source.charCodeAt(at + 1) - FIRST_NUMBER];
}

/** The text as it was before its entities were marked. */
export function withoutSlots(source: string, slots: readonly Slot[]): string {
	if (!source.includes(SLOT)) return source;
	return source.replace(MARK, (_, number: string) => slots[number.charCodeAt(0) - FIRST_NUMBER]?.text ?? "");
}

/** From code points, as the API counts, to UTF-16 units. Places beyond the end are beyond the end. Ask in rising order. */
export function unitsOf(text: string): (point: number) => number {
	if (!/[\ud800-\udfff]/.test(text)) return (point) => point;
	let point = 0;
	let unit = 0;
	return (wanted) => {
		if (wanted < point) [point, unit] = [0, 0];
		while (point < wanted && unit < text.length) {
			unit += (text.codePointAt(unit) as number) > 0xffff ? 2 : 1;
			point++;
		}
		return unit + (wanted - point);
	};
}

/** From UTF-16 units to code points. */
export function pointsOf(text: string): (unit: number) => number {
	if (!/[\ud800-\udfff]/.test(text)) return (unit) => unit;
	return (unit) => [...text.slice(0, unit)].length;
}
