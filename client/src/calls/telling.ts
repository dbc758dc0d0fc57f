/** Tells the others, whole, what I am doing: at once on a change, when somebody comes, and every 5 s as a sign of life. */
import type { Timers } from "../lib/timers";

/** Milliseconds. The server gives up on whom it has not heard for 12 s. */
const EVERY = 5_000;
/** Changes in this time are told together. */
const TOGETHER = 100;

export class Telling {
	readonly #timers: Timers;
	readonly #tell: () => void;
	#cancel: (() => void) | null = null;
	#toldAt = Number.NEGATIVE_INFINITY;
	#soon = false;
	#stopped = false;

	constructor(timers: Timers, tell: () => void) {
		this.#timers = timers;
		this.#tell = tell;
	}

	/** Something changed, or somebody wants to know. */
	now(): void {
		if (this.#stopped || this.#soon) return;
		const wait = this.#toldAt + TOGETHER - this.#timers.now();
		if (wait <= 0) this.#say();
		else {
			this.#soon = true;
			this.#after(wait);
		}
	}

	stop(): void {
		this.#stopped = true;
		this.#cancel?.();
	}

	#say(): void {
		this.#soon = false;
		this.#toldAt = this.#timers.now();
		this.#after(EVERY);
		this.#tell();
	}

	#after(delay: number): void {
		this.#cancel?.();
		this.#cancel = this.#timers.after(delay, () => this.#say());
	}
}
