/**
 * The connection to one other participant, kept up for as long as both are in the call. Signals may be lost, late or
 * doubled, so everything that waits for the other side has a time after which it is said again or begun anew.
 *
 * "Perfect negotiation" over sessions: whoever makes a pair of connections names it; when both offer at once the
 * polite one (the lower participant id) takes the other's offer. A session that was given up never comes back.
 */
import { backOff, type Timers } from "../lib/timers";
import { type Connection, Line } from "./line";
import type { LocalTracks, Source } from "./transport";
import type { Candidate, PeerSignal } from "./wire";

export type Link = "connecting" | "connected" | "lost";

export interface PeerPorts {
	timers: Timers;
	/** Gives way when both offer at once. */
	polite: boolean;
	connect(): Connection;
	say(signal: PeerSignal): void;
	newSession(): string;
	/** How many others there are now. */
	others(): number;
	track(source: Source, track: MediaStreamTrack): void;
	link(link: Link): void;
}

/** All in milliseconds. The polite one waits a little longer, so that two who lost each other do not both begin. */
const WAITS_FOR_OFFER = 5_000;
const ANSWER_LIMIT = 6_000;
const CONNECT_LIMIT = 12_000;
const RESTART_LIMIT = 8_000;
const UNSTEADY = 2_000;
const POLITENESS = 2_500;
/** Two first offers within this time crossed; after it the other side evidently does not know of mine. */
const CROSSING = 3_000;
const OFFERS_BEFORE_ANEW = 3;
const SESSIONS_REMEMBERED = 32;
const CANDIDATES_HELD = 200;

export class Peer {
	readonly #ports: PeerPorts;
	#line: Line | null = null;
	#tracks: LocalTracks = {};
	#failures = 0;
	/** The last pair failed, the next is not begun. */
	#isPausing = false;
	#unanswered = 0;
	#closed = false;
	readonly #off = new Set<Source>();
	/** Sessions that are over, the oldest first. */
	readonly #ended = new Set<string>();
	/** Candidates that came before their session's offer. */
	readonly #early = new Map<string, Candidate[]>();
	readonly #timers = new Map<"answer" | "connect" | "unsteady", () => void>();
	/** One thing at a time: descriptions must not overtake each other. */
	#work: Promise<void> = Promise.resolve();

	constructor(ports: PeerPorts) {
		this.#ports = ports;
	}

	/** `first`: I came to them, so I offer. Otherwise they do, and I only when nothing comes. */
	start({ first, tracks }: { first: boolean; tracks: LocalTracks }): void {
		this.#tracks = tracks;
		if (first) this.#begin();
		else this.#set("connect", this.#later(WAITS_FOR_OFFER), () => this.#begin());
	}

	publish(tracks: LocalTracks): Promise<void> {
		this.#tracks = tracks;
		return this.#do(async () => this.#line?.publish(tracks));
	}

