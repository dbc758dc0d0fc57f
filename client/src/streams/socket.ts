/**
 * One WebSocket to WS /api/stream that heals by itself: says hello with the cursors, notices a dead peer, and comes back
 * with exponential back-off and jitter. What the frames mean for the store is streams/sync's business.
 *
 *   stopped → connecting → live → waiting → connecting …      4001: → stopped
 */
import { backOff, type Timers } from "../lib/timers";
import {
	CloseCode,
	type Incoming,
	type Outgoing,
	type OutgoingSignal,
	parseFrame,
	type Signal,
	type Welcome,
} from "./protocol";
import type { StreamSync } from "./sync";

export interface Wire {
	send(text: string): void;
	/** Silent: `closed` is not called for it. */
	close(): void;
}

export interface WireEvents {
	opened(): void;
	received(text: string): void;
	closed(code: number): void;
}

export interface SocketPorts {
	connect(events: WireEvents): Wire;
	/** Says who it is where no cookie does. */
	token?(): string | null;
	sync: Pick<StreamSync, "position" | "welcome" | "event" | "reset" | "left">;
	timers: Timers;
	client: { name: string; version: string };
	onStatus(status: "connecting" | "live" | "offline"): void;
	onWelcome?(welcome: Welcome): void;
	onSignal?(signal: Signal): void;
	/** Closed as not signed in. */
	onSignedOut(): void;
	/** A connection ended before its welcome: the caller may find out whether the session still stands. */
	onRefused?(): void;
}

export type SocketState = "stopped" | "connecting" | "live" | "waiting";

/** All in milliseconds. */
const WELCOME_LIMIT = 15_000;
const PROBE_LIMIT = 3_000;
/** Silence or a jump of the clock beyond this means that the machine may have slept. */
const SLEPT = 20_000;
/** A connection that lived this long was a good one: back-off starts anew. */
const GOOD = 5_000;
/** The least wait after the server said "too much" (4008, 4029) or "not you" (4003, 4004, 4400). */
const TOLD_TO_WAIT = 5_000;

export class StreamSocket {
	readonly #ports: SocketPorts;
	#state: SocketState = "stopped";
	#wire: Wire | null = null;
	#said: Record<string, number> = {};
	#attempt = 0;
	#liveSince = 0;
	#lastHeard = 0;
	#heartbeat = 30_000;
	/** One timer for each purpose; setting one again cancels the one before. */
	readonly #timers = new Map<"welcome" | "beat" | "probe" | "retry", () => void>();

	constructor(ports: SocketPorts) {
		this.#ports = ports;
	}

	get state(): SocketState {
		return this.#state;
	}

