/** After which message the line "New since you left" stands in the open conversation. */
import { signal } from "@preact/signals";
import type { Message } from "../api/types";

export class LeftOff {
	/** The newest message that was seen before the others came; null while nothing is open. */
	readonly number = signal<number | null>(null);
	#heads: Readonly<Record<string, number>> = {};

	/** A connection begins: what lies before these heads was said while we were away. */
	welcomed(heads: Readonly<Record<string, number>>): void {
		this.#heads = heads;
	}

	/** What is said before my eyes moves the line on, unless something is waiting under it. */
	heard(stream: string, seq: number, { number }: Message, isVisible: boolean): void {
		const wasHere = isVisible && seq > (this.#heads[stream] ?? 0);
		if (wasHere && this.number.peek() === number - 1) this.number.value = number;
	}
}
