/**
 * Messages on their way: kept until the server has them, sent one at a time per conversation in the order of sending,
 * again and again with the same id. Survives a reload, a tunnel and a second tab.
 */
import { ApiError } from "../api/errors";
import type { Message } from "../api/types";
import { newId } from "../lib/ids";
import { backOff, type Timers } from "../lib/timers";
import { isSignedOut, isTemporary } from "./failure";
import type { MessageExtras, OutboxRow } from "./outbox-row";
import type { Claim, OutboxRows } from "./outbox-rows";

export type { MessageExtras, OutboxRow } from "./outbox-row";

export interface OutboxPorts {
	rows: OutboxRows;
	timers: Timers;
	/** POST /api/conversations/{id}/messages. */
	post(row: OutboxRow): Promise<Message>;
	/** Called after every change of `pending`. */
	onChange(): void;
	/** The server has it; its row is gone. */
	onSent(message: Message, row: OutboxRow): void;
	onSignedOut(): void;
}

/** Longer than a request may take (15 s), so that a claim never ends while its request is on the way. */
const LEASE = 20_000;

/** What a person should know who waits: most of what is temporary passes before anybody has read of it. */
function wordsToWaitBy(error: unknown): string | null {
	return error instanceof ApiError && error.code === "disk_is_full" ? error.message : null;
}

export class Outbox {
	readonly #ports: OutboxPorts;
	readonly #userId: string;
	/** This tab, for the claims. */
	readonly #owner = newId();
	readonly #pending = new Map<string, OutboxRow>();
	/** Ids whose row in storage is as in `#pending`, so that storage may be believed about them. */
	readonly #stored = new Set<string>();
	/** conversation id → its next try; a conversation in `#sending` has a request on the way. */
	readonly #waiting = new Map<string, () => void>();
	readonly #sending = new Set<string>();
	/** The server's Retry-After, in ms since 1970: waking up does not shorten it. */
	#notBefore = 0;
	#lastCreated = 0;
	#stopped = false;

	constructor(userId: string, ports: OutboxPorts) {
		this.#userId = userId;
		this.#ports = ports;
	}

	/** Rows by conversation, in the order of sending. */
	get pending(): ReadonlyMap<string, readonly OutboxRow[]> {
		const byConversation = new Map<string, OutboxRow[]>();
		for (const row of [...this.#pending.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
			const rows = byConversation.get(row.conversationId);
			if (rows) rows.push(row);
			else byConversation.set(row.conversationId, [row]);
		}
		return byConversation;
	}

	/** Takes up what an earlier page left behind. */
	async start(): Promise<void> {
		for (const row of await this.#ports.rows.all(this.#userId)) {
			if (this.#pending.has(row.id)) continue;
			this.#pending.set(row.id, row);
			this.#stored.add(row.id);
		}
		this.#ports.onChange();
		this.wake();
	}

	stop(): void {
		this.#stopped = true;
		for (const cancel of this.#waiting.values()) cancel();
		this.#waiting.clear();
	}

	/** On screen when this returns; stored and on its way right after. */
	add(conversationId: string, text: string, extras?: MessageExtras): OutboxRow {
		const createdAt = Math.max(this.#ports.timers.now(), this.#lastCreated + 1);
		this.#lastCreated = createdAt;
		const id = newId(createdAt);
		const row: OutboxRow = {
			id,
			userId: this.#userId,
			conversationId,
			text,
			...(extras && { extras }),
			createdAt,
			state: "sending",
			attempts: 0,
			error: null,
		};
		void this.#keep(row).then(() => this.#pump(conversationId));
		return row;
	}

	retry(id: string): void {
		const row = this.#pending.get(id);
		if (row?.state !== "failed") return;
		const again: OutboxRow = { ...row, state: "sending", attempts: 0, error: null };
		void this.#keep(again).then(() => this.#pump(row.conversationId));
	}

	/** Only a failed row: one that is being sent may have arrived already. */
	discard(id: string): void {
		if (this.#pending.get(id)?.state === "failed") void this.#forget(id);
	}

	/** The server can be reached again: every conversation tries now. */
	wake(): void {
		for (const conversationId of this.pending.keys()) this.#pump(conversationId);
	}

	#pump(conversationId: string): void {
		this.#waiting.get(conversationId)?.();
		this.#waiting.delete(conversationId);
		if (this.#stopped || this.#sending.has(conversationId)) return;
		const wait = this.#notBefore - this.#ports.timers.now();
		if (wait > 0) {
			this.#pumpAfter(conversationId, wait);
			return;
		}
		this.#sending.add(conversationId);
		void this.#sendNext(conversationId).then((next) => {
			this.#sending.delete(conversationId);
			if (next !== null && !this.#stopped) this.#pumpAfter(conversationId, next);
		});
	}

	#pumpAfter(conversationId: string, delay: number): void {
		const cancel = this.#ports.timers.after(delay, () => this.#pump(conversationId));
		this.#waiting.set(conversationId, cancel);
	}

	/** Sends the oldest waiting row. The answer: ms until the next try, null when nothing is left to do. */
	async #sendNext(conversationId: string): Promise<number | null> {
		const { rows, timers, post, onSent } = this.#ports;
		const now = timers.now();
		const of = { userId: this.#userId, conversationId };
		const claim: Claim = await rows.claim(of, this.#owner, now, now + LEASE);
		if (claim.kind === "busy") return Math.max(100, claim.until - now);
		if (claim.kind === "empty") return this.#followStorage(conversationId);
		try {
			const message = await post(claim.row);
			await this.#forget(claim.row.id, () => onSent(message, claim.row));
			return 0;
		} catch (error) {
			return await this.#failed(claim.row, error);
		}
	}

	/** Nothing waits in storage: what this tab still shows as waiting was sent or given up by another one. */
	async #followStorage(conversationId: string): Promise<null> {
		const stored = new Map((await this.#ports.rows.all(this.#userId)).map((row) => [row.id, row]));
		for (const id of this.#stored) {
			const row = stored.get(id);
			if (this.#pending.get(id)?.conversationId !== conversationId) continue;
			if (row) this.#pending.set(id, row);
			else this.#pending.delete(id);
		}
		this.#ports.onChange();
		return null;
	}

	async #failed(row: OutboxRow, error: unknown): Promise<number | null> {
		if (this.#stopped) return null;
		const attempts = row.attempts + 1;
		if (isTemporary(error) || isSignedOut(error)) {
			await this.#keep({ ...row, attempts, error: wordsToWaitBy(error) });
			if (isSignedOut(error)) {
				this.#ports.onSignedOut();
				return null;
			}
			return this.#pause(error, attempts);
		}
		const words = error instanceof Error ? error.message : "It could not be sent.";
		await this.#keep({ ...row, attempts, state: "failed", error: words });
		return 0;
	}

	#pause(error: unknown, attempts: number): number {
		const { timers } = this.#ports;
		const told = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
		this.#notBefore = Math.max(this.#notBefore, timers.now() + told);
		return told + backOff(attempts - 1, timers);
	}

	async #keep(row: OutboxRow): Promise<void> {
		this.#stored.delete(row.id);
		this.#pending.set(row.id, row);
		this.#ports.onChange();
		await this.#ports.rows.put(row);
		this.#stored.add(row.id);
	}

	/** `before` runs while the row still stands, so that a message never leaves the screen on its way to the state. */
	async #forget(id: string, before?: () => void): Promise<void> {
		await this.#ports.rows.remove(id);
		before?.();
		this.#pending.delete(id);
		this.#stored.delete(id);
		this.#ports.onChange();
	}
}
