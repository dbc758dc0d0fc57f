/** One sentence about what was just done with a message, for a few seconds. */
import { signal } from "@preact/signals";
import { failureWords } from "../../ui/submit";

export interface Said {
	readonly words: string;
	readonly bad: boolean;
}

export const said = signal<Said | null>(null);

/** Milliseconds: long enough to read. */
const SHOWN = { good: 2_500, bad: 8_000 };

let hide: ReturnType<typeof setTimeout> | undefined;

export function notify(words: string, bad = false): void {
	clearTimeout(hide);
	said.value = { words, bad };
	hide = setTimeout(unsay, bad ? SHOWN.bad : SHOWN.good);
}

/** What went wrong, in words. */
notify.failure = (error: unknown): void => notify(failureWords(error), true);

export function unsay(): void {
	clearTimeout(hide);
	said.value = null;
}
