/** Windows on a conversation's messages: always contiguous by number, so that a hole can never look like silence. */
import type { Message } from "../api/types";
import type { Timeline } from "./state";

/** Messages kept of a conversation that is not on screen. */
export const KEPT_MESSAGES = 200;

interface Page {
	messages: readonly Message[];
	has_older: boolean;
	has_newer: boolean;
}

function first(messages: readonly Message[]): number {
	return messages[0]?.number ?? 0;
}

export function lastNumber(timeline: Timeline | undefined): number {
	return timeline?.messages.at(-1)?.number ?? 0;
}

/**
 * A live message goes to the end of a window that reaches it. Without a window one is begun, but only by the message
 * after `lastKnown`: then nothing is missing between it and what comes.
 */
export function append(timeline: Timeline | undefined, message: Message, lastKnown: number): Timeline | undefined {
	if (!timeline) {
		if (message.number !== lastKnown + 1) return undefined;
		return { messages: [message], hasOlder: message.number > 1, hasNewer: false };
	}
	if (timeline.hasNewer || message.number <= lastNumber(timeline)) return timeline;
	if (timeline.messages.length > 0 && message.number !== lastNumber(timeline) + 1)
		return { ...timeline, hasNewer: true };
	if (timeline.messages.length === 0) return { messages: [message], hasOlder: message.number > 1, hasNewer: false };
	return { ...timeline, messages: [...timeline.messages, message] };
}

/**
 * The union of a window and a page that touch. When they do not, `apart` decides: "keep" the window (the page answers a
 * question about a window that is gone) or "replace" it (the person asked to be somewhere else).
 */
export function merge(timeline: Timeline | undefined, page: Page, apart: "keep" | "replace"): Timeline {
	const fromPage = { messages: page.messages, hasOlder: page.has_older, hasNewer: page.has_newer };
	if (!timeline || timeline.messages.length === 0) return fromPage;
	if (timeline.stale) return apart === "replace" ? fromPage : timeline;
	if (page.messages.length === 0) return timeline;
	const pageFirst = first(page.messages);
	const pageLast = page.messages.at(-1)?.number ?? 0;
	const touches = pageFirst <= lastNumber(timeline) + 1 && pageLast >= first(timeline.messages) - 1;
	if (!touches) return apart === "keep" ? timeline : fromPage;
	const older = timeline.messages.filter((message) => message.number < pageFirst);
	const newer = timeline.messages.filter((message) => message.number > pageLast);
	return {
		messages: [...older, ...page.messages, ...newer],
		hasOlder: older.length > 0 ? timeline.hasOlder : page.has_older,
		hasNewer: newer.length > 0 || pageLast === lastNumber(timeline) ? timeline.hasNewer : page.has_newer,
	};
}

/** A window without what is below that number. */
export function cut(timeline: Timeline, first: number): Timeline {
	if (first === 1 || first < (timeline.messages[0]?.number ?? 0)) return timeline;
	return { ...timeline, messages: timeline.messages.filter(({ number }) => number >= first), hasOlder: false };
}

/** Marks a window that ends before the conversation's newest message, as after a snapshot that skipped some. */
export function markEnd(timeline: Timeline, newest: number): Timeline {
	const hasNewer = lastNumber(timeline) < newest;
	return hasNewer === timeline.hasNewer ? timeline : { ...timeline, hasNewer };
}

/** The newest messages of a window that nobody looks at; undefined when it does not reach the newest, or is not true any more. */
export function trim(timeline: Timeline, kept: number = KEPT_MESSAGES): Timeline | undefined {
	if (timeline.hasNewer || timeline.stale) return undefined;
	if (timeline.messages.length <= kept) return timeline;
	return { ...timeline, messages: timeline.messages.slice(-kept), hasOlder: true };
}
