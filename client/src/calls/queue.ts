/** Signals on their way out, at the pace that the live socket takes: it closes on whoever sends too many frames. */
import type { Timers } from "../lib/timers";
import type { OutgoingSignal } from "../streams/protocol";

export type Outgoing = Omit<OutgoingSignal, "frame">;

/** Frames: how many at once, and then how many in a second. The socket itself takes 50 and 10. */
const BURST = 30;
const EACH_SECOND = 8;
/** Beyond this something is wrong; the peers' own timers say again what is dropped. */
const LONGEST = 400;

export class SignalQueue {
	readonly #timers: Timers;
	readonly #send: (signal: Outgoing) => void;
	#waiting: Outgoing[] = [];
	#allowed = BURST;
	#countedAt: number;
	#cancel: (() => void) | null = null;

	constructor(timers: Timers, send: (signal: Outgoing) => void) {
		this.#timers = timers;
		this.#send = send;
		this.#countedAt = timers.now();
	}

	push(signal: Outgoing): void {
		if (this.#waiting.length < LONGEST) this.#waiting.push(signal);
		this.#flush();
	}

	/** Before everything that waits. */
	pushFirst(signal: Outgoing): void {
		this.#waiting.unshift(signal);
		this.#flush();
	}

	/** What waits was for a connection that is gone. */
	clear(): void {
		this.#waiting = [];
		this.#cancel?.();
		this.#cancel = null;
	}

	#flush(): void {
		const now = this.#timers.now();
		const earned = (Math.max(0, now - this.#countedAt) / 1000) * EACH_SECOND;
		this.#allowed = Math.min(BURST, this.#allowed + earned);
		this.#countedAt = now;
		while (this.#waiting.length > 0 && this.#allowed >= 1) {
			this.#allowed -= 1;
			this.#send(this.#waiting.shift() as Outgoing);
		}
		if (this.#waiting.length === 0 || this.#cancel) return;
		this.#cancel = this.#timers.after(Math.ceil((1000 * (1 - this.#allowed)) / EACH_SECOND), () => {
			this.#cancel = null;
			this.#flush();
		});
	}
}
