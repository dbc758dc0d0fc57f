/** Where one writes: a conversation, or a thread in it. */

export interface Place {
	readonly conversationId: string;
	/** Of a thread: its first message. */
	readonly threadOf?: string | undefined;
}

/** As drafts, files and modes name it. */
export function placeIdOf({ conversationId, threadOf }: Place): string {
	return threadOf ?? conversationId;
}
