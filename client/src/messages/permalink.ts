/** Addresses of messages, as links lead to them: `/c/ID/NUMBER`, and `/c/ID/thread/ROOT/NUMBER` for a reply. */
import type { Message } from "../api/types";

/** Which message of a conversation an address names, and which thread is open beside it. */
export interface Spot {
	readonly number?: number | undefined;
	readonly rootId?: string | undefined;
	/** Of the reply in that thread. */
	readonly reply?: number | undefined;
}

type Placed = Pick<Message, "conversation_id" | "number" | "thread_of">;

export function addressOf({ conversation_id, number, thread_of }: Placed): string {
	return thread_of ? `${threadAddress(conversation_id, thread_of)}/${number}` : `/c/${conversation_id}/${number}`;
}

export function threadAddress(conversationId: string, rootId: string): string {
	return `/c/${conversationId}/thread/${rootId}`;
}

/** What stands after the conversation in an address; what is no such address names nothing. */
export function spotOf(rest: string | undefined): Spot {
	const [first = "", rootId, reply] = (rest ?? "").split("/");
	if (first === "thread" && rootId) return { rootId, reply: numberOf(reply) };
	return { number: numberOf(first) };
}

function numberOf(text: string | undefined): number | undefined {
	return text && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}
