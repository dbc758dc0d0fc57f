/**
 * Am I in this call, and if not, why? Asks the server in, follows the log, and comes back by itself when the server
 * took silence for absence. The log decides: an answer counts until the log has passed it.
 *
 *   joining → in → (lost) → joining …        anything → over
 */
import { ApiError } from "../api/errors";
import type { Call } from "../api/types";
import { backOff, Naps, type Timers } from "../lib/timers";
import type { Event, Payloads } from "../store/events";
import type { State } from "../store/state";
import { isTemporary } from "../streams/failure";
import type { Grant, Joined } from "./grants";

export interface MembershipPorts {
	timers: Timers;
	state(): State;
	join(participantId: string): Promise<Joined>;
	newId(): string;
	/** I was silent for so long that nobody expects me back, as a machine that slept. */
	wasAwayForLong(): boolean;
	/** I am in as a new participant: media begins with this grant. */
	onEntered(grant: Grant): void;
	/** Who is in, or my phase, changed. */
	onChange(): void;
	/** For good. The sentence says why, when it was not my wish. */
	onOver(farewell: string | null): void;
}

type Phase = "joining" | "in" | "over";

const ELSEWHERE = "You joined from another device or tab.";
const LEFT_ELSEWHERE = "You left the call on another device.";
const NOT_MINE = "You can't read this conversation any more, so its call ended for you.";
const ROOM_DELETED = "The room was deleted, and its call ended with it.";
const AWAY = "You were away for a while, so the call went on without you.";
const ENDED = "The call ended.";

/** Milliseconds: in for so long, the next loss is a new one. */
const STEADY = 30_000;

export class Membership {
	readonly conversationId: string;
	participantId: string;
	readonly #ports: MembershipPorts;
	readonly #naps: Naps;
	#phase: Phase = "joining";
	#call: Call | null = null;
	/** The event from which on the log knows that I am in. */
	#since = 0;
	/** Why I am out, as the log told. */
	#reason: string | null = null;
	#deciding = false;
	#losses = 0;
	#enteredAt = 0;

	constructor(conversationId: string, ports: MembershipPorts) {
		this.conversationId = conversationId;
		this.participantId = ports.newId();
		this.#ports = ports;
		this.#naps = new Naps(ports.timers);
	}

	get phase(): Phase {
		return this.#phase;
	}

	/** Who is in, as the log or the newest answer says. */
	get call(): Call | null {
		return this.#call;
	}

	/** Rejects when the server says no or nothing; it is over then. */
	async enter(): Promise<void> {
		try {
			this.#entered(await this.#ports.join(this.participantId));
		} catch (error) {
			this.end(null);
			throw error;
		}
	}

	/** A new grant for the participant that I am. */
	async renew(): Promise<Grant> {
		const { participantId } = this;
		const joined = await this.#ports.join(participantId);
		if (participantId === this.participantId) this.#know(joined);
		this.follow();
		return joined.grant;
	}

	/** The store changed. Why is told only after it, so the judgement waits for the end of the turn. */
	follow(): void {
		if (this.#phase !== "in" || this.#deciding) return;
		this.#deciding = true;
		queueMicrotask(() => {
			this.#deciding = false;
			if (this.#phase === "in") this.#decide();
		});
	}

	/** An event that was applied. */
	heard({ type, payload }: Event): void {
		if (payload === null || this.#phase !== "in") return;
		if (type === "call.left") {
			const left = payload as Payloads["call.left"];
			if (left.participant_id === this.participantId) this.#reason = left.reason;
		} else if (type === "call.ended") {
			const ended = payload as Payloads["call.ended"];
			if (ended.call_id === this.#call?.id) this.#reason = ended.reason;
		} else if (type === "room.deleted") {
			if ((payload as Payloads["room.deleted"]).room_id === this.conversationId) this.#reason = "deleted";
		}
	}

	/** The server can be reached again. */
	wake(): void {
		this.#naps.wake();
	}

	end(farewell: string | null): void {
		if (this.#phase === "over") return;
		this.#phase = "over";
		this.#naps.wake();
		this.#ports.onOver(farewell);
	}

	#entered(joined: Joined): void {
		if (this.#phase !== "joining") return;
		this.#phase = "in";
		this.#reason = null;
		this.#enteredAt = this.#ports.timers.now();
		this.#know(joined);
		this.#ports.onEntered(joined.grant);
		this.#ports.onChange();
		this.follow();
	}

	/** An answer that the log has passed already says nothing new. */
	#know({ call, stream, seq }: Joined): void {
		this.#since = Math.max(this.#since, seq);
		const told = this.#ports.state().cursors.get(stream)?.seq ?? 0;
		if (told < seq || !this.#call) this.#call = call;
	}

	#decide(): void {
		const state = this.#ports.state();
		const conversation = state.conversations.get(this.conversationId);
		if (!conversation) {
			this.end(this.#reason === "deleted" ? ROOM_DELETED : NOT_MINE);
			return;
		}
		const told = state.cursors.get(conversation.stream)?.seq;
		if (told === undefined || told < this.#since) return;
		const { call } = conversation;
		if (call?.participants.some(({ id }) => id === this.participantId)) {
			if (call === this.#call) return;
			this.#call = call;
			this.#ports.onChange();
		} else this.#out(call?.participants.some(({ user_id }) => user_id === state.me?.id) ?? false);
	}

	#out(elsewhere: boolean): void {
		switch (this.#reason ?? (elsewhere ? "elsewhere" : "lost")) {
			case "lost":
				if (this.#ports.wasAwayForLong()) this.end(AWAY);
				else void this.#enterAgain();
				break;
			case "elsewhere":
				this.end(ELSEWHERE);
				break;
			case "left":
				this.end(LEFT_ELSEWHERE);
				break;
			case "removed":
				this.end(NOT_MINE);
				break;
			case "deleted":
				this.end(ROOM_DELETED);
				break;
			default:
				this.end(ENDED);
		}
	}

	/** As a new participant: the others have let go of the one that I was. */
	async #enterAgain(): Promise<void> {
		const { timers, newId, join, onChange } = this.#ports;
		this.#losses = timers.now() - this.#enteredAt > STEADY ? 0 : this.#losses + 1;
		this.#phase = "joining";
		this.participantId = newId();
		onChange();
		for (let attempt = this.#losses; this.#phase === "joining"; attempt += 1) {
			if (attempt > 0) await this.#naps.sleep(backOff(attempt, timers, 500, 10_000));
			if (this.#phase !== "joining") return;
			try {
				this.#entered(await join(this.participantId));
				return;
			} catch (error) {
				if (!isTemporary(error)) this.end(error instanceof ApiError && error.status !== 404 ? error.message : NOT_MINE);
			}
		}
	}
}
