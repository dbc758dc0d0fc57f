/** What stands in the form of a new poll, and what it becomes. Pure. */
import type { PollForm } from "../api/types";

export const FEWEST_OPTIONS = 2;
export const MOST_OPTIONS = 20;
export const LONGEST_OPTION = 200;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const CLOSINGS = [
	["never", "When I close it"],
	["hour", "In an hour"],
	["day", "In a day"],
	["week", "In a week"],
	["own", "At a time of my own"],
] as const;

export type Closing = (typeof CLOSINGS)[number][0];

const AFTER: Partial<Record<Closing, number>> = { hour: HOUR, day: DAY, week: 7 * DAY };

/** An option that is being written. The key stays with it while others come and go. */
export interface Draft {
	readonly key: number;
	readonly text: string;
}

export interface NewPoll {
	options: readonly Draft[];
	multiple: boolean;
	anonymous: boolean;
	closing: Closing;
	/** For the closing time of one's own; null when there is none. */
	at: Date | null;
}

/** Without the empty ones and the white space that nobody meant. */
export function optionsOf(drafts: readonly Draft[]): string[] {
	return drafts.map(({ text }) => text.trim().replace(/\s+/g, " ")).filter((text) => text !== "");
}

/** Why this is no poll yet, in words; null when it is one. */
export function problemWith(poll: NewPoll, now: number): string | null {
	const options = optionsOf(poll.options);
	if (options.length < FEWEST_OPTIONS) return "Write at least two options.";
	if (new Set(options.map((option) => option.toLowerCase())).size < options.length) return "Two options are the same.";
	if (poll.closing === "own" && (!poll.at || poll.at.getTime() <= now)) return "Choose a time that is still to come.";
	return null;
}

export function formOf(poll: NewPoll, now: number): PollForm {
	const after = AFTER[poll.closing];
	const closesAt = poll.closing === "own" ? poll.at : after ? new Date(now + after) : null;
	return {
		options: optionsOf(poll.options),
		multiple: poll.multiple,
		anonymous: poll.anonymous,
		closes_at: closesAt?.toISOString() ?? null,
	};
}

/** "What do we eat? | Pizza | Soup", also by lines: the question, and the options that were written with it. */
export function readQuestion(text: string): { question: string; options: string[] } {
	const [question = "", ...options] = text.split(/\s*[|\n]\s*/);
	return { question: question.trim(), options: options.filter((option) => option !== "").slice(0, MOST_OPTIONS) };
}
