/**
 * Drafts on their way between the devices of one person. What is typed is kept on this device at once and told 1.5 s
 * after the last key; what cannot be told stays in the shelf and is told by the next page. Last write wins, and what
 * another device wrote never replaces something that was typed here and is not told yet.
 */

import type { Timers } from "../lib/timers";
import type { Draft } from "../store/later";
import { isTemporary } from "../streams/failure";
import type { Drafts, DraftWords, Place } from "./seam";
import { placeIdOf } from "./seam";

/** Milliseconds: after the last key, and at the latest after the first that was not told. */
const QUIET = 1_500;
const LONGEST = 6_000;
const AGAIN = 10_000;

/** What is not told yet survives the page: `localStorage`, or nothing. */
export type DraftShelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface DraftPorts {
	timers: Timers;
	/** What the log says of this place. */
	known(placeId: string): Draft | undefined;
	/** PUT /api/conversations/{id}/draft; the answer is the draft as the server has it. */
	put(place: Place, words: DraftWords): Promise<Draft>;
	/** Throws where there is no storage. */
	shelf(): DraftShelf;
}

interface Untold {
	readonly place: Place;
	readonly words: DraftWords;
	/** When the first of these keys was pressed. */
	readonly since: number;
}

type Take = (words: DraftWords | null) => void;

export class DraftKeeper implements Drafts {
	readonly #ports: DraftPorts;
	readonly #untold = new Map<string, Untold>();
	readonly #telling = new Set<string>();
	readonly #timers = new Map<string, () => void>();
	/** place → when the server took the last words that I told: what is not newer is an echo. */
	readonly #toldAt = new Map<string, string>();
	/** place → these words, until the log tells them too. */
	readonly #told = new Map<string, Draft>();
	readonly #listeners = new Map<string, Set<Take>>();
	#userId: string | null = null;

	constructor(ports: DraftPorts) {
		this.#ports = ports;
	}

