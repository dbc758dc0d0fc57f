/** What a screen may know of polls and do with them; a part of `App`. */
import type { ReadonlySignal } from "@preact/signals";
import type { Message } from "../api/types";

export interface Polls {
	/** message id → what I choose there that the server has not taken yet; on screen it counts already. */
	readonly choosing: ReadonlySignal<ReadonlyMap<string, readonly number[]>>;
	/** message id → why my last vote there, or closing it, did not work, in words. */
	readonly failures: ReadonlySignal<ReadonlyMap<string, string>>;

	/** Chooses these options and no others; none: takes my vote back. The last of several quick ones counts. */
	vote(message: Message, options: readonly number[]): void;
	/** Ends a poll of mine before its time. */
	close(message: Message): void;
}
