/**
 * The life of a signed-in page: opens from the cache, follows the log, sends what waits, and ends on sign-out. Owns the
 * signals that views read; app/session puts the commands beside it.
 */
import { type Signal, signal } from "@preact/signals";
import type { Instance, Message } from "../api/types";
import { PageCalls } from "../calls/calls";
import { KeptPreferences } from "../calls/preferences";
import { backOff, Naps } from "../lib/timers";
import { LateMessages } from "../messages/late-messages";
import type { Event, Payloads } from "../store/events";
import { stateFromHome, withSentMessage } from "../store/snapshot";
import { emptyState, type State } from "../store/state";
import { StateCache } from "../streams/cache";
import { isSignedOut, isTemporary } from "../streams/failure";
import { LiveSignals } from "../streams/live";
import { type MessageExtras, Outbox, type OutboxRow } from "../streams/outbox";
import { IndexedRows, MemoryRows, type OutboxRows } from "../streams/outbox-rows";
import type { Welcome } from "../streams/protocol";
import { Reading } from "../streams/reading";
import { SeenMarkers } from "../streams/seen";
import { StreamSocket } from "../streams/socket";
import { StreamSync } from "../streams/sync";
import { LeftOff } from "./left-off";
import type { AppPorts } from "./ports";
import type { Requests } from "./requests";
import type { Connection, Phase } from "./seam";
import { SentRows } from "./sent-rows";

const CLIENT = { name: "distributed-web", version: "0.1.0" };

export class Engine {
	readonly state = signal<State>(emptyState);
	readonly phase = signal<Phase>("loading");
	readonly connection = signal<Connection>("connecting");
	readonly online = signal(true);
	readonly instance = signal<Instance | null>(null);
	readonly outboxRows: Signal<ReadonlyMap<string, readonly OutboxRow[]>> = signal(new Map());
	readonly typing: Signal<ReadonlyMap<string, readonly string[]>> = signal(new Map());
	readonly here: Signal<ReadonlyMap<string, ReadonlySet<string>>> = signal(new Map());
	readonly leftOff = new LeftOff();

	/** The store that engines write: every change is also on its way to the cache. */
	readonly store = {
		get: () => this.state.peek(),
		set: (next: State) => {
			const before = this.state.peek();
			if (next === before) return;
			this.state.value = next;
			this.calls.follow(before, next);
			this.#cache?.save(next);
			this.#sent.settle(next);
		},
	};
	readonly reading: Reading;
	readonly seen: SeenMarkers;
	readonly live: LiveSignals;
	readonly calls: PageCalls;
	readonly messages: LateMessages;
	readonly sync: StreamSync;
	readonly socket: StreamSocket;

	readonly #ports: AppPorts;
	readonly #requests: Requests;
	readonly #naps: Naps;
	readonly #sent = new SentRows(() => this.#showOutbox());
	readonly #leavers = new Set<(byChoice: boolean) => void>();
	#outbox: Outbox | null = null;
	#rows: OutboxRows = new MemoryRows();
	#cache: StateCache | null = null;
	#unlisten: () => void = () => {};
	#stopped = false;

	constructor(ports: AppPorts, requests: Requests) {
		this.#ports = ports;
		this.#requests = requests;
		this.#naps = new Naps(ports.timers);
		const { store } = this;
		const { timers } = ports;
		this.reading = new Reading({ store, page: requests.page });
		this.seen = new SeenMarkers({ store, timers, isVisible: ports.isVisible, put: requests.seen });
		this.live = this.#makeLive();
		this.calls = this.#makeCalls();
		this.messages = this.#makeMessages();
		this.sync = new StreamSync({
			store: { get: store.get, set: (next) => this.#follow(next) },
			timers,
			snapshot: requests.snapshot,
			onEvent: (event) => this.#heard(event),
		});
		this.socket = this.#makeSocket();
	}

	async start(): Promise<void> {
		this.#unlisten = this.#ports.listen({
			network: () => this.#wake(),
			shown: () => this.#shown(),
			hidden: () => this.#hidden(),
			gone: () => this.calls.pageGone(),
		});
		this.online.value = this.#ports.isOnline();
		void this.learnInstance();
		const db = await this.#ports.openDatabase();
		if (db) this.#rows = new IndexedRows(db);
		this.#cache = new StateCache(db, this.#ports.timers);
		const cached = await this.#cache.load();
		if (this.#stopped) return;
		if (cached) this.#enter(cached);
		else await this.openFromServer();
	}