	start(): void {
		if (this.#state !== "stopped") return;
		this.#attempt = 0;
		this.#ports.onStatus("connecting");
		this.#connect();
	}

	stop(): void {
		this.#release();
		this.#state = "stopped";
	}

	/** The network or the page is back: try now, or find out whether the connection is still alive. */
	wake(): void {
		if (this.#state === "waiting") {
			this.#attempt = 0;
			this.#connect();
		} else if (this.#state === "live") this.#probe();
	}

	/** Like `wake`, but leaves a connection alone that was heard from lately. */
	wakeAfterSleep(): void {
		if (this.#state !== "live" || this.#ports.timers.now() - this.#lastHeard > SLEPT) this.wake();
	}

	/** Signals may be lost: without a connection this does nothing. */
	signal(signal: Omit<OutgoingSignal, "frame">): void {
		if (this.#state === "live") this.#send({ frame: "signal", ...signal });
	}

	#connect(): void {
		this.#release();
		this.#state = "connecting";
		const current =
			<A extends unknown[]>(work: (...args: A) => void) =>
			(...args: A) => {
				if (this.#wire === wire) work(...args);
			};
		const wire = this.#ports.connect({
			opened: () => current(() => this.#hello())(),
			received: (text) => current(() => this.#received(text))(),
			closed: (code) => current(() => this.#closed(code))(),
		});
		this.#wire = wire;
		this.#set("welcome", WELCOME_LIMIT, () => this.#closed(0));
	}

	#hello(): void {
		const position = this.#ports.sync.position();
		this.#said = position.cursors;
		const token = this.#ports.token?.();
		this.#send({ frame: "hello", ...position, client: this.#ports.client, ...(token && { token }) });
	}

	#received(text: string): void {
		this.#lastHeard = this.#ports.timers.now();
		this.#cancel("probe");
		const frame = parseFrame(text);
		if (frame) this.#take(frame);
	}

	#take(frame: Incoming): void {
		const { sync, onSignal } = this.#ports;
		switch (frame.frame) {
			case "welcome":
				this.#welcome(frame);
				break;
			case "event":
				sync.event(frame);
				break;
			case "reset":
				sync.reset(frame);
				break;
			case "left":
				sync.left(frame);
				break;
			case "signal":
				onSignal?.(frame);
				break;
			case "ping":
				this.#send({ frame: "pong" });
		}
	}

	#welcome(welcome: Welcome): void {
		const { sync, timers, onStatus, onWelcome } = this.#ports;
		this.#cancel("welcome");
		this.#state = "live";
		this.#liveSince = timers.now();
		this.#heartbeat = welcome.heartbeat_seconds * 1000;
		onWelcome?.(welcome);
		// The caller may have stopped us: the welcome was for somebody else.
		if (this.#state !== "live") return;
		sync.welcome(welcome, this.#said);
		onStatus("live");
		this.#beat();
	}

	/** A ping every heartbeat; twice that long without any frame is a dead peer, a late timer a machine that slept. */
	#beat(): void {
		const { timers } = this.#ports;
		const due = timers.now() + this.#heartbeat;
		this.#set("beat", this.#heartbeat, () => {
			const now = timers.now();
			const silence = now - this.#lastHeard;
			const slept = now - due > SLEPT;
			if (!slept && silence >= 2 * this.#heartbeat) {
				this.#closed(0);
				return;
			}
			if (slept && silence > SLEPT) this.#probe();
			else this.#send({ frame: "ping" });
			this.#beat();
		});
	}

	#probe(): void {
		if (this.#timers.has("probe")) return;
		this.#send({ frame: "ping" });
		this.#set("probe", PROBE_LIMIT, () => {
			this.#attempt = 0;
			this.#connect();
		});
	}

	#closed(code: number): void {
		const { timers, onStatus, onSignedOut, onRefused } = this.#ports;
		const refused = this.#state === "connecting";
		if (!refused && timers.now() - this.#liveSince >= GOOD) this.#attempt = 0;
		this.#release();
		if (code === CloseCode.notSignedIn) {
			this.#state = "stopped";
			onSignedOut();
			return;
		}
		this.#state = "waiting";
		onStatus("offline");
		this.#set("retry", this.#delay(code), () => this.#connect());
		this.#attempt += 1;
		if (refused) onRefused?.();
	}

	#delay(code: number): number {
		const { timers } = this.#ports;
		switch (code) {
			case CloseCode.goingAway:
				// Every client hears this at once: spread them over two seconds at least.
				return backOff(Math.max(2, this.#attempt), timers);
			case CloseCode.tooSlow:
			case CloseCode.tooManyFrames:
			case CloseCode.notAllowed:
			case CloseCode.tooManySockets:
			case CloseCode.badFrame:
				return TOLD_TO_WAIT + backOff(this.#attempt + 3, timers);
			default:
				return backOff(this.#attempt, timers);
		}
	}

	#send(frame: Outgoing): void {
		this.#wire?.send(JSON.stringify(frame));
	}

	#set(name: "welcome" | "beat" | "probe" | "retry", delay: number, work: () => void): void {
		this.#cancel(name);
		const cancel = this.#ports.timers.after(delay, () => {
			this.#timers.delete(name);
			work();
		});
		this.#timers.set(name, cancel);
	}

	#cancel(name: "welcome" | "beat" | "probe" | "retry"): void {
		this.#timers.get(name)?.();
		this.#timers.delete(name);
	}

	#release(): void {
		for (const cancel of this.#timers.values()) cancel();
		this.#timers.clear();
		const wire = this.#wire;
		this.#wire = null;
		wire?.close();
	}
}
