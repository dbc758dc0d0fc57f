/**
 * What a composer is doing beside writing something new: answering a message, or changing one of mine. One mode for
 * each place where one writes (a conversation, or a thread by the id of its first message). Views set it from anywhere;
 * the composer of that place shows it.
 */
import { signal } from "@preact/signals";
import type { Message } from "../../api/types";

export type ComposerMode =
	| { readonly kind: "reply"; readonly message: Message }
	| { readonly kind: "edit"; readonly message: Message };

const modes = signal<ReadonlyMap<string, ComposerMode>>(new Map());

/** The mode of a place; null when something new is written there. Subscribes the view that reads it. */
export function modeOf(placeId: string): ComposerMode | null {
	return modes.value.get(placeId) ?? null;
}

/** The next message written at this place answers that one. In a thread the place is the id of its first message. */
export function replyTo(placeId: string, message: Message): void {
	set(placeId, { kind: "reply", message });
}

/** Puts a message of mine into the composer of the place where it stands. */
export function startEditing(message: Message): void {
	set(placeOf(message), { kind: "edit", message });
}

export function cancel(placeId: string): void {
	if (!modes.peek().has(placeId)) return;
	const rest = new Map(modes.peek());
	rest.delete(placeId);
	modes.value = rest;
}

/** Where a message is written: its thread, or else its conversation. */
export function placeOf({ conversation_id, thread_of }: Pick<Message, "conversation_id" | "thread_of">): string {
	return thread_of ?? conversation_id;
}

function set(placeId: string, mode: ComposerMode): void {
	modes.value = new Map(modes.peek()).set(placeId, mode);
}