	stop(): void {
		this.#stopped = true;
		this.#unlisten();
		this.#end();
		this.#naps.wake();
		void this.#cache?.flush();
	}

	/** Loads the home of whoever the session cookie names; tries until there is an answer. */
	async openFromServer(): Promise<void> {
		for (let attempt = 0; !this.#stopped; attempt += 1) {
			try {
				const home = await this.#requests.home();
				if (!this.#stopped) this.#enter(stateFromHome(home));
				return;
			} catch (error) {
				if (isSignedOut(error)) return this.leave();
				if (!isTemporary(error)) throw error;
				this.connection.value = "offline";
				await this.#naps.sleep(backOff(attempt, this.#ports.timers));
			}
		}
	}

	async learnInstance(): Promise<void> {
		for (let attempt = 0; !this.#stopped; attempt += 1) {
			try {
				this.instance.value = await this.#requests.instance();
				return;
			} catch {
				await this.#naps.sleep(backOff(attempt + 1, this.#ports.timers));
			}
		}
	}

	send(conversationId: string, text: string, extras?: MessageExtras): void {
		this.#outbox?.add(conversationId, text, extras);
		const me = this.state.peek().me;
		if (me) this.live.posted(conversationId, me.id);
	}

	/** Calls `work` whenever somebody is signed out, while their state is still there; the answer ends it. */
	onLeave(work: (byChoice: boolean) => void): () => void {
		this.#leavers.add(work);
		return () => this.#leavers.delete(work);
	}

	retry(id: string): void {
		this.#outbox?.retry(id);
	}

	discard(id: string): void {
		this.#outbox?.discard(id);
	}

	/** Signed out, by choice or by the server. What I wrote and could not send stays only when it was not my choice. */
	async leave({ byChoice = false } = {}): Promise<void> {
		const userId = this.state.peek().me?.id;
		for (const work of this.#leavers) work(byChoice);
		this.#end();
		this.state.value = emptyState;
		this.phase.value = "signed-out";
		this.connection.value = "connecting";
		if (!userId) return;
		await this.#cache?.clear(userId);
		if (byChoice) await this.#rows.clear(userId);
	}

	#enter(state: State): void {
		this.#end();
		const userId = state.me?.id;
		if (!userId) return;
		this.#outbox = this.#makeOutbox(userId);
		this.calls.enter(userId);
		this.store.set(state);
		this.phase.value = "signed-in";
		void this.#outbox.start();
		this.socket.start();
		void this.reading.refresh();
	}

	/** Everything that runs for the user who is in. */
	#end(): void {
		this.calls.stop();
		this.messages.clear();
		this.socket.stop();
		this.sync.stop();
		this.live.stop();
		this.seen.stop();
		this.#sent.clear();
		this.#outbox?.stop();
		this.#outbox = null;
		this.#showOutbox();
	}

