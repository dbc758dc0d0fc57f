/**
 * A call through Janus, which the page never speaks to itself: a relay of our own server arranges the media
 * (janus-wire.ts), which then flows over two connections (janus-lines.ts), one each way.
 */
import { realTimers, type Timers } from "../lib/timers";
import type { Wire, WireEvents } from "../streams/socket";
import { openSignedWire } from "../streams/wire";
import { type LinePorts, Receiving, Sending } from "./janus-lines";
import { type FromRelay, Relay } from "./janus-wire";
import type { CallTransport, Layer, LocalTracks, TransportEvents } from "./transport";

export interface JanusGrant {
	/** The relay's path. */
	readonly url: string;
	readonly participantId: string;
	readonly iceServers: readonly RTCIceServer[];
}

export interface JanusPorts {
	timers: Timers;
	connect(path: string, events: WireEvents): Wire;
	connection(configuration: RTCConfiguration): RTCPeerConnection;
}

export function createJanusTransport(
	grant: JanusGrant,
	events: TransportEvents,
	ports: JanusPorts = browserPorts(),
): CallTransport {
	return new JanusTransport(grant, events, ports);
}

function browserPorts(): JanusPorts {
	return {
		timers: realTimers(),
		connect: openSignedWire,
		connection: (configuration) => new RTCPeerConnection(configuration),
	};
}

/** In milliseconds. */
const CONNECT_LIMIT = 15_000;
const WATCH_PAUSE = 100;

type Link = "connecting" | "connected" | "lost";

class JanusTransport implements CallTransport {
	readonly kind = "janus";
	readonly #grant: JanusGrant;
	readonly #events: TransportEvents;
	readonly #ports: JanusPorts;
	#relay: Relay | null = null;
	#sending: Sending | null = null;
	#receiving: Receiving | null = null;
	#iceServers: readonly RTCIceServer[];
	#tracks: LocalTracks = {};
	#others: readonly string[] = [];
	readonly #links = new Map<string, Link>();
	readonly #layers = new Map<string, Layer>();
	readonly #unsaid = new Set<string>();
	#watching: (() => void) | null = null;
	#connecting: { resolve(): void; reject(error: Error): void } | null = null;
	#over = false;

	constructor(grant: JanusGrant, events: TransportEvents, ports: JanusPorts) {
		this.#grant = grant;
		this.#events = events;
		this.#ports = ports;
		this.#iceServers = grant.iceServers;
	}

	connect(): Promise<void> {
		return new Promise((resolve, reject) => {
			const cancel = this.#ports.timers.after(CONNECT_LIMIT, () => this.#fail("The media server can't be reached."));
			const ended =
				<A extends unknown[]>(work: (...args: A) => void) =>
				(...args: A) => {
					cancel();
					this.#connecting = null;
					work(...args);
				};
			this.#connecting = { resolve: ended(resolve), reject: ended(reject) };
			this.#relay = new Relay({
				timers: this.#ports.timers,
				connect: (wireEvents) => this.#ports.connect(this.#grant.url, wireEvents),
				received: (frame) => this.#received(frame),
				lost: (reason) => this.#fail(reason),
			});
		});
	}

	async publish(tracks: LocalTracks): Promise<void> {
		this.#tracks = tracks;
		if (!this.#relay?.isOpen) return;
		const sendsSomething = Object.values(tracks).some((track) => track);
		if (!this.#sending && sendsSomething) this.#sending = new Sending(this.#line());
		await this.#sending?.publish(tracks);
	}

	setOthers(participantIds: readonly string[]): void {
		this.#others = participantIds;
		for (const id of [...this.#links.keys()]) if (!participantIds.includes(id)) this.#links.delete(id);
		this.#tellLinks();
	}

	setQuality(participantId: string, layer: Layer): void {
		if (this.#layers.get(participantId) === layer) return;
		this.#layers.set(participantId, layer);
		this.#unsaid.add(participantId);
		this.#watching ??= this.#ports.timers.after(WATCH_PAUSE, () => this.#watch());
	}

	setIceServers(servers: readonly RTCIceServer[]): void {
		this.#iceServers = servers;
		this.#sending?.setIceServers(servers);
		this.#receiving?.setIceServers(servers);
	}

	restart(): void {
		this.#relay?.probe();
		this.#sending?.restart();
		this.#receiving?.restart();
	}

	leave(): void {
		this.#end();
		this.#connecting?.reject(new Error("You left the call."));
	}

	#received(frame: FromRelay): void {
		switch (frame.frame) {
			case "welcome":
				void this.#welcomed();
				break;
			case "published":
				this.#sending?.published(frame.sdp);
				break;
			case "offer":
				this.#receiving ??= new Receiving(this.#line(), {
					track: (...told) => !this.#over && this.#events.track(...told),
				});
				this.#receiving.offered(frame).then(
					() => this.#tellLinks(),
					() => this.#fail("The browser does not understand what the media server sends."),
				);
				break;
			case "error":
				if (frame.to === "publish" || frame.to === "answer") this.#fail(frame.message);
				break;
			case "pong":
				break;
		}
	}

	async #welcomed(): Promise<void> {
		for (const id of this.#layers.keys()) this.#unsaid.add(id);
		this.#watch();
		this.#tellLinks();
		try {
			await this.publish(this.#tracks);
		} catch {
			this.#fail("Your microphone or camera can't be sent.");
		}
		this.#resolveWhenConnected();
	}

	/** When I send something, then when that arrives: until then whoever moves here keeps what they had. */
	#resolveWhenConnected(): void {
		if (!this.#sending || this.#sending.state === "connected") this.#connecting?.resolve();
	}

	#line(): LinePorts {
		const { timers, connection } = this.#ports;
		return {
			timers,
			connection: connection({ iceServers: [...this.#iceServers], bundlePolicy: "max-bundle" }),
			send: (frame) => this.#relay?.send(frame),
			changed: () => {
				this.#resolveWhenConnected();
				this.#tellLinks();
			},
			failed: (reason) => this.#fail(reason),
		};
	}

	#watch(): void {
		this.#watching?.();
		this.#watching = null;
		if (!this.#relay?.isOpen || this.#unsaid.size === 0) return;
		const layers: Record<string, Layer> = {};
		for (const id of this.#unsaid) layers[id] = this.#layers.get(id) ?? "low";
		this.#unsaid.clear();
		this.#relay.send({ frame: "watch", layers });
	}

	/** One connection carries all the others, so they share its fate; whoever sends nothing is as near as the relay. */
	#tellLinks(): void {
		if (this.#over) return;
		for (const id of this.#others) {
			const link = this.#linkTo(id);
			if (this.#links.get(id) === link) continue;
			this.#links.set(id, link);
			this.#events.link(id, link);
		}
	}

	#linkTo(participantId: string): Link {
		if (!this.#relay?.isOpen) return "connecting";
		if (!this.#receiving?.hears(participantId)) return "connected";
		const { state } = this.#receiving;
		if (state === "disconnected" || state === "failed") return "lost";
		return state === "connected" ? "connected" : "connecting";
	}

	#fail(reason: string): void {
		if (this.#over) return;
		this.#end();
		if (this.#connecting) this.#connecting.reject(new Error(reason));
		else this.#events.failed(reason);
	}

	#end(): void {
		this.#over = true;
		this.#watching?.();
		this.#relay?.close();
		this.#sending?.close();
		this.#receiving?.close();
	}
}
