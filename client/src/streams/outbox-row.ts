/** One row of the outbox, as views show it and as storage keeps it. */

/** What was sent and is not acknowledged yet. */
export interface OutboxRow {
	/** Also the message's id: sending again with it is safe. Version 7, so that ids sort in the order of sending. */
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

/** As stored: with the lease of the tab that is sending it. */
export interface StoredRow extends OutboxRow {
	readonly owner: string | null;
	/** Milliseconds since 1970. */
	readonly leaseUntil: number;
}
