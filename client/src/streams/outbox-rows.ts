/** Where the outbox keeps its rows: IndexedDB, shared by tabs, or memory when there is none. */
import { attempt, type ClientDatabase } from "./database";
import type { OutboxRow, StoredRow } from "./outbox-row";

/** "claimed": send this row now. "busy": another tab is at it. "empty": nothing of this conversation waits. */
export type Claim = { kind: "claimed"; row: OutboxRow } | { kind: "busy"; until: number } | { kind: "empty" };

export interface OutboxRows {
	/** In the order of sending. */
	all(userId: string): Promise<OutboxRow[]>;
	put(row: OutboxRow): Promise<void>;
	remove(id: string): Promise<void>;
	/** Takes the oldest waiting row of a conversation for `owner` until `until`, unless another holds one there. */
	claim(of: { userId: string; conversationId: string }, owner: string, now: number, until: number): Promise<Claim>;
	clear(userId: string): Promise<void>;
}

export class MemoryRows implements OutboxRows {
	readonly #rows = new Map<string, OutboxRow>();

	async all(userId: string): Promise<OutboxRow[]> {
		return inOrder([...this.#rows.values()].filter((row) => row.userId === userId));
	}

	async put(row: OutboxRow): Promise<void> {
		this.#rows.set(row.id, row);
	}

	async remove(id: string): Promise<void> {
		this.#rows.delete(id);
	}

	async claim(of: { userId: string; conversationId: string }): Promise<Claim> {
		const waiting = (await this.all(of.userId)).filter((it) => it.conversationId === of.conversationId);
		const row = waiting.find((it) => it.state === "sending");
		return row ? { kind: "claimed", row } : { kind: "empty" };
	}

	async clear(userId: string): Promise<void> {
		for (const row of await this.all(userId)) this.#rows.delete(row.id);
	}
}

/** Falls back to memory at the first failure: a message that could not be stored is sent all the same. */
export class IndexedRows implements OutboxRows {
	readonly #db: ClientDatabase;
	readonly #memory = new MemoryRows();
	#broken = false;

	constructor(db: ClientDatabase) {
		this.#db = db;
	}

	async all(userId: string): Promise<OutboxRow[]> {
		const rows = await this.#try(() => this.#db.getAllFromIndex("outbox", "user", userId));
		if (!rows) return this.#memory.all(userId);
		const plain = inOrder(rows.map(withoutLease));
		for (const row of plain) await this.#memory.put(row);
		return plain;
	}

	async put(row: OutboxRow): Promise<void> {
		await this.#memory.put(row);
		await this.#try(() => this.#db.put("outbox", { ...row, owner: null, leaseUntil: 0 }));
	}

	async remove(id: string): Promise<void> {
		await this.#memory.remove(id);
		await this.#try(() => this.#db.delete("outbox", id));
	}

	async claim(
		of: { userId: string; conversationId: string },
		owner: string,
		now: number,
		until: number,
	): Promise<Claim> {
		const claim = await this.#try(() => this.#claimStored(of, owner, now, until));
		return claim ?? this.#memory.claim(of);
	}

	async clear(userId: string): Promise<void> {
		await this.#memory.clear(userId);
		await this.#try(async () => {
			const tx = this.#db.transaction("outbox", "readwrite");
			for (const key of await tx.store.index("user").getAllKeys(userId)) void tx.store.delete(key);
			await tx.done;
		});
	}

	/** One transaction: two tabs that ask at once are answered one after the other. */
	async #claimStored(
		of: { userId: string; conversationId: string },
		owner: string,
		now: number,
		until: number,
	): Promise<Claim> {
		const tx = this.#db.transaction("outbox", "readwrite");
		const stored = await tx.store.index("user").getAll(of.userId);
		const rows = inOrder(stored.filter((row) => row.conversationId === of.conversationId && row.state === "sending"));
		const taken = rows.find((row) => row.owner !== owner && row.leaseUntil > now);
		const next = rows[0];
		if (!taken && next) await tx.store.put({ ...next, owner, leaseUntil: until });
		await tx.done;
		if (taken) return { kind: "busy", until: taken.leaseUntil };
		return next ? { kind: "claimed", row: withoutLease(next) } : { kind: "empty" };
	}

	async #try<T>(work: () => Promise<T>): Promise<T | null> {
		if (this.#broken) return null;
		const result = await attempt(async () => ({ value: await work() }));
		if (!result) this.#broken = true;
		return result ? result.value : null;
	}
}

function inOrder<R extends OutboxRow>(rows: R[]): R[] {
	return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function withoutLease({ owner: _owner, leaseUntil: _until, ...row }: StoredRow): OutboxRow {
	return row;
}
