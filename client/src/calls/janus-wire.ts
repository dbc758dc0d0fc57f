/**
 * The frames of the relay to Janus (src/distributed_chat/calls/sfu/frames.py has the protocol in words), and the socket
 * that carries them. It is not opened again here: a seat ends with its socket, and the engine asks for a new grant.
 */
import type { Timers } from "../lib/timers";
import type { Wire, WireEvents } from "../streams/socket";
import type { Layer, Source } from "./transport";

export type Way = "out" | "in";

export interface RelayTrack {
	readonly mid: string;
	readonly participant_id: string;
	readonly source: Source;
}

export interface RelayCandidate {
	readonly candidate: string;
	readonly sdpMid: string | null;
	readonly sdpMLineIndex: number | null;
}

export type ToRelay =
	| { frame: "publish"; sdp: string; sources: Record<string, Source> }
	| { frame: "answer"; round: number; sdp: string }
	| { frame: "candidates"; of: Way; candidates: readonly RelayCandidate[] }
	| { frame: "watch"; layers: Record<string, Layer> }
	| { frame: "restart" }
	| { frame: "ping" };

export type FromRelay =
	| { frame: "welcome" }
	| { frame: "published"; sdp: string }
	| { frame: "offer"; round: number; sdp: string; tracks: readonly RelayTrack[] }
	| { frame: "pong" }
	| { frame: "error"; code: string; message: string; to: string };

export interface RelayPorts {
	timers: Timers;
	connect(events: WireEvents): Wire;
	received(frame: FromRelay): void;
	/** In one sentence. At most once. */
	lost(reason: string): void;
}

/** All in milliseconds. */
const WELCOME_LIMIT = 10_000;
const BEAT = 15_000;
const PROBE_LIMIT = 5_000;
/** Who was put out learns why from the log, which may be a little slower; asking for a new seat must not come first. */
const LOG_LIMIT = 2_000;

const OUT = 4404;
const REASONS: Readonly<Record<number, string>> = {
	4503: "The media server can't be reached.",
	4008: "The connection to the media server is too slow.",
};
const LOST = "The connection to the media server was lost.";

export class Relay {
	readonly #ports: RelayPorts;
	readonly #wire: Wire;
	readonly #timers = new Map<"welcome" | "beat" | "probe", () => void>();
	#over = false;
	#welcome = false;

	constructor(ports: RelayPorts) {
		this.#ports = ports;
		this.#wire = ports.connect({
			opened: () => {},
			received: (text) => this.#received(text),
			closed: (code) => (code === OUT ? this.#putOut() : this.#lose(REASONS[code] ?? LOST)),
		});
		this.#set("welcome", WELCOME_LIMIT, () => this.#lose("The media server does not answer."));
	}

	get isOpen(): boolean {
		return this.#welcome && !this.#over;
	}

	send(frame: ToRelay): void {
		if (this.isOpen) this.#wire.send(JSON.stringify(frame));
	}

	/** Finds out soon whether the connection is still there: it may look so long after the network changed. */
	probe(): void {
		if (!this.isOpen || this.#timers.has("probe")) return;
		this.send({ frame: "ping" });
		this.#set("probe", PROBE_LIMIT, () => this.#lose(LOST));
	}

	close(): void {
		if (this.#over) return;
		this.#end();
		this.#wire.close();
	}

	#received(text: string): void {
		const frame = JSON.parse(text) as FromRelay;
		this.#cancel("probe");
		if (frame.frame === "welcome") {
			this.#welcome = true;
			this.#cancel("welcome");
			this.#beat();
		}
		this.#ports.received(frame);
	}

	#beat(): void {
		this.#set("beat", BEAT, () => {
			this.probe();
			this.#beat();
		});
	}

	#lose(reason: string): void {
		if (this.#over) return;
		this.#end();
		this.#wire.close();
		this.#ports.lost(reason);
	}

	#putOut(): void {
		if (this.#over) return;
		this.#end();
		this.#ports.timers.after(LOG_LIMIT, () => this.#ports.lost("You are no longer in this call."));
	}

	#end(): void {
		this.#over = true;
		for (const cancel of this.#timers.values()) cancel();
		this.#timers.clear();
	}

	#set(name: "welcome" | "beat" | "probe", delay: number, work: () => void): void {
		this.#cancel(name);
		this.#timers.set(
			name,
			this.#ports.timers.after(delay, () => {
				this.#timers.delete(name);
				work();
			}),
		);
	}

	#cancel(name: "welcome" | "beat" | "probe"): void {
		this.#timers.get(name)?.();
		this.#timers.delete(name);
	}
}
