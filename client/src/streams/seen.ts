/** My read markers on their way to the server: joined over two seconds, never back, only from a page that is seen. */
import type { Timers } from "../lib/timers";
import { withMarker } from "../store/markers";
import { isTemporary } from "./failure";
import type { Store } from "./sync";

export interface SeenPorts {
	store: Store;
	timers: Timers;
	isVisible(): boolean;
	/** PUT /api/conversations/{id}/seen. */
	put(conversationId: string, number: number): Promise<unknown>;
}

/** Milliseconds. */
const EVERY = 2_000;

export class SeenMarkers {
	readonly #ports: SeenPorts;
	/** conversation id → a number that was asked for while the page was hidden. */
	readonly #hidden = new Map<string, number>();
	readonly #untold = new Map<string, number>();
	/** conversation id → what I had marked unread there when I opened it: reading on clears that mark, and no later one. */
	readonly #openedWith = new Map<string, number | undefined>();
	/** conversation id → what was on screen while nothing was to be marked there. */
	readonly #held = new Map<string, number>();
	#cancel: (() => void) | null = null;

	constructor(ports: SeenPorts) {
		this.#ports = ports;
	}

	/** The conversation is opened anew: what stands on its screen is seen from now on. */
	opened(conversationId: string): void {
		this.#openedWith.set(conversationId, this.#ports.store.get().unreadFrom.get(conversationId));
		// Its list may be on screen a moment before.
		const number = this.#held.get(conversationId);
		this.#held.delete(conversationId);
		if (number) this.mark(conversationId, number);
	}

	closed(conversationId: string): void {
		this.#openedWith.delete(conversationId);
		this.#held.delete(conversationId);
	}

	/** I am about to mark something unread: what I saw until now is told first, and then nothing more is seen here. */
	async hold(conversationId: string): Promise<void> {
		this.#openedWith.delete(conversationId);
		await this.flush();
	}

	mark(conversationId: string, number: number): void {
		const { store, isVisible } = this.#ports;
		if (!isVisible()) {
			this.#hidden.set(conversationId, Math.max(number, this.#hidden.get(conversationId) ?? 0));
			return;
		}
		const state = store.get();
		const unreadFrom = state.unreadFrom.get(conversationId);
		if (unreadFrom !== undefined && unreadFrom !== this.#openedWith.get(conversationId)) {
			this.#held.set(conversationId, Math.max(number, this.#held.get(conversationId) ?? 0));
			return;
		}
		const readsOn = unreadFrom !== undefined && number >= unreadFrom;
		if (!readsOn && (state.markers.get(conversationId) ?? 0) >= number) return;
		if (readsOn) this.#openedWith.delete(conversationId);
		store.set(withMarker(state, conversationId, number));
		this.#untold.set(conversationId, number);
		this.#cancel ??= this.#ports.timers.after(EVERY, () => void this.flush());
	}

	/** The page is seen again: what stood on it all the time is seen now. `openId` is the conversation on screen. */
	visible(openId: string | null): void {
		const number = openId ? this.#hidden.get(openId) : undefined;
		this.#hidden.clear();
		if (openId && number) this.mark(openId, number);
	}

	/** Tells the server now. What can't be told waits for the next `flush`. */
	async flush(): Promise<void> {
		this.#cancel?.();
		this.#cancel = null;
		const batch = [...this.#untold];
		this.#untold.clear();
		await Promise.all(batch.map(([id, number]) => this.#tell(id, number)));
	}

	stop(): void {
		this.#cancel?.();
		this.#cancel = null;
		this.#untold.clear();
		this.#hidden.clear();
		this.#openedWith.clear();
		this.#held.clear();
	}

	async #tell(conversationId: string, number: number): Promise<void> {
		try {
			await this.#ports.put(conversationId, number);
		} catch (error) {
			if (!isTemporary(error)) return;
			this.#untold.set(conversationId, Math.max(number, this.#untold.get(conversationId) ?? 0));
		}
	}
}
