/** Everybody connects to everybody: the transport that needs no media server. One `Peer` for each of the others. */
import type { Timers } from "../lib/timers";
import type { Connection } from "./line";
import { Peer } from "./peer";
import type { CallTransport, Layer, LocalTracks, TransportEvents } from "./transport";
import type { PeerSignal } from "./wire";

export interface MeshPorts {
	timers: Timers;
	connect(configuration: RTCConfiguration): Connection;
	/** To one other participant, over the live socket; it may be lost. */
	say(to: string, signal: PeerSignal): void;
	newSession(): string;
}

export interface MeshGrant {
	participantId: string;
	iceServers: readonly RTCIceServer[];
}

/** Participants, and signals of each. */
const MOST_EARLY = 16;
const SIGNALS_HELD = 20;

export class Mesh implements CallTransport {
	readonly kind = "mesh";
	readonly #me: string;
	readonly #events: TransportEvents;
	readonly #ports: MeshPorts;
	readonly #peers = new Map<string, Peer>();
	/** What came from participants whom the log has not told of yet. */
	readonly #early = new Map<string, PeerSignal[]>();
	#iceServers: readonly RTCIceServer[];
	#tracks: LocalTracks = {};
	/** Those who are in when I come are offered to; who comes later offers to me. */
	#arrived = false;

	constructor(grant: MeshGrant, events: TransportEvents, ports: MeshPorts) {
		this.#me = grant.participantId;
		this.#iceServers = grant.iceServers;
		this.#events = events;
		this.#ports = ports;
	}

	async connect(): Promise<void> {}

	async publish(tracks: LocalTracks): Promise<void> {
		this.#tracks = tracks;
		await Promise.all([...this.#peers.values()].map((peer) => peer.publish(tracks)));
	}

	setOthers(participantIds: readonly string[]): void {
		const others = new Set(participantIds);
		for (const [id, peer] of this.#peers) {
			if (others.has(id)) continue;
			this.#peers.delete(id);
			peer.close();
		}
		for (const id of participantIds) if (!this.#peers.has(id)) this.#meet(id);
		for (const peer of this.#peers.values()) peer.limit();
		this.#arrived = true;
	}

	setQuality(participantId: string, layer: Layer): void {
		this.#peers.get(participantId)?.setWanted("camera", layer !== "off");
	}

	setIceServers(servers: readonly RTCIceServer[]): void {
		this.#iceServers = servers;
		for (const peer of this.#peers.values()) peer.setIceServers(servers);
	}

	restart(): void {
		for (const peer of this.#peers.values()) peer.restart();
	}

	leave(): void {
		for (const peer of this.#peers.values()) peer.close();
		this.#peers.clear();
	}

	/** What another participant says to me, maybe before the log tells that they came. */
	take(from: string, signal: PeerSignal): void {
		const peer = this.#peers.get(from);
		if (peer) peer.take(signal);
		else if (this.#early.size < MOST_EARLY || this.#early.has(from)) {
			this.#early.set(from, [...(this.#early.get(from) ?? []), signal].slice(-SIGNALS_HELD));
		}
	}

	/** The live socket is back. */
	sayAgain(): void {
		for (const peer of this.#peers.values()) peer.sayAgain();
	}

	#meet(id: string): void {
		const { timers, connect, say, newSession } = this.#ports;
		const peer = new Peer({
			timers,
			polite: this.#me < id,
			connect: () => connect({ iceServers: [...this.#iceServers], bundlePolicy: "max-bundle" }),
			say: (signal) => say(id, signal),
			newSession,
			others: () => this.#peers.size,
			track: (source, track) => this.#events.track(id, source, track),
			link: (link) => this.#events.link(id, link),
		});
		this.#peers.set(id, peer);
		peer.start({ first: !this.#arrived, tracks: this.#tracks });
		for (const signal of this.#early.get(id) ?? []) peer.take(signal);
		this.#early.delete(id);
	}
}
