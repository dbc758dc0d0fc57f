/** The seam between searching and the views. Both reject with `ApiError` (its message is for people) or `Offline`. */
import type { SearchAnswer } from "../api/types";

export interface Search {
	/** Messages that I may read, the newest first; `cursor` of an answer gives the next page of the same line. */
	find(line: string, cursor?: string): Promise<SearchAnswer>;
	/** The number of the first message of a local day (2026-10-01) or after it; null when nothing was written since. */
	numberOnDay(conversationId: string, day: string): Promise<number | null>;
}
