/** What was sent and is not acknowledged yet. */
export interface OutboxRow {
	/** Also the message's id: sending again with it is safe. */
	readonly id: string;
	readonly userId: string;
	readonly conversationId: string;
	readonly text: string;
	/** Milliseconds since 1970 on this device. */
	readonly createdAt: number;
	readonly state: "sending" | "failed";
	readonly attempts: number;
	/** Why it failed, in words for the person; null while sending. */
	readonly error: string | null;
}
