/**
 * The last state of a user on this device, so that the page opens with content before the network answers. Saved at most
 * once a second; a tab that is behind another one never overwrites what that one saved.
 */
import type { Timers } from "../lib/timers";
import { trimmed } from "../store/snapshot";
import type { State, Timeline } from "../store/state";
import { lastNumber, markEnd } from "../store/timeline";
import { attempt, type ClientDatabase } from "./database";

/** Raise it when `State` changes its shape: an older cache is then not opened. */
const CACHE_VERSION = 4;
/** Milliseconds. */
const SAVE_EVERY = 1_000;

type Timelines = ReadonlyMap<string, Timeline>;

export class StateCache {
	readonly #db: ClientDatabase | null;
	readonly #timers: Timers;
	#next: State | null = null;
	#cancel: (() => void) | null = null;
	/** What this tab saved last, to write only the windows that changed. */
	#savedTimelines: Timelines = new Map();
	#savedFor: string | null = null;
	/** Saves run one after the other. */
	#saving: Promise<unknown> = Promise.resolve();

	constructor(db: ClientDatabase | null, timers: Timers) {
		this.#db = db;
		this.#timers = timers;
	}

	/** The state of whoever was signed in last; null when there is none that this version can read. */
	async load(): Promise<State | null> {
		return attempt(async () => {
			const userId = await this.#db?.get("meta", "user");
			const stored = userId ? await this.#db?.get("states", userId) : undefined;
			if (!this.#db || !stored || stored.version !== CACHE_VERSION || !stored.state.me) return null;
			const range = IDBKeyRange.bound([stored.userId, ""], [stored.userId, "\uffff"]);
			const windows = await this.#db.getAll("timelines", range);
			return withTimelines(stored.state, windows);
		});
	}

	/** Saves soon; only the newest state counts. */
	save(state: State): void {
		if (!this.#db || !state.me) return;
		this.#next = state;
		this.#cancel ??= this.#timers.after(SAVE_EVERY, () => void this.flush());
	}

	/** Saves now: the page may be gone in a moment. */
	async flush(): Promise<void> {
		this.#cancel?.();
		this.#cancel = null;
		const state = this.#next;
		this.#next = null;
		if (state) this.#saving = this.#saving.then(() => attempt(() => this.#write(state)));
		await this.#saving;
	}

	/** Signed out: nothing of this user stays on the device. */
	async clear(userId: string): Promise<void> {
		this.#next = null;
		await this.flush();
		this.#savedFor = null;
		await attempt(async () => {
			if (!this.#db) return;
			const tx = this.#db.transaction(["states", "timelines", "meta"], "readwrite");
			void tx.objectStore("states").delete(userId);
			void tx.objectStore("timelines").delete(IDBKeyRange.bound([userId, ""], [userId, "\uffff"]));
			void tx.objectStore("meta").delete("user");
			await tx.done;
		});
	}

	async #write(state: State): Promise<void> {
		const userId = state.me?.id;
		if (!this.#db || !userId) return;
		const { timelines, ...rest } = trimmed(state, null);
		const before: Timelines = this.#savedFor === userId ? this.#savedTimelines : new Map();
		const tx = this.#db.transaction(["states", "timelines", "meta"], "readwrite");
		const stored = await tx.objectStore("states").get(userId);
		if (stored && isAhead(stored.state, state)) return tx.done;
		void tx.objectStore("states").put({ userId, version: CACHE_VERSION, state: { ...rest, timelines: new Map() } });
		void tx.objectStore("meta").put(userId, "user");
		const windows = tx.objectStore("timelines");
		for (const [conversationId, timeline] of timelines) {
			if (before.get(conversationId) !== timeline) void windows.put({ userId, conversationId, timeline });
		}
		for (const conversationId of before.keys()) {
			if (!timelines.has(conversationId)) void windows.delete([userId, conversationId]);
		}
		await tx.done;
		this.#savedTimelines = timelines;
		this.#savedFor = userId;
	}
}

/** True when another tab has saved something of the same history that `state` has not seen yet. */
function isAhead(stored: State, state: State): boolean {
	if (stored.epoch !== state.epoch) return false;
	for (const [stream, { seq }] of stored.cursors) {
		const mine = state.cursors.get(stream);
		if (mine && mine.seq < seq) return true;
	}
	return false;
}

/** Windows come from more than one tab: each is measured against the conversation it belongs to. */
function withTimelines(state: State, windows: { conversationId: string; timeline: Timeline }[]): State {
	const timelines = new Map<string, Timeline>();
	for (const { conversationId, timeline } of windows) {
		const conversation = state.conversations.get(conversationId);
		if (!conversation || lastNumber(timeline) > conversation.last_number) continue;
		timelines.set(conversationId, markEnd(timeline, conversation.last_number));
	}
	return { ...state, timelines };
}
