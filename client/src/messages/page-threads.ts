/** Going to a message, in a conversation or a thread, and the pages of threads. */
import type { Signal } from "@preact/signals";
import type { Message } from "../api/types";
import { findMessage } from "../store/messages";
import { withThreadPage } from "../store/snapshot";
import type { State, Timeline } from "../store/state";
import { lastNumber } from "../store/timeline";
import type { MessageRequests, ReplyQuery } from "./requests";
import type { Target } from "./seam";

const PAGE = 50;

interface ThreadPorts {
	store: { get(): State; set(state: State): void };
	requests: Pick<MessageRequests, "replies">;
	around(conversationId: string, number: number): Promise<void>;
	load(messageId: string): Promise<Message>;
}

export class PageThreads {
	readonly #target: Signal<Target | null>;
	readonly #ports: ThreadPorts;
	readonly #loads = new Map<string, Promise<void>>();
	/** id of the message above → its conversation. */
	readonly #conversations = new Map<string, string>();

	constructor(ports: ThreadPorts, target: Signal<Target | null>) {
		this.#target = target;
		this.#ports = ports;
	}

	async goTo(conversationId: string, number: number): Promise<void> {
		const timeline = this.#ports.store.get().timelines.get(conversationId);
		if (!holds(timeline, number)) await this.#ports.around(conversationId, number);
		this.#aim(conversationId, number);
	}

	async goToReply(conversationId: string, rootId: string, number: number): Promise<void> {
		this.#conversations.set(rootId, conversationId);
		await this.#ensureRoot(conversationId, rootId);
		const timeline = this.#ports.store.get().threads.get(rootId);
		if (!holds(timeline, number)) await this.#load(rootId, { around: number, limit: PAGE }, "replace");
		this.#aim(rootId, number);
	}

	async open(conversationId: string, rootId: string): Promise<void> {
		this.#conversations.set(rootId, conversationId);
		await Promise.all([this.#ensureRoot(conversationId, rootId), this.newest(rootId)]);
	}

	newest(rootId: string): Promise<void> {
		return this.#load(rootId, { limit: PAGE }, "replace");
	}

	async older(rootId: string): Promise<void> {
		const timeline = this.#ports.store.get().threads.get(rootId);
		const first = timeline?.messages[0]?.number;
		if (timeline?.hasOlder && first) await this.#load(rootId, { before: first, limit: PAGE }, "keep");
	}

	async newer(rootId: string): Promise<void> {
		const timeline = this.#ports.store.get().threads.get(rootId);
		if (timeline?.hasNewer) await this.#load(rootId, { after: lastNumber(timeline), limit: PAGE }, "keep");
	}

	#aim(placeId: string, number: number): void {
		this.#target.value = { placeId, number, ask: (this.#target.peek()?.ask ?? 0) + 1 };
	}

	async #ensureRoot(conversationId: string, rootId: string): Promise<void> {
		if (!findMessage(this.#ports.store.get(), conversationId, rootId)) await this.#ports.load(rootId);
	}

	/** One request of a kind at a time: asking again joins the one on its way. */
	#load(rootId: string, query: ReplyQuery, apart: "keep" | "replace"): Promise<void> {
		const key = `${rootId} ${JSON.stringify(query)}`;
		const running = this.#loads.get(key);
		if (running) return running;
		const load = this.#fetch(rootId, query, apart).finally(() => this.#loads.delete(key));
		this.#loads.set(key, load);
		return load;
	}

	async #fetch(rootId: string, query: ReplyQuery, apart: "keep" | "replace"): Promise<void> {
		const { store, requests } = this.#ports;
		const conversationId = this.#conversations.get(rootId);
		if (!conversationId) return;
		const page = await requests.replies(conversationId, rootId, query);
		store.set(withThreadPage(store.get(), rootId, page, apart));
	}
}

function holds(timeline: Timeline | undefined, number: number): boolean {
	return timeline?.messages.some((message) => message.number === number) ?? false;
}
