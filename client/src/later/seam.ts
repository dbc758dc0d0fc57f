/**
 * The seam between "for later" and the views: drafts, saved messages and reminders, what is sent at a time, and what
 * happened while I was away. Commands reject with `ApiError` or `Offline`.
 */
import type { CatchUp, Entity } from "../api/types";
import type { ScheduledWords } from "../store/later";

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

export interface ScheduledChange {
	/** RFC 3339. */
	send_at?: string;
	text?: string;
	/** Of the new text. */
	entities?: Entity[];
}

export interface Later {
	readonly drafts: Drafts;

	/** Keeps it without a reminder; one that waits to be looked at is answered. */
	save(messageId: string): Promise<void>;
	unsave(messageId: string): Promise<void>;
	/** Saves it, with a reminder at that time. */
	remind(messageId: string, at: Date): Promise<void>;
	/** Brings every saved message into the state: into `known` where it is in no window. */
	loadSaved(): Promise<void>;

	/** Resolves when it is written down. The draft that it came from is the caller's to clear. */
	schedule(conversationId: string, at: Date, words: ScheduledWords): Promise<void>;
	changeScheduled(id: string, change: ScheduledChange): Promise<void>;
	sendScheduled(id: string): Promise<void>;
	deleteScheduled(id: string): Promise<void>;

	catchUp(): Promise<CatchUp>;
	/** I have read the thread below this message up to that reply. */
	sawThread(messageId: string, number: number): Promise<void>;
	/** Everything is seen. The answer takes that back: what was unread is marked unread from where it was. */
	readAll(): Promise<() => Promise<void>>;
}

export function placeIdOf({ conversationId, threadOf }: Place): string {
	return threadOf ?? conversationId;
}
