/** Time and chance as arguments, so that an engine can be tested without waiting. */
export interface Timers {
	/** Milliseconds since 1970. */
	now(): number;
	/** Runs `work` once after `delay` ms; the answer cancels it. */
	after(delay: number, work: () => void): () => void;
	/** 0 ≤ x < 1. */
	random(): number;
}

/** The real ones, made on call so that importing this file touches nothing of the browser. */
export function realTimers(): Timers {
	return {
		now: () => Date.now(),
		after: (delay, work) => {
			const id = setTimeout(work, delay);
			return () => clearTimeout(id);
		},
		random: () => Math.random(),
	};
}

/** Exponential back-off with full jitter: anything from 0 to `first · 2^attempt`, at most `most` (all in ms). */
export function backOff(attempt: number, timers: Timers, first = 500, most = 30_000): number {
	return Math.min(most, first * 2 ** Math.min(attempt, 30)) * timers.random();
}

/** Waits that can be cut short, as when the network comes back. */
export class Naps {
	readonly #timers: Timers;
	readonly #rousers = new Set<() => void>();

	constructor(timers: Timers) {
		this.#timers = timers;
	}

	/** Resolves after `delay` ms, or at the next `wake`. */
	sleep(delay: number): Promise<void> {
		return new Promise((resolve) => {
			const rouse = () => {
				cancel();
				this.#rousers.delete(rouse);
				resolve();
			};
			const cancel = this.#timers.after(delay, rouse);
			this.#rousers.add(rouse);
		});
	}

	wake(): void {
		for (const rouse of [...this.#rousers]) rouse();
	}
}
