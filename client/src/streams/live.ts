/** What lasts only seconds: who is writing, who is here. Signals may be lost, so everything in here runs out. */
import type { Timers } from "../lib/timers";
import { streamId } from "../store/events";
import type { OutgoingSignal, Signal } from "./protocol";

export interface LivePorts {
	timers: Timers;
	myId(): string | null;
	/** On which stream the conversation lives; undefined for one that is not mine to see. */
	streamOf(conversationId: string): string | undefined;
	send(signal: Omit<OutgoingSignal, "frame">): void;
	onTyping(typing: ReadonlyMap<string, readonly string[]>): void;
	onHere(here: ReadonlyMap<string, ReadonlySet<string>>): void;
}

/** Milliseconds: how long "is writing" is shown, and how often it is told. */
const SHOWN = 5_000;
const TOLD_EVERY = 3_000;

export class LiveSignals {
	readonly #ports: LivePorts;
	/** conversation id → user id → the end of its timer. */
	readonly #typing = new Map<string, Map<string, () => void>>();
	readonly #toldAt = new Map<string, number>();
	#watched: string | null = null;
	#here: ReadonlySet<string> = new Set();

	constructor(ports: LivePorts) {
		this.#ports = ports;
	}

	/** I am writing in this conversation, which lives on `stream`. */
	startedTyping(conversationId: string, stream: string): void {
		const now = this.#ports.timers.now();
		if (now - (this.#toldAt.get(conversationId) ?? 0) < TOLD_EVERY) return;
		this.#toldAt.set(conversationId, now);
		this.#ports.send({ stream, type: "typing", payload: { conversation_id: conversationId } });
	}

	/** A message of theirs arrived (or mine left): they are not writing it any more. */
	posted(conversationId: string, authorId: string): void {
		if (authorId === this.#ports.myId()) this.#toldAt.delete(conversationId);
		this.#stoppedTyping(conversationId, authorId);
	}

	/** Tells the presence of one group, or of none. */
	watch(groupId: string | null): void {
		if (groupId === this.#watched) return;
		this.#watched = groupId;
		this.#setHere(new Set());
		this.connected();
	}

	/** The server keeps no watch over a reconnect: ask again. */
	connected(): void {
		if (this.#watched) this.#ports.send({ stream: `group:${this.#watched}`, type: "presence.watch", payload: {} });
	}

	/** Without a connection nobody is known to be here. */
	disconnected(): void {
		this.#setHere(new Set());
	}

	take(signal: Signal): void {
		if (signal.type === "typing") this.#someoneTypes(signal);
		if (signal.type === "presence" && streamId(signal.stream) === this.#watched) this.#presence(signal.payload);
	}

	stop(): void {
		for (const users of this.#typing.values()) for (const cancel of users.values()) cancel();
		this.#typing.clear();
		this.#watched = null;
		this.#publishTyping();
		this.disconnected();
	}

	/** Only on the conversation's own stream: whoever can't read it must not seem to write in it. */
	#someoneTypes({ stream, payload, from }: Signal): void {
		const conversationId = payload.conversation_id;
		if (typeof conversationId !== "string" || from.user === this.#ports.myId()) return;
		if (this.#ports.streamOf(conversationId) !== stream) return;
		const users = this.#typing.get(conversationId) ?? new Map<string, () => void>();
		users.get(from.user)?.();
		users.set(
			from.user,
			this.#ports.timers.after(SHOWN, () => this.#stoppedTyping(conversationId, from.user)),
		);
		this.#typing.set(conversationId, users);
		this.#publishTyping();
	}

	#stoppedTyping(conversationId: string, userId: string): void {
		const users = this.#typing.get(conversationId);
		const cancel = users?.get(userId);
		if (!users || !cancel) return;
		cancel();
		users.delete(userId);
		if (users.size === 0) this.#typing.delete(conversationId);
		this.#publishTyping();
	}

	#presence(payload: Record<string, unknown>): void {
		const here = ids(payload.here);
		if (payload.whole === true) {
			this.#setHere(new Set(here));
			return;
		}
		const gone = new Set(ids(payload.gone));
		this.#setHere(new Set([...this.#here, ...here].filter((id) => !gone.has(id))));
	}

	#setHere(here: ReadonlySet<string>): void {
		this.#here = here;
		this.#ports.onHere(this.#watched ? new Map([[this.#watched, here]]) : new Map());
	}

	#publishTyping(): void {
		this.#ports.onTyping(new Map([...this.#typing].map(([id, users]) => [id, [...users.keys()]])));
	}
}

function ids(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : [];
}
