/** What a screen may know of messages and do with them; a part of `App`. */
import type { ReadonlySignal } from "@preact/signals";
import type { Entity, Message } from "../api/types";

/** What a message said before it was changed. */
export interface Version {
	text: string;
	entities?: Entity[];
	/** When it began to say so. */
	written_at: string;
}

/** The text of a message that was taken back, for the composer. */
export interface TakenBack {
	readonly placeId: string;
	readonly text: string;
	readonly entities: readonly Entity[];
}

/** Where a list of messages shall go, and which of its messages it shall mark for a moment. */
export interface Target {
	/** A conversation, or the message above a thread. */
	readonly placeId: string;
	readonly number: number;
	/** Asking for the same message again is another target. */
	readonly ask: number;
}

export interface Forwarding {
	/** The id of the copy: asking again with it is safe. */
	readonly id: string;
	readonly conversationId: string;
}

export interface Messages extends MessageCommands {
	/** Why the last thing done with a message did not work, in words; null when it did, or was read. */
	readonly failure: ReadonlySignal<string | null>;
	/** My messages that can be taken back without a trace: for ten seconds after sending. */
	readonly undoable: ReadonlySignal<ReadonlySet<string>>;
	/** What was taken back last and is not in a composer yet. */
	readonly takenBack: ReadonlySignal<TakenBack | null>;
	/** conversation id → ids of its pinned messages, the newest pin first; absent until `loadPins`. */
	readonly pins: ReadonlySignal<ReadonlyMap<string, readonly string[]>>;
	readonly target: ReadonlySignal<Target | null>;
	/** Messages that were asked for and that are not there for me. */
	readonly missing: ReadonlySignal<ReadonlySet<string>>;

	/** The composer has it. */
	tookBack(): void;
	/** It was read. */
	dismissFailure(): void;
}

export interface MessageCommands {
	/** These are on screen at once; when one does not work, it is put back and `failure` says why. */
	react(message: Message, emoji: string): void;
	unreact(message: Message, emoji: string): void;
	pin(message: Message): void;
	unpin(message: Message): void;
	/** The line moves above it, and nothing is marked seen here until the conversation is opened anew. */
	markUnread(message: Message): void;
	/** Takes a message of mine back without a trace. Its text is then in `takenBack`. */
	undo(messageId: string): void;
	/** Takes back what I sent last at this place, when that is less than ten seconds ago. Says whether there was one. */
	undoLast(placeId: string): boolean;

	/** On screen at once, put back when it fails. */
	edit(message: Message, text: string, entities?: readonly Entity[]): Promise<void>;
	remove(message: Message): Promise<void>;
	forward(messageId: string, copies: readonly Forwarding[]): Promise<void>;
	/** What it said before, the oldest first. */
	history(message: Message): Promise<Version[]>;

	/** The message with this id, loaded when it is not here; it is in the state when this resolves. */
	message(messageId: string): Promise<Message>;
	/** Loads it in the background, once: it comes into the state, or into `missing`. */
	want(messageId: string): void;
	loadPins(conversationId: string): Promise<void>;

	/** Brings the message into its list, and the list to it. */
	goTo(conversationId: string, number: number): Promise<void>;
	/** The same in a thread. */
	goToReply(conversationId: string, rootId: string, number: number): Promise<void>;
	/** Loads the newest replies below a message, and the message itself. */
	openThread(conversationId: string, rootId: string): Promise<void>;
	loadOlderReplies(rootId: string): Promise<void>;
	loadNewerReplies(rootId: string): Promise<void>;
	loadNewestReplies(rootId: string): Promise<void>;
}
