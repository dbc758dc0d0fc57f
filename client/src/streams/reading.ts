/** The conversation on screen and the pages of its history: what is loaded when, and what is let go. */
import { ApiError, Offline } from "../api/errors";
import type { MessagePage } from "../api/types";
import { trimmed, withPage } from "../store/snapshot";
import type { State } from "../store/state";
import { KEPT_MESSAGES, lastNumber } from "../store/timeline";
import type { Store } from "./sync";

export interface PageQuery {
	before?: number;
	after?: number;
	around?: number;
	limit: number;
}

export interface ReadingPorts {
	store: Store;
	/** GET /api/conversations/{id}/messages. */
	page(conversationId: string, query: PageQuery): Promise<MessagePage>;
}

const PAGE = 50;
/** The largest page that the server gives. */
const MOST = 200;

export class Reading {
	readonly #ports: ReadingPorts;
	readonly #loads = new Map<string, Promise<void>>();
	#openId: string | null = null;
	/** Its window stands in the past because somebody wished so: it is not moved to the newest by itself. */
	#inThePast: string | null = null;

	constructor(ports: ReadingPorts) {
		this.#ports = ports;
	}

	get openId(): string | null {
		return this.#openId;
	}

	/**
	 * Offline it shows what is there and loads the rest when `refresh` is called. With `elsewhere` the newest page is
	 * not wanted: `around` follows.
	 */
	async open(conversationId: string | null, { elsewhere = false } = {}): Promise<void> {
		const { store } = this.#ports;
		if (elsewhere) this.#inThePast = conversationId;
		else if (this.#openId !== conversationId) this.#inThePast = null;
		this.#openId = conversationId;
		store.set(trimmed(store.get(), conversationId));
		if (!elsewhere) await this.refresh();
	}

	/** Loads the newest page of the open conversation when its window is missing, thin, cut off or not true any more. */
	async refresh(): Promise<void> {
		const id = this.#openId;
		if (!id) return;
		const isStale = this.#ports.store.get().timelines.get(id)?.stale;
		if (!isStale && (this.#staysInThePast(id) || !needsNewest(this.#ports.store.get(), id))) return;
		await this.#renew(id, this.#staysInThePast(id)).catch((error: unknown) => {
			if (!(error instanceof Offline)) throw error;
		});
	}

	/**
	 * After a change of the state from outside: a window on screen that a snapshot cut off or made untrue, or that is
	 * missing, is loaded; windows that nobody looks at stay small.
	 */
	follow(before: State, after: State): void {
		const id = this.#openId;
		if (id && after.conversations.has(id)) {
			const [was, now] = [before.timelines.get(id), after.timelines.get(id)];
			const isPast = Boolean(was?.hasNewer) || this.#staysInThePast(id);
			const isUntrue = now?.stale && now !== was;
			if (!now || isUntrue || (now.hasNewer && !isPast)) void this.#renew(id, isPast).catch(ignoreFailure);
		}
		for (const [other, { messages }] of after.timelines) {
			if (other === id || messages.length <= 2 * KEPT_MESSAGES) continue;
			this.#ports.store.set(trimmed(this.#ports.store.get(), id));
			return;
		}
	}

	/** Moves the window to the page around a message, and leaves it there. */
	async around(conversationId: string, number: number): Promise<void> {
		this.#inThePast = conversationId;
		const query = { around: number, limit: PAGE };
		await this.#once(`around ${number} ${conversationId}`, conversationId, query, "replace");
	}

	newest(conversationId: string): Promise<void> {
		this.#inThePast = null;
		return this.#once(`newest ${conversationId}`, conversationId, { limit: PAGE }, "replace");
	}

	async older(conversationId: string): Promise<void> {
		const timeline = this.#ports.store.get().timelines.get(conversationId);
		const first = timeline?.messages[0]?.number;
		if (!timeline?.hasOlder || !first) return;
		await this.#once(`older ${conversationId}`, conversationId, { before: first, limit: PAGE }, "keep");
	}

	async newer(conversationId: string): Promise<void> {
		const timeline = this.#ports.store.get().timelines.get(conversationId);
		if (!timeline?.hasNewer) return;
		const query = { after: lastNumber(timeline), limit: PAGE };
		await this.#once(`newer ${conversationId}`, conversationId, query, "keep");
	}

	/** Loads the window on screen anew: at the newest message, or where it stands in the past. */
	#renew(conversationId: string, isPast: boolean): Promise<void> {
		const messages = this.#ports.store.get().timelines.get(conversationId)?.messages ?? [];
		const middle = messages[Math.floor(messages.length / 2)];
		if (!isPast || !middle) return this.newest(conversationId);
		this.#inThePast = conversationId;
		const query = { around: middle.number, limit: MOST };
		return this.#once(`renew ${conversationId}`, conversationId, query, "replace");
	}

	/** Until its window has grown to the newest message again. */
	#staysInThePast(conversationId: string): boolean {
		const timeline = this.#ports.store.get().timelines.get(conversationId);
		if (timeline && !timeline.hasNewer) this.#inThePast = null;
		return this.#inThePast === conversationId;
	}

	/** One request of a kind at a time: asking again joins the one on its way. */
	#once(key: string, conversationId: string, query: PageQuery, apart: "keep" | "replace"): Promise<void> {
		const running = this.#loads.get(key);
		if (running) return running;
		const load = this.#load(conversationId, query, apart).finally(() => this.#loads.delete(key));
		this.#loads.set(key, load);
		return load;
	}

	async #load(conversationId: string, query: PageQuery, apart: "keep" | "replace"): Promise<void> {
		const { store, page } = this.#ports;
		const answer = await page(conversationId, query);
		const isNewest = !query.around && !query.before && !query.after;
		if (isNewest && this.#inThePast === conversationId) return; // somebody went elsewhere meanwhile
		store.set(withPage(store.get(), conversationId, answer, apart));
	}
}

function needsNewest(state: State, conversationId: string): boolean {
	if (!state.conversations.has(conversationId)) return false;
	const timeline = state.timelines.get(conversationId);
	if (!timeline || timeline.hasNewer) return true;
	return timeline.hasOlder && timeline.messages.length < PAGE;
}

/** Nobody waits for this load; `refresh` repeats it when the connection is back. */
function ignoreFailure(error: unknown): void {
	if (!(error instanceof Offline) && !(error instanceof ApiError)) throw error;
}
