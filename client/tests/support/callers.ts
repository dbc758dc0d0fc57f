/** A small server of calls and the pages of a few people: the log, the signals, and whatever goes wrong between. */
import { ApiError, Offline } from "../../src/api/errors";
import type { Call, Grant, User } from "../../src/api/types";
import { type CallsPorts, PageCalls } from "../../src/calls/calls";
import { CallEngine } from "../../src/calls/engine";
import { KeptPreferences } from "../../src/calls/preferences";
import type { Outgoing } from "../../src/calls/queue";
import { apply } from "../../src/store/apply";
import type { EventType, LeftReason, Payloads } from "../../src/store/events";
import type { State } from "../../src/store/state";
import { FakeBrowser } from "./devices";
import { FakeNetwork } from "./rtc";
import { FakeTimers } from "./time";
import { ann, bob, call, participant, room, World } from "./world";

export class CallServer {
	readonly timers = new FakeTimers();
	readonly network = new FakeNetwork(this.timers);
	readonly world = new World();
	readonly pages = new Set<Page>();
	readonly requests: string[] = [];
	readonly signals: (Outgoing & { by: string })[] = [];
	transport: Call["transport"] = "mesh";
	videoLimit = 6;
	credential: string | null = null;
	/** The next requests are answered so. */
	refusal: Error | null = null;
	#calls = 0;

	constructor() {
		this.world.emit("group:crew", "room.created", { room: room("garden") });
	}

	page(user: User): Page {
		const page = new Page(this, user);
		this.pages.add(page);
		return page;
	}

	callIn(conversationId: string): Call | null {
		return this.world.truth.conversations.get(conversationId)?.call ?? null;
	}

	emit<T extends EventType>(type: T, payload: Payloads[T]): number {
		const event = this.world.emit("group:crew", type, payload);
		for (const page of this.pages) if (page.isUp) page.hear(event);
		return event.seq;
	}

	join(user: User, conversationId: string, id: string): { call: Call; grant: Grant; stream: string; seq: number } {
		const going = this.callIn(conversationId);
		if (!going?.participants.some((it) => it.id === id)) this.#enter(user, conversationId, id);
		const now = this.callIn(conversationId) as Call;
		const seq = this.world.truth.cursors.get("group:crew")?.seq ?? 0;
		return { call: now, grant: this.#grant(id), stream: "group:crew", seq };
	}

	#enter(user: User, conversationId: string, id: string): void {
		for (const other of ["kitchen", "garden"]) if (other !== conversationId) this.takeOut(user, other, "left");
		const going = this.callIn(conversationId);
		const newcomer = participant(id, user);
		if (going) this.emit("call.joined", { conversation_id: conversationId, call_id: going.id, participant: newcomer });
		else {
			this.#calls += 1;
			const started = call(`talk${this.#calls}`, conversationId, [newcomer]);
			this.emit("call.started", { call: { ...started, transport: this.transport } });
		}
	}

	/** Whoever they are there; nothing when they are not. */
	takeOut(user: User, conversationId: string, reason: LeftReason, id?: string): void {
		const going = this.callIn(conversationId);
		const gone = going?.participants.find((it) => it.user_id === user.id && (id === undefined || it.id === id));
		if (!going || !gone) return;
		const where = { conversation_id: conversationId, call_id: going.id };
		if (going.participants.length === 1) this.emit("call.ended", { ...where, reason, seconds: 1 });
		else this.emit("call.left", { ...where, participant_id: gone.id, user_id: user.id, reason });
	}

	move(conversationId: string, transport: Call["transport"]): void {
		this.transport = transport;
		const { id } = this.callIn(conversationId) as Call;
		this.emit("call.moved", { conversation_id: conversationId, call_id: id, transport });
	}

	/** Signals of state go to everybody else, those of peers to whom they are for. */
	route(from: Page, signal: Outgoing): void {
		this.signals.push({ ...signal, by: from.user.id });
		for (const page of this.pages) {
			const { to_participant: to } = signal.payload;
			if (page === from || !page.isUp || (to !== undefined && to !== page.participantId)) continue;
			const stamped = { ...signal, frame: "signal" as const, from: { user: from.user.id, connection: from.user.id } };
			this.timers.after(10, () => page.isUp && page.calls.take(stamped));
		}
	}

	told(by: string): Record<string, unknown>[] {
		return this.signals.filter((it) => it.by === by && it.type === "call.state").map(({ payload }) => payload);
	}

