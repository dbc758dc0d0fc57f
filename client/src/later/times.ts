/** The times that a menu offers, in the zone of this device, and what a person types as a time. */

export interface Choice {
	readonly words: string;
	readonly at: Date;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MORNING = 9;
const MONDAY = 1;

/** Soon, tomorrow morning, next Monday morning; each moment once. */
export function reminderChoices(now: Date): Choice[] {
	return [
		{ words: "In 20 minutes", at: new Date(now.getTime() + 20 * MINUTE) },
		{ words: "In 1 hour", at: new Date(now.getTime() + HOUR) },
		...mornings(now),
	];
}

export function sendingChoices(now: Date): Choice[] {
	return [{ words: "In 1 hour", at: new Date(now.getTime() + HOUR) }, ...mornings(now)];
}

/** On a Sunday tomorrow is Monday. */
function mornings(now: Date): Choice[] {
	const tomorrow = { words: "Tomorrow morning", at: morningAfter(now, 1) };
	const daysToMonday = (MONDAY - now.getDay() + 7) % 7 || 7;
	if (daysToMonday === 1) return [tomorrow];
	return [tomorrow, { words: "Next Monday", at: morningAfter(now, daysToMonday) }];
}

function morningAfter(now: Date, days: number): Date {
	return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

/** What `<input type="datetime-local">` holds: "2026-11-27T09:30", in the zone of this device. */
export function toInput(at: Date): string {
	const two = (number: number) => String(number).padStart(2, "0");
	const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
	return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** null for what is no time. */
export function fromInput(value: string): Date | null {
	const at = new Date(value);
	return value === "" || Number.isNaN(at.getTime()) ? null : at;
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

/** "14:20" today, "Fri 9:00" within six days, else with the date. */
export function moment(at: Date, now: Date = new Date()): string {
	const days = Math.round((startOfDay(at) - startOfDay(now)) / (24 * HOUR));
	if (days === 0) return TIME.format(at);
	if (Math.abs(days) < 7) {
		const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short" }).format(at);
		return `${weekday} ${TIME.format(at)}`;
	}
	const sameYear = at.getFullYear() === now.getFullYear();
	const date = new Intl.DateTimeFormat(undefined, {
		day: "numeric",
		month: "short",
		...(sameYear ? {} : { year: "numeric" }),
	}).format(at);
	return `${date}, ${TIME.format(at)}`;
}

function startOfDay(date: Date): number {
	return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