	#makeLive(): LiveSignals {
		return new LiveSignals({
			timers: this.#ports.timers,
			myId: () => this.state.peek().me?.id ?? null,
			streamOf: (id) => this.state.peek().conversations.get(id)?.stream,
			send: (outgoing) => this.socket.signal(outgoing),
			onTyping: (typing) => {
				this.typing.value = typing;
			},
			onHere: (here) => {
				this.here.value = here;
			},
		});
	}

	#makeCalls(): PageCalls {
		const { timers, calls } = this.#ports;
		return new PageCalls({
			timers,
			state: () => this.state.peek(),
			isLive: () => this.socket.state === "live",
			signal: (outgoing) => this.socket.signal(outgoing),
			requests: this.#requests,
			kept: new KeptPreferences(calls.shelf),
			unavailable: calls.unavailable,
			load: calls.load,
		});
	}

	#makeMessages(): LateMessages {
		const { store } = this;
		return new LateMessages({
			store,
			timers: this.#ports.timers,
			requests: this.#requests.messages,
			around: (id, number) => this.reading.around(id, number),
			holdSeen: (id) => this.seen.hold(id),
			sent: (message) => store.set(withSentMessage(store.get(), message)),
		});
	}

	#makeSocket(): StreamSocket {
		return new StreamSocket({
			connect: this.#ports.connect,
			token: this.#ports.token,
			sync: this.sync,
			timers: this.#ports.timers,
			client: CLIENT,
			onStatus: (status) => this.#status(status),
			onWelcome: (welcome) => this.#welcomed(welcome),
			onSignal: (incoming) => {
				this.live.take(incoming);
				this.calls.take(incoming);
			},
			onSignedOut: () => void this.leave(),
			onRefused: () => void this.#checkSession(),
		});
	}

	#makeOutbox(userId: string): Outbox {
		return new Outbox(userId, {
			rows: this.#rows,
			timers: this.#ports.timers,
			post: this.#requests.post,
			onChange: () => this.#showOutbox(),
			onSent: (message, row) => this.#acknowledged(message, row),
			onSignedOut: () => void this.leave(),
		});
	}

	#status(status: Connection): void {
		this.connection.value = status;
		if (status === "offline") {
			this.live.disconnected();
			this.calls.disconnected();
		}
		if (status !== "live") return;
		this.live.connected();
		this.calls.connected();
		this.#outbox?.wake();
		void this.seen.flush();
		void this.reading.refresh().catch(() => {});
	}

	/** The cookie may belong to somebody else by now: another tab signed out and in. */
	#welcomed({ user, heads }: Welcome): void {
		this.leftOff.welcomed(heads);
		if (user === this.state.peek().me?.id) return;
		void this.leave().then(() => {
			this.phase.value = "loading";
			return this.openFromServer();
		});
	}

	/** A refused socket does not say why; a browser hides the HTTP status of a failed upgrade. */
	async #checkSession(): Promise<void> {
		try {
			await this.#requests.me();
		} catch (error) {
			if (isSignedOut(error) && this.phase.peek() === "signed-in") await this.leave();
		}
	}

	/** A change that came from the log. */
	#follow(next: State): void {
		const before = this.state.peek();
		this.store.set(next);
		this.reading.follow(before, next);
	}

	#heard(event: Event): void {
		const { stream, seq, type, payload } = event;
		this.calls.heard(event);
		this.messages.heard(type, payload);
		if (type !== "message.posted" || payload === null) return;
		const { message } = payload as Payloads["message.posted"];
		if (message.conversation_id === this.reading.openId && !message.thread_of) {
			this.leftOff.heard(stream, seq, message, this.#ports.isVisible());
		}
		this.live.posted(message.conversation_id, message.author_id);
	}

	#acknowledged(message: Message, row: OutboxRow): void {
		this.#sent.add(message, row);
		this.messages.acknowledged(message);
		this.store.set(withSentMessage(this.state.peek(), message));
		this.#sent.settle(this.state.peek());
	}

	#showOutbox(): void {
		this.outboxRows.value = this.#sent.before(this.#outbox?.pending ?? new Map());
	}

	#wake(): void {
		this.online.value = this.#ports.isOnline();
		this.#naps.wake();
		this.calls.networkChanged();
		this.sync.wake();
		this.socket.wake();
		this.#outbox?.wake();
		void this.seen.flush();
	}

	#shown(): void {
		this.socket.wakeAfterSleep();
		this.#naps.wake();
		this.seen.visible(this.reading.openId);
	}

	#hidden(): void {
		void this.seen.flush();
		void this.#cache?.flush();
	}
}
