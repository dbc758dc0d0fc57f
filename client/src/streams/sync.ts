/**
 * Keeps the store true to the log: events in `seq` order per stream, and a stream's snapshot where the log can't be
 * followed (a reset, a hole, a stream that just opened). No socket in here: streams/socket feeds it frames.
 */
import type { Snapshot } from "../api/types";
import { backOff, Naps, type Timers } from "../lib/timers";
import { apply } from "../store/apply";
import { withoutStream } from "../store/change";
import type { Event, Payloads } from "../store/events";
import { forgetStream, helloCursors, withSnapshot } from "../store/snapshot";
import type { State } from "../store/state";
import { isTemporary } from "./failure";
import type { Left, Reset, Welcome } from "./protocol";

export interface Store {
	get(): State;
	set(state: State): void;
}

export interface SyncPorts {
	store: Store;
	timers: Timers;
	/** GET /api/streams/{stream}/snapshot. */
	snapshot(stream: string): Promise<Snapshot>;
	/** After each applied event, for what is not state: an end of typing, an announcement. */
	onEvent?(event: Event): void;
}

/** A snapshot on its way: what came meanwhile waits in `held`. */
interface Load {
	held: Event[];
	/** A snapshot from before this `seq` is too old: events up to here will not come again. */
	needed: number;
	done: Promise<void>;
	cancelled: boolean;
}

/** Held events beyond this are let go; the hole that they leave asks for the next snapshot. */
const MOST_HELD = 5_000;

export class StreamSync {
	readonly #ports: SyncPorts;
	readonly #loads = new Map<string, Load>();
	readonly #naps: Naps;

	constructor(ports: SyncPorts) {
		this.#ports = ports;
		this.#naps = new Naps(ports.timers);
	}

	/** What `hello` says about where this client is. */
	position() {
		const { cursors, epoch } = this.#ports.store.get();
		return { ...helloCursors(cursors), epoch };
	}

	/**
	 * Streams that ended while we were away go; those that `said` (the cursors of our hello) did not name are live from
	 * their head only, so what is below comes as a snapshot that is at least that new.
	 */
	welcome({ heads, epoch }: Welcome, said: Readonly<Record<string, number>>): void {
		const { store } = this.#ports;
		for (const stream of [...store.get().cursors.keys(), ...this.#loads.keys()]) {
			if (!Object.hasOwn(heads, stream)) this.#drop(stream);
		}
		store.set({ ...store.get(), epoch });
		for (const [stream, head] of Object.entries(heads)) {
			if (!Object.hasOwn(said, stream)) void this.#load(stream, head);
		}
		this.wake();
	}

	event(event: Event): void {
		const load = this.#loads.get(event.stream);
		if (load) {
			if (load.held.length < MOST_HELD) load.held.push(event);
			return;
		}
		// Without a cursor even a first event waits: it may be a late repeat from before we left.
		if (this.#ports.store.get().cursors.has(event.stream)) this.#apply(event);
		else this.#loadWith(event);
	}

	reset({ stream, head, reason }: Reset): void {
		const { store } = this.#ports;
		// These say that what we have is of another history, not merely old.
		const untrue = reason === "epoch" || reason === "hash" || reason === "ahead";
		if (untrue) store.set(forgetStream(store.get(), stream));
		void this.#load(stream, head);
	}

	left({ stream }: Left): void {
		this.#drop(stream);
	}

	/** Resolves when the stream's state is in the store; at once when it is there. */
	async ensure(stream: string): Promise<void> {
		if (!this.#ports.store.get().cursors.has(stream)) await this.#load(stream, 0);
	}

	/** Loads that wait for a next try do it now: the network is back. */
	wake(): void {
		this.#naps.wake();
	}

	/** Nothing that is on its way reaches the store any more. */
	stop(): void {
		for (const load of this.#loads.values()) load.cancelled = true;
		this.#loads.clear();
		this.wake();
	}

	#apply(event: Event): void {
		const { store, onEvent } = this.#ports;
		const { outcome, state } = apply(store.get(), event);
		if (outcome === "gap") this.#loadWith(event);
		if (outcome !== "applied") return;
		store.set(state);
		this.#follow(event);
		onEvent?.(event);
	}

	/** The events of `user:` that open and close other streams. */
	#follow({ type, payload }: Event): void {
		if (payload === null) return;
		if (type === "stream.opened") {
			for (const { stream, floor } of (payload as Payloads["stream.opened"]).streams) {
				const known = this.#ports.store.get().cursors.get(stream);
				if (!known || known.seq < floor) void this.#load(stream, floor);
			}
		}
		if (type === "stream.closed") {
			for (const stream of (payload as Payloads["stream.closed"]).streams) this.#drop(stream);
		}
	}

	#drop(stream: string): void {
		const { store } = this.#ports;
		const load = this.#loads.get(stream);
		if (load) load.cancelled = true;
		this.#loads.delete(stream);
		store.set(withoutStream(store.get(), stream));
	}

	#loadWith(event: Event): void {
		void this.#load(event.stream, event.seq - 1);
		this.#loads.get(event.stream)?.held.push(event);
	}

	#load(stream: string, needed: number): Promise<void> {
		const running = this.#loads.get(stream);
		if (running) {
			running.needed = Math.max(running.needed, needed);
			return running.done;
		}
		const load: Load = { held: [], needed, done: Promise.resolve(), cancelled: false };
		this.#loads.set(stream, load);
		load.done = this.#run(stream, load);
		return load.done;
	}

	async #run(stream: string, load: Load): Promise<void> {
		const { snapshot, timers } = this.#ports;
		for (let attempt = 0; !load.cancelled; attempt += 1) {
			try {
				const answer = await snapshot(stream);
				if (load.cancelled) return;
				if (answer.seq >= load.needed) {
					this.#finish(stream, load, answer);
					return;
				}
			} catch (error) {
				if (load.cancelled) return;
				if (!isTemporary(error)) {
					this.#drop(stream); // 404: not ours any more
					return;
				}
			}
			await this.#naps.sleep(backOff(attempt, timers));
		}
	}

	#finish(stream: string, load: Load, answer: Snapshot): void {
		const { store } = this.#ports;
		this.#loads.delete(stream);
		store.set(withSnapshot(store.get(), answer));
		if (stream.startsWith("user:")) this.#open(answer);
		for (const event of load.held.sort((a, b) => a.seq - b.seq)) this.event(event);
	}

	/** A snapshot of `user:` stands for the `stream.opened` events that it skipped. */
	#open({ state }: Snapshot): void {
		if (!("streams" in state)) return;
		const { cursors } = this.#ports.store.get();
		for (const { stream, floor } of state.streams) {
			if (!cursors.has(stream)) void this.#load(stream, floor);
		}
	}
}
