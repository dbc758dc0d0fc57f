/** "Mark all read", from a key or a button, with what is said of it afterwards. */
import { signal } from "@preact/signals";
import type { Later } from "../later/seam";

export interface Said {
	readonly words: string;
	/** Takes it back; null when that is not possible. */
	readonly undo: (() => Promise<void>) | null;
}

/** What was done last, for a while. */
export const saidOfAll = signal<Said | null>(null);

/** Milliseconds. */
const SHOWN = 10_000;
let hide: ReturnType<typeof setTimeout> | undefined;

export async function markAllRead(later: Later): Promise<void> {
	try {
		const back = await later.readAll();
		say({ words: "Everything is marked read.", undo: () => takeBack(back) });
	} catch (error) {
		say({ words: words(error), undo: null });
	}
}

async function takeBack(back: () => Promise<void>): Promise<void> {
	try {
		await back();
		say(null);
	} catch (error) {
		say({ words: words(error), undo: null });
	}
}

export function say(said: Said | null): void {
	clearTimeout(hide);
	saidOfAll.value = said;
	if (said) hide = setTimeout(() => say(null), SHOWN);
}

function words(error: unknown): string {
	return error instanceof Error ? error.message : "That did not work.";
}