	#grant(id: string): Grant {
		const urls = ["turn:0.0.0.0:3478"];
		const { credential } = this;
		return {
			participant_id: id,
			transport: this.transport,
			ice_servers: [{ urls, credential, username: credential && "9999:ann" }],
			expires_at: new Date(this.timers.now() + 600_000).toISOString(),
			url: this.transport === "mesh" ? null : "/media",
			token: null,
			video_limit: this.videoLimit,
			people_limit: 10,
		};
	}

	iceServers() {
		return this.#grant("").ice_servers;
	}

	/** What a request meets; the answer comes a little later. */
	async answer<T>(what: string, work: () => T, page: Page): Promise<T> {
		this.requests.push(`${page.user.id} ${what}`);
		await new Promise<void>((resolve) => this.timers.after(20, resolve));
		if (!page.isUp) throw new Offline();
		if (this.refusal) throw this.refusal;
		return work();
	}
}

/** One person's page: the store that follows the log, and the calls of it. */
export class Page {
	readonly user: User;
	readonly browser: FakeBrowser;
	readonly calls: PageCalls;
	readonly ports: CallsPorts;
	readonly shelf = new Map<string, string>();
	state: State;
	isUp = true;
	loads = 0;
	engine: CallEngine | null = null;
	readonly #server: CallServer;

	constructor(server: CallServer, user: User) {
		this.#server = server;
		this.user = user;
		this.browser = new FakeBrowser(server.network);
		this.state = this.#truth();
		this.ports = this.#makePorts();
		this.calls = new PageCalls(this.ports);
		this.calls.enter(user.id);
	}

	get active() {
		return this.calls.active.value;
	}

	get me() {
		return this.active?.people.find(({ me }) => me);
	}

	person(userId: string) {
		return this.active?.people.find((it) => it.userId === userId);
	}

	get participantId(): string | undefined {
		return this.engine?.call?.participantId;
	}

	hear(event: Parameters<typeof apply>[1]): void {
		const { outcome, state } = apply(this.state, event);
		if (outcome !== "applied") return;
		this.#put(state);
		this.calls.heard(event);
	}

	/** The socket is lost, or is back and has caught up. */
	setUp(isUp: boolean): void {
		this.isUp = isUp;
		if (!isUp) {
			this.calls.disconnected();
			return;
		}
		this.calls.connected();
		const seq = this.state.cursors.get("group:crew")?.seq ?? 0;
		for (const event of this.#server.world.after("group:crew", seq)) this.hear(event);
	}

	/** As after a reset: the state jumps, and no event says why. */
	jump(): void {
		this.#put(this.#truth());
	}

	#truth(): State {
		const { truth } = this.#server.world;
		return { ...truth, me: truth.me && { ...truth.me, ...this.user } };
	}

	#put(state: State): void {
		const before = this.state;
		this.state = state;
		this.calls.follow(before, state);
	}

	#makePorts(): CallsPorts {
		const server = this.#server;
		return {
			timers: server.timers,
			state: () => this.state,
			isLive: () => this.isUp,
			signal: (signal) => server.route(this, signal),
			kept: new KeptPreferences(() => ({
				getItem: (key) => this.shelf.get(key) ?? null,
				setItem: (key, value) => this.shelf.set(key, value),
			})),
			unavailable: null,
			load: async (ports) => {
				this.loads += 1;
				this.engine = new CallEngine(ports, this.browser);
				return this.engine;
			},
			requests: {
				joinCall: (id, pid) => server.answer(`join ${id} ${pid}`, () => server.join(this.user, id, pid), this),
				leaveCall: (id, pid) => server.answer(`leave ${id}`, () => server.takeOut(this.user, id, "left", pid), this),
				leaveCallAtOnce: (id, pid) => {
					server.requests.push(`${this.user.id} leaves at once`);
					server.takeOut(this.user, id, "left", pid);
				},
				iceServers: (id) =>
					server.answer(
						`ice ${id}`,
						() => ({
							ice_servers: server.iceServers(),
							expires_at: new Date(server.timers.now() + 600_000).toISOString(),
						}),
						this,
					),
			},
		};
	}
}

export const full = () =>
	new ApiError(409, { code: "call_is_full", message: "This call is full: 10 people can be in it." });

export async function twoTalk(server = new CallServer()): Promise<[CallServer, Page, Page]> {
	const [a, b] = [server.page(ann), server.page(bob)];
	await walkIn(server, a);
	await walkIn(server, b);
	return [server, a, b];
}

export async function walkIn(server: CallServer, page: Page, where = "kitchen", options = {}): Promise<void> {
	const joined = page.calls.join(where, options);
	await server.timers.advance(1_000);
	await joined;
}

export const links = (page: Page) => page.active?.people.map(({ userId, link }) => [userId, link]);
export const playing = (page: Page) => page.browser.speakers.filter(({ isPlaying }) => isPlaying);
