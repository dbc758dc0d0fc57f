/** Which messages are pinned in a conversation: loaded once, then kept by what the log tells. */
import type { Signal } from "@preact/signals";
import type { Message } from "../api/types";
import type { OfMessage } from "../store/events";
import { withMessagesSeen } from "../store/snapshot";
import type { State } from "../store/state";
import type { MessagesFound } from "./requests";

/** conversation id → message ids, the newest pin first. */
type Pins = Signal<ReadonlyMap<string, readonly string[]>>;

interface PinPorts {
	store: { get(): State; set(state: State): void };
	requests: { pins(conversationId: string): Promise<MessagesFound> };
	/** Brings one message into the state. */
	load(messageId: string): Promise<Message>;
}

export class PinnedMessages {
	readonly #ids: Pins;
	readonly #ports: PinPorts;

	constructor(ports: PinPorts, ids: Pins) {
		this.#ids = ids;
		this.#ports = ports;
	}

	async load(conversationId: string): Promise<void> {
		const { store, requests } = this.#ports;
		const found = await requests.pins(conversationId);
		store.set(withMessagesSeen(store.get(), found));
		const { messages } = found;
		const newest = [...messages].sort((a, b) => (b.pinned?.at ?? "").localeCompare(a.pinned?.at ?? ""));
		this.#set(
			conversationId,
			newest.map(({ id }) => id),
		);
	}

	heard(type: string, payload: unknown): void {
		if (type !== "message.pinned" && type !== "message.unpinned" && type !== "message.deleted") return;
		if (payload === null) return;
		const { conversation_id, message_id } = payload as OfMessage;
		const before = this.#ids.peek().get(conversation_id);
		if (!before) return;
		const others = before.filter((id) => id !== message_id);
		if (type !== "message.pinned") {
			this.#set(conversation_id, others);
			return;
		}
		// Shown when it is known: loading it first keeps a list without holes.
		void this.#ports.load(message_id).then(
			() => this.#set(conversation_id, [message_id, ...others]),
			() => {},
		);
	}

	clear(): void {
		this.#ids.value = new Map();
	}

	#set(conversationId: string, ids: readonly string[]): void {
		this.#ids.value = new Map(this.#ids.peek()).set(conversationId, ids);
	}
}
