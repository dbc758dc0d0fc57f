/** Times as people say them, in the language and zone of the browser. `now` is an argument so that tests can hold it. */

/** Making a formatter costs far more than using it, and every message asks for one. */
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "just now", "5 minutes ago", "yesterday", then a date. */
export function ago(at: string, now: number = Date.now()): string {
	const passed = now - Date.parse(at);
	const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
	if (passed < MINUTE) return "just now";
	if (passed < HOUR) return words.format(-Math.floor(passed / MINUTE), "minute");
	if (passed < DAY) return words.format(-Math.floor(passed / HOUR), "hour");
	if (passed < 14 * DAY) return words.format(-Math.floor(passed / DAY), "day");
	return longDate(at);
}

/** "in 7 days", "in 3 hours", or that it is over. */
export function until(at: string, now: number = Date.now()): string {
	const left = Date.parse(at) - now;
	const words = new Intl.RelativeTimeFormat(undefined, { numeric: "always" });
	if (left <= 0) return "over";
	if (left < HOUR) return words.format(Math.ceil(left / MINUTE), "minute");
	if (left < 2 * DAY) return words.format(Math.round(left / HOUR), "hour");
	return words.format(Math.round(left / DAY), "day");
}

export function clock(at: string): string {
	return CLOCK.format(new Date(at));
}

export function longDate(at: string): string {
	return new Intl.DateTimeFormat(undefined, { dateStyle: "long" }).format(new Date(at));
}

export function monthOf(at: string): string {
	return new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric" }).format(new Date(at));
}

/** "Today", "Yesterday", "Tuesday", or a date: for the separators between days. */
export function dayName(at: string, now: number = Date.now()): string {
	const date = new Date(at);
	const days = Math.round((startOfDay(new Date(now)) - startOfDay(date)) / DAY);
	if (days === 0) return "Today";
	if (days === 1) return "Yesterday";
	if (days > 1 && days < 7) return new Intl.DateTimeFormat(undefined, { weekday: "long" }).format(date);
	const sameYear = date.getFullYear() === new Date(now).getFullYear();
	return new Intl.DateTimeFormat(undefined, {
		weekday: "short",
		day: "numeric",
		month: "long",
		...(sameYear ? {} : { year: "numeric" }),
	}).format(date);
}

/** A key that is the same for all moments of one local day. */
export function dayKey(at: string): string {
	const date = new Date(at);
	return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

function startOfDay(date: Date): number {
	return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
