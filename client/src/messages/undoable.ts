/** Which of my messages can still be taken back without a trace. */
import type { Signal } from "@preact/signals";
import type { Message } from "../api/types";
import type { Timers } from "../lib/timers";

/** Milliseconds: the server gives ten seconds from its own receipt, and the request back takes a moment. */
const TIME = 9_500;

export class Undoable {
	readonly #ids: Signal<ReadonlySet<string>>;
	readonly #timers: Timers;
	readonly #sent = new Map<string, { message: Message; cancel: () => void }>();

	constructor(timers: Timers, ids: Signal<ReadonlySet<string>>) {
		this.#ids = ids;
		this.#timers = timers;
	}

	add(message: Message): void {
		const cancel = this.#timers.after(TIME, () => this.take(message.id));
		this.#sent.set(message.id, { message, cancel });
		this.#publish();
	}

	/** The message as it was sent, which then can't be taken back again; undefined when its time is over. */
	take(id: string): Message | undefined {
		const sent = this.#sent.get(id);
		if (!sent) return undefined;
		sent.cancel();
		this.#sent.delete(id);
		this.#publish();
		return sent.message;
	}

	/** The newest of a conversation, or of the thread below a message. */
	lastAt(placeId: string): string | undefined {
		const all = [...this.#sent.values()].map(({ message }) => message);
		return all.findLast((it) => (it.thread_of ?? it.conversation_id) === placeId)?.id;
	}

	clear(): void {
		for (const { cancel } of this.#sent.values()) cancel();
		this.#sent.clear();
		this.#publish();
	}

	#publish(): void {
		this.#ids.value = new Set(this.#sent.keys());
	}
}