	take(signal: PeerSignal): void {
		void this.#do(() => {
			switch (signal.type) {
				case "call.offer":
					return this.#takeOffer(signal.session, signal.sdp);
				case "call.answer":
					return this.#takeAnswer(signal.session, signal.sdp);
				case "call.candidate":
					return this.#takeCandidates(signal.session, signal.candidates);
			}
		});
	}

	/** The network changed: find new ways, keeping what runs. */
	restart(): void {
		if (this.#line?.wasConnected && !this.#isPausing) this.#restart({ also: "while offering" });
		else this.sayAgain();
	}

	/** Signals get through again: what was said into the void is said anew, what pauses goes on. */
	sayAgain(): void {
		if (this.#isPausing) this.#begin();
		else if (this.#line?.isOffering) this.#repeatOffer();
	}

	setIceServers(servers: readonly RTCIceServer[]): void {
		this.#line?.setIceServers(servers);
	}

	limit(): void {
		if (this.#line?.isConnected) void this.#line.limit(this.#ports.others());
	}

	/** Whether I want to hear or see this of them. */
	setWanted(source: Source, wanted: boolean): void {
		if (wanted) this.#off.delete(source);
		else this.#off.add(source);
		this.#line?.setEnabled(source, wanted);
	}

	close(): void {
		this.#closed = true;
		this.#endLine();
	}

	/** A new pair of connections, which I make and offer. */
	#begin(): void {
		this.#isPausing = false;
		this.#set("connect", this.#later(CONNECT_LIMIT), () => this.#connectedOrAnew());
		void this.#do(async () => {
			const line = this.#open(this.#ports.newSession(), true);
			await line.publish(this.#tracks);
			await this.#offer(line);
		});
	}

	async #offer(line: Line, options?: { restart: boolean }): Promise<void> {
		const sdp = await line.offer(options);
		if (line !== this.#line) return;
		this.#unanswered = 0;
		this.#sayOffer(line.session, sdp);
	}

	#sayOffer(session: string, sdp: string): void {
		this.#unanswered += 1;
		this.#ports.say({ type: "call.offer", session, sdp });
		this.#set("answer", ANSWER_LIMIT, () => this.#repeatOffer());
	}

	#repeatOffer(): void {
		const line = this.#line;
		if (!line?.isOffering) return;
		// While media flows there is no hurry to throw it away.
		if (this.#unanswered >= OFFERS_BEFORE_ANEW && !line.isConnected) this.#anew();
		else this.#sayOffer(line.session, line.description);
	}

	async #takeOffer(session: string, sdp: string): Promise<void> {
		if (this.#ended.has(session)) return;
		const mine = this.#line;
		if (mine && mine.session !== session && this.#keepsMine(mine)) return;
		if (mine?.session === session && mine.isOffering && !this.#ports.polite) return;
		const known = mine?.session === session ? mine : null;
		// My first offer was taken by them, or they would not know its session: it can't be rolled back.
		if (known?.mine && known.isFresh) {
			this.sayAgain();
			return;
		}
		if (!known) this.#set("connect", this.#later(CONNECT_LIMIT), () => this.#connectedOrAnew());
		const line = known ?? this.#open(session, false);
		const answer = await line.answer(sdp, this.#tracks);
		if (line !== this.#line) return;
		this.#cancel("answer");
		line.settled();
		this.#ports.say({ type: "call.answer", session, sdp: answer });
		await this.#addEarly(line);
	}

	/** Two offered at once, each a session of their own: the impolite one's is taken. */
	#keepsMine(line: Line): boolean {
		const crossed = this.#ports.timers.now() - line.madeAt < CROSSING;
		return line.mine && line.isFresh && !this.#ports.polite && crossed;
	}

	async #takeAnswer(session: string, sdp: string): Promise<void> {
		const line = this.#line;
		if (line?.session !== session || !line.isOffering || line.isStale(sdp)) return;
		this.#cancel("answer");
		await line.takeAnswer(sdp);
		line.settled();
		await this.#addEarly(line);
	}

	async #takeCandidates(session: string, candidates: Candidate[]): Promise<void> {
		if (this.#line?.session === session) await this.#line.addCandidates(candidates);
		else if (!this.#ended.has(session)) {
			const held = [...(this.#early.get(session) ?? []), ...candidates];
			this.#early.set(session, held.slice(0, CANDIDATES_HELD));
			forgetOldest(this.#early, 4);
		}
	}

	async #addEarly(line: Line): Promise<void> {
		const early = this.#early.get(line.session) ?? [];
		this.#early.delete(line.session);
		await line.addCandidates(early);
	}

	#open(session: string, mine: boolean): Line {
		this.#endLine({ keep: "connect" });
		this.#isPausing = false;
		const { connect, timers, say, track, link } = this.#ports;
		const line: Line = new Line(session, mine, connect(), timers, {
			candidates: (candidates) => say({ type: "call.candidate", session, candidates }),
			connectionState: (state) => this.#line === line && this.#stateChanged(line, state),
			track: (source, it) => {
				if (this.#line !== line) return;
				it.enabled = !this.#off.has(source);
				track(source, it);
			},
		});
		this.#line = line;
		link("connecting");
		return line;
	}

	#stateChanged(line: Line, state: RTCPeerConnectionState): void {
		switch (state) {
			case "connected":
				this.#failures = 0;
				this.#cancel("unsteady");
				this.#ports.link("connected");
				void line.limit(this.#ports.others());
				break;
			case "disconnected":
				this.#set("unsteady", this.#later(UNSTEADY), () => this.#restart());
				break;
			case "failed":
				this.#ports.link("lost");
				if (line.wasConnected) this.#restart();
				else this.#anew();
		}
	}

	/** New candidates on both sides; the media goes on where it can. An offer of before the change has old ones. */
	#restart({ also }: { also?: "while offering" } = {}): void {
		const line = this.#line;
		if (!line) return;
		this.#cancel("unsteady");
		if (!line.isConnected) this.#ports.link("lost");
		this.#set("connect", this.#later(RESTART_LIMIT), () => this.#connectedOrAnew());
		void this.#do(async () => {
			if (line === this.#line && (also || !line.isOffering)) await this.#offer(line, { restart: true });
		});
	}

	#connectedOrAnew(): void {
		if (!this.#line?.isConnected) this.#anew();
	}

	/** This pair will not do; the next one comes after a pause that grows. */
	#anew(): void {
		this.#failures += 1;
		this.#cancel("answer");
		this.#ports.link("lost");
		this.#isPausing = true;
		const pause = this.#later(500) + backOff(this.#failures, this.#ports.timers, 500, 15_000);
		this.#set("connect", pause, () => this.#begin());
	}

	#endLine({ keep }: { keep?: "connect" } = {}): void {
		for (const name of [...this.#timers.keys()]) if (name !== keep) this.#cancel(name);
		const line = this.#line;
		this.#line = null;
		if (!line) return;
		this.#ended.add(line.session);
		forgetOldest(this.#ended, SESSIONS_REMEMBERED);
		line.close();
	}

	/** A description that can't be taken, from a broken or hostile peer, counts as a failure of this pair. */
	#do(work: () => Promise<void> | undefined): Promise<void> {
		const line = this.#line;
		this.#work = this.#work
			.then(() => (this.#closed ? undefined : work()))
			.catch(() => {
				if (!this.#closed && (line === this.#line || line === null)) this.#anew();
			});
		return this.#work;
	}

	#later(delay: number): number {
		return this.#ports.polite ? delay + POLITENESS * (delay > UNSTEADY ? 1 : 0.5) : delay;
	}

	#set(name: "answer" | "connect" | "unsteady", delay: number, work: () => void): void {
		this.#cancel(name);
		const cancel = this.#ports.timers.after(delay, () => {
			this.#timers.delete(name);
			if (!this.#closed) work();
		});
		this.#timers.set(name, cancel);
	}

	#cancel(name: "answer" | "connect" | "unsteady"): void {
		this.#timers.get(name)?.();
		this.#timers.delete(name);
	}
}

function forgetOldest(of: Map<string, unknown> | Set<string>, kept: number): void {
	for (const key of of.keys()) {
		if (of.size <= kept) return;
		of.delete(key);
	}
}
