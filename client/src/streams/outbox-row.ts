/** One row of the outbox, as views show it and as storage keeps it. */
import type { Entity, File, MessageForm, PollForm, Quoted } from "../api/types";

/** What a message has beside its text. The first six are sent as they are; `quoted` and `files` only show it until then. */
export interface MessageExtras {
	readonly kind?: "text" | "action";
	/** By code points of the text as it is sent. */
	readonly entities?: readonly Entity[];
	/** The id of the message that it answers. */
	readonly reply_to?: string;
	/** The id of the message whose thread it goes into. */
	readonly thread_of?: string;
	readonly file_ids?: readonly string[];
	readonly poll?: PollForm;
	readonly quoted?: Quoted;
	readonly files?: readonly File[];
}

/** What was sent and is not acknowledged yet. */
export interface OutboxRow {
	/** Also the message's id: sending again with it is safe. Version 7, so that ids sort in the order of sending. */
	readonly id: string;
	readonly userId: string;
	readonly conversationId: string;
	readonly text: string;
	/** Absent in a plain message, and in rows that an older client left behind. */
	readonly extras?: MessageExtras;
	/** Milliseconds since 1970 on this device. */
	readonly createdAt: number;
	readonly state: "sending" | "failed";
	readonly attempts: number;
	/** Why it failed, or why it takes so long, in words for the person. */
	readonly error: string | null;
}

/** As stored: with the lease of the tab that is sending it. */
export interface StoredRow extends OutboxRow {
	readonly owner: string | null;
	/** Milliseconds since 1970. */
	readonly leaseUntil: number;
}

/** What is posted: the same each time, so that sending again is answered with what is there already. */
export function formOf({ id, text, extras = {} }: OutboxRow): MessageForm {
	const { kind, entities, reply_to, thread_of, file_ids, poll } = extras;
	return {
		id,
		text,
		...(kind && kind !== "text" && { kind }),
		...(entities?.length && { entities: [...entities] }),
		...(reply_to && { reply_to }),
		...(thread_of && { thread_of }),
		...(file_ids?.length && { file_ids: [...file_ids] }),
		...(poll && { poll }),
	};
}
