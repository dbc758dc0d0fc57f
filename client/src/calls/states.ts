/** What those in calls told of themselves last. Signals may be lost, so each runs out; whoever leaves is forgotten. */
import type { Timers } from "../lib/timers";
import type { State } from "../store/state";
import type { Signal } from "../streams/protocol";
import type { ParticipantState } from "./seam";
import { stateOf, statePayload } from "./wire";

export type States = ReadonlyMap<string, ReadonlyMap<string, ParticipantState>>;

export interface StatePorts {
	timers: Timers;
	state(): State;
	onChange(states: States): void;
}

/** Milliseconds: three times as long as it takes to be told anew. */
const KNOWN_FOR = 15_000;

interface Entry {
	participantId: string;
	told: ParticipantState;
	forget: () => void;
}

export class CallStates {
	readonly #ports: StatePorts;
	/** conversation id → user id → what they told. */
	readonly #entries = new Map<string, Map<string, Entry>>();

	constructor(ports: StatePorts) {
		this.#ports = ports;
	}

	/** Only on the conversation's own stream: whoever can't read it must not seem to be in its call. */
	take(signal: Signal): void {
		const told = statePayload(signal);
		if (!told) return;
		const conversation = this.#ports.state().conversations.get(told.conversation_id);
		if (conversation?.stream !== signal.stream) return;
		const { conversation_id, participant_id } = told;
		const forget = this.#ports.timers.after(KNOWN_FOR, () => this.#forget(conversation_id, signal.from.user));
		this.#put(conversation_id, signal.from.user, { participantId: participant_id, told: stateOf(told), forget });
	}

	/** My own state, which no server sends back: it holds for as long as I am in. */
	putMine(conversationId: string, userId: string, participantId: string, told: ParticipantState): void {
		this.#put(conversationId, userId, { participantId, told, forget: () => {} });
	}

	#put(conversationId: string, userId: string, entry: Entry): void {
		const users = this.#entries.get(conversationId) ?? new Map<string, Entry>();
		const before = users.get(userId);
		before?.forget();
		users.set(userId, entry);
		this.#entries.set(conversationId, users);
		if (!before || !isSame(before.told, entry.told)) this.#publish();
	}

	of(conversationId: string, userId: string): ParticipantState | undefined {
		return this.#entries.get(conversationId)?.get(userId)?.told;
	}

	/** The log says who is in: the others' states go with them. One that came before its event is left to run out. */
	follow(before: State, now: State): void {
		for (const [conversationId, users] of this.#entries) {
			const was = before.conversations.get(conversationId)?.call?.participants ?? [];
			const is = new Set(now.conversations.get(conversationId)?.call?.participants.map(({ id }) => id));
			const gone = new Set(was.map(({ id }) => id).filter((id) => !is.has(id)));
			for (const [userId, { participantId }] of users) {
				if (gone.has(participantId)) this.#forget(conversationId, userId);
			}
		}
	}

	stop(): void {
		for (const users of this.#entries.values()) for (const { forget } of users.values()) forget();
		if (this.#entries.size === 0) return;
		this.#entries.clear();
		this.#publish();
	}

	#forget(conversationId: string, userId: string): void {
		const users = this.#entries.get(conversationId);
		users?.get(userId)?.forget();
		if (!users?.delete(userId)) return;
		if (users.size === 0) this.#entries.delete(conversationId);
		this.#publish();
	}

	#publish(): void {
		const told = (users: Map<string, Entry>) => new Map([...users].map(([id, entry]) => [id, entry.told]));
		this.#ports.onChange(new Map([...this.#entries].map(([id, users]) => [id, told(users)])));
	}
}

export function isSame(a: ParticipantState, b: ParticipantState): boolean {
	return (
		a.muted === b.muted &&
		a.deafened === b.deafened &&
		a.hand === b.hand &&
		a.video === b.video &&
		a.sharing === b.sharing
	);
}
