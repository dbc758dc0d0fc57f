/**
 * Messages that the server has and the state has not: others wrote at the same moment, and theirs come first. Until the
 * log has told them they stay on screen as they were, as if still being sent.
 */
import type { Message } from "../api/types";
import type { State } from "../store/state";
import { lastNumber } from "../store/timeline";
import type { OutboxRow } from "../streams/outbox";

export class SentRows {
	readonly #onChange: () => void;
	readonly #rows = new Map<string, { message: Message; row: OutboxRow }>();

	constructor(onChange: () => void) {
		this.#onChange = onChange;
	}

	add(message: Message, row: OutboxRow): void {
		this.#rows.set(message.id, { message, row });
	}

	/** Lets go of what the state shows now, or could never show here. */
	settle(state: State): void {
		const before = this.#rows.size;
		for (const [id, { message }] of this.#rows) {
			if (isTold(state, message)) this.#rows.delete(id);
		}
		if (this.#rows.size !== before) this.#onChange();
	}

	clear(): void {
		this.#rows.clear();
	}

	/** The rows of the outbox with these before them. */
	before(pending: ReadonlyMap<string, readonly OutboxRow[]>): ReadonlyMap<string, readonly OutboxRow[]> {
		if (this.#rows.size === 0) return pending;
		const all = new Map(pending);
		for (const { row } of this.#rows.values()) {
			const rows = all.get(row.conversationId) ?? [];
			if (!rows.some(({ id }) => id === row.id)) all.set(row.conversationId, inOrder([...rows, row]));
		}
		return all;
	}
}

/** A thread that nobody opened has no window: nothing of it is shown. */
function isTold(state: State, message: Message): boolean {
	const conversation = state.conversations.get(message.conversation_id);
	const timeline = message.thread_of
		? state.threads.get(message.thread_of)
		: state.timelines.get(message.conversation_id);
	if (!conversation || timeline?.hasNewer || lastNumber(timeline) >= message.number) return true;
	return message.thread_of ? !timeline : conversation.last_number >= message.number;
}

function inOrder(rows: OutboxRow[]): OutboxRow[] {
	return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}