	read(placeId: string): DraftWords | null {
		const untold = this.#untold.get(placeId);
		if (untold) return wordsOrNull(untold.words);
		const [told, known] = [this.#told.get(placeId), this.#ports.known(placeId)];
		return wordsOf(told && !isReached(told, known) ? told : known);
	}

	write(place: Place, words: DraftWords): void {
		const id = placeIdOf(place);
		if (same(wordsOrNull(words), this.read(id))) return;
		const since = this.#untold.get(id)?.since ?? this.#ports.timers.now();
		this.#untold.set(id, { place, words, since });
		this.#keep();
		const waited = this.#ports.timers.now() - since;
		this.#tellAfter(id, Math.max(0, Math.min(QUIET, LONGEST - waited)));
	}

	clear(place: Place): void {
		const id = placeIdOf(place);
		if (!this.#untold.has(id) && !this.read(id)) return;
		this.#untold.set(id, { place, words: { text: "" }, since: this.#ports.timers.now() });
		this.#keep();
		void this.#tell(id);
	}

	onRemote(placeId: string, take: Take): () => void {
		const takes = this.#listeners.get(placeId) ?? new Set();
		this.#listeners.set(placeId, takes.add(take));
		return () => {
			takes.delete(take);
			if (takes.size === 0) this.#listeners.delete(placeId);
		};
	}

	/** Somebody is signed in: what the page before could not tell is told now. */
	enter(userId: string): void {
		if (this.#userId === userId) return;
		this.#forget();
		this.#userId = userId;
		for (const untold of this.#kept()) this.#untold.set(placeIdOf(untold.place), untold);
		void this.flush();
	}

	/** Nobody is. `forGood`: nothing of what was typed stays on this device. */
	leave(forGood: boolean): void {
		if (forGood && this.#userId) this.#onShelf((shelf, key) => shelf.removeItem(key));
		this.#forget();
		this.#userId = null;
	}

	/** The log tells of drafts: those that are news here go to their composers. */
	follow(before: ReadonlyMap<string, Draft>, next: ReadonlyMap<string, Draft>): void {
		if (before === next) return;
		for (const [id, told] of this.#told) {
			const isGone = before.has(id) && !next.has(id);
			if (isGone || isReached(told, next.get(id))) this.#told.delete(id);
		}
		for (const [id, takes] of this.#listeners) {
			const draft = next.get(id);
			if (draft === before.get(id) || this.#untold.has(id) || this.#isEcho(id, draft)) continue;
			for (const take of [...takes]) take(wordsOf(draft));
		}
	}

	/** Tells everything now: the page may be gone in a moment, or the network is back. */
	async flush(): Promise<void> {
		await Promise.all([...this.#untold.keys()].map((id) => this.#tell(id)));
	}

	#isEcho(id: string, draft: Draft | undefined): boolean {
		const told = this.#toldAt.get(id);
		return told !== undefined && draft !== undefined && draft.changed_at <= told;
	}

	#tellAfter(id: string, delay: number): void {
		this.#timers.get(id)?.();
		this.#timers.set(
			id,
			this.#ports.timers.after(delay, () => void this.#tell(id)),
		);
	}

	/** One at a time for each place, so that the last words are told last. */
	async #tell(id: string): Promise<void> {
		this.#timers.get(id)?.();
		this.#timers.delete(id);
		const untold = this.#untold.get(id);
		if (!untold || this.#telling.has(id)) return;
		this.#telling.add(id);
		const userId = this.#userId;
		const outcome = await this.#put(untold);
		this.#telling.delete(id);
		if (userId !== this.#userId) return;
		if (outcome === "later") {
			this.#tellAfter(id, AGAIN);
			return;
		}
		if (outcome) this.#took(id, outcome);
		if (this.#untold.get(id) === untold) {
			this.#untold.delete(id);
			this.#keep();
		} else if (!this.#timers.has(id)) {
			await this.#tell(id);
		}
	}

	#took(id: string, draft: Draft): void {
		this.#toldAt.set(id, draft.changed_at);
		if (isReached(draft, this.#ports.known(id))) this.#told.delete(id);
		else this.#told.set(id, draft);
	}

	/** null: the server will never take it (the place is not mine any more, or it is too long). */
	async #put({ place, words }: Untold): Promise<Draft | "later" | null> {
		try {
			return await this.#ports.put(place, words);
		} catch (error) {
			return isTemporary(error) ? "later" : null;
		}
	}

	#forget(): void {
		for (const cancel of this.#timers.values()) cancel();
		this.#timers.clear();
		this.#untold.clear();
		this.#toldAt.clear();
		this.#told.clear();
	}

	#keep(): void {
		this.#onShelf((shelf, key) => {
			const rows = [...this.#untold.values()];
			if (rows.length === 0) shelf.removeItem(key);
			else shelf.setItem(key, JSON.stringify(rows));
		});
	}

	#kept(): Untold[] {
		const rows: unknown = this.#onShelf((shelf, key) => JSON.parse(shelf.getItem(key) ?? "[]"));
		return Array.isArray(rows) ? (rows as Untold[]) : [];
	}

	#onShelf<T>(work: (shelf: DraftShelf, key: string) => T): T | undefined {
		if (!this.#userId) return undefined;
		try {
			return work(this.#ports.shelf(), `drafts:${this.#userId}`);
		} catch {
			return undefined; // no storage, or a full one: memory holds it until the page closes
		}
	}
}

/** Whether the log says this, or something newer. */
function isReached(told: Draft, known: Draft | undefined): boolean {
	return known !== undefined && known.changed_at >= told.changed_at;
}

function wordsOf(draft: Draft | undefined): DraftWords | null {
	if (!draft || draft.text.trim() === "") return null;
	const { text, entities, reply_to } = draft;
	return { text, ...(entities && { entities }), ...(reply_to && { reply_to }) };
}

function wordsOrNull(words: DraftWords): DraftWords | null {
	return words.text.trim() === "" ? null : words;
}

function same(one: DraftWords | null, other: DraftWords | null): boolean {
	if (!one || !other) return one === other;
	const plain = ({ text, entities = [], reply_to = "" }: DraftWords) => JSON.stringify([text, entities, reply_to]);
	return plain(one) === plain(other);
}
