/** A clock that moves only when a test says so, and chance that is always the same. */
import type { Timers } from "../../src/lib/timers";

export class FakeTimers implements Timers {
	#now: number;
	#next = 0;
	readonly #due = new Map<number, { at: number; work: () => void }>();
	readonly #random: () => number;

	constructor({ now = 1_800_000_000_000, random = () => 0.5 }: { now?: number; random?: () => number } = {}) {
		this.#now = now;
		this.#random = random;
	}

	now(): number {
		return this.#now;
	}

	random(): number {
		return this.#random();
	}

	after(delay: number, work: () => void): () => void {
		const id = this.#next++;
		this.#due.set(id, { at: this.#now + delay, work });
		return () => this.#due.delete(id);
	}

	/** Milliseconds until the next timer fires; null when none waits. */
	get untilNext(): number | null {
		const times = [...this.#due.values()].map(({ at }) => at - this.#now);
		return times.length > 0 ? Math.min(...times) : null;
	}

	/** Lets `ms` pass, firing what is due in order and letting promises settle after each. */
	async advance(ms: number): Promise<void> {
		const end = this.#now + ms;
		await settle();
		for (;;) {
			const next = [...this.#due].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
			if (!next) break;
			const [id, { at, work }] = next;
			this.#due.delete(id);
			this.#now = Math.max(this.#now, at);
			work();
			await settle();
		}
		this.#now = end;
	}

	/** The machine sleeps: the clock jumps, nothing fires meanwhile. */
	sleep(ms: number): void {
		this.#now += ms;
	}
}

/** Lets promises, and IndexedDB's fake (which uses setImmediate), come to rest: a transaction takes it many turns. */
export async function settle(rounds = 40): Promise<void> {
	for (let round = 0; round < rounds; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
