/**
 * The seam between "for later" and the views: drafts, saved messages and reminders, what is sent at a time, and what
 * happened while I was away. Commands reject with `ApiError` or `Offline`.
 */
import type { Entity } from "../api/types";

/** What stands in a composer and is not sent. */
export interface DraftWords {
	readonly text: string;
	readonly entities?: readonly Entity[];
	/** The id of the message that it answers. */
	readonly reply_to?: string;
}

/** Where somebody writes: a conversation, or a thread by the id of the message above it. */
export interface Place {
	readonly conversationId: string;
	readonly threadOf?: string | undefined;
}

/**
 * Drafts, kept on this device at once and told to my other devices a moment later. A place is named by `placeId`: the
 * id of the thread's first message, or else of the conversation, as in `messages/composer/mode.ts`.
 */
export interface Drafts {
	/** What a composer that opens here begins with; null for nothing. Subscribes nobody. */
	read(placeId: string): DraftWords | null;
	/** I typed. Call it on every input; no text means that there is no draft any more. */
	write(place: Place, words: DraftWords): void;
	/** It was sent, scheduled or thrown away: nothing of it stays, here or on the server. */
	clear(place: Place): void;
	/**
	 * Calls `take` when another device of mine changed the draft of this place, unless something was typed here that it
	 * has not heard of; null: it is gone. The answer ends it.
	 */
	onRemote(placeId: string, take: (words: DraftWords | null) => void): () => void;
}

export function placeIdOf({ conversationId, threadOf }: Place): string {
	return threadOf ?? conversationId;
}
