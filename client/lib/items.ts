/** What a stream tells, and how far a program has read. */
import type { EventType, Payloads } from "../src/store/events";
import type { ResetReason } from "../src/streams/protocol";

/** Keep it as JSON after an item is handled, to go on there in another run of the program. */
export interface Position {
	cursors: Record<string, number>;
	hashes: Record<string, string>;
	epoch: string | null;
}

export function emptyPosition(): Position {
	return { cursors: {}, hashes: {}, epoch: null };
}

/** Something happened. `payload` is null where it was erased since; what is in it is told by `type`. */
export type Event = { [T in EventType]: Happened<T> }[EventType];

interface Happened<T extends EventType> {
	kind: "event";
	stream: string;
	/** From 1, without holes, in each stream. */
	seq: number;
	/** A newer server may have more than these: let what you don't know pass. */
	type: T;
	/** RFC 3339, UTC. */
	at: string;
	payload: Payloads[T] | null;
	hash: string;
}

/** Too much was missed, or the history is another: read the stream's snapshot. Events go on after `head`. */
export interface Reset {
	kind: "reset";
	stream: string;
	head: number;
	reason: ResetReason;
}

/** The stream is not ours any more. */
export interface Left {
	kind: "left";
	stream: string;
	reason: string;
}

export type Item = Event | Reset | Left;
