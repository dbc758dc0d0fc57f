/**
 * One RTCPeerConnection to one other participant, named by its session. It always has the same four transceivers, so
 * that turning something on or off replaces a track and negotiates nothing. When to offer is peer.ts' business.
 */
import type { Timers } from "../lib/timers";
import { limitSenders } from "./sending";
import type { LocalTracks, Source } from "./transport";
import type { Candidate } from "./wire";

/** What is used of an RTCPeerConnection. */
export type Connection = Pick<
	RTCPeerConnection,
	| "addTransceiver"
	| "getTransceivers"
	| "setLocalDescription"
	| "setRemoteDescription"
	| "addIceCandidate"
	| "localDescription"
	| "remoteDescription"
	| "signalingState"
	| "connectionState"
	| "restartIce"
	| "setConfiguration"
	| "close"
	| "onicecandidate"
	| "onconnectionstatechange"
	| "ontrack"
>;

/** In this order in every connection. */
export const SOURCES: readonly Source[] = ["microphone", "camera", "screen", "screen-sound"];

/** Milliseconds in which candidates are gathered into one signal, and how many fit in it. */
const BATCH = 100;
const MOST_IN_BATCH = 40;

export interface LineEvents {
	candidates(candidates: Candidate[]): void;
	connectionState(state: RTCPeerConnectionState): void;
	track(source: Source, track: MediaStreamTrack): void;
}

export class Line {
	readonly session: string;
	/** I made it and offered first. */
	readonly mine: boolean;
	readonly madeAt: number;
	wasConnected = false;
	readonly #connection: Connection;
	readonly #timers: Timers;
	readonly #events: LineEvents;
	#gathered: Candidate[] = [];
	#cancelBatch: (() => void) | null = null;
	/** Of the other side, until there is a description that they belong to. */
	#early: Candidate[] = [];

	constructor(session: string, mine: boolean, connection: Connection, timers: Timers, events: LineEvents) {
		this.session = session;
		this.mine = mine;
		this.madeAt = timers.now();
		this.#connection = connection;
		this.#timers = timers;
		this.#events = events;
		connection.onicecandidate = ({ candidate }) => candidate && this.#gather(candidate);
		connection.onconnectionstatechange = () => this.#stateChanged();
		connection.ontrack = ({ transceiver, track }) => {
			const source = SOURCES[connection.getTransceivers().indexOf(transceiver)];
			if (source) events.track(source, track);
		};
		if (!mine) return;
		for (const source of SOURCES) connection.addTransceiver(kindOf(source), { direction: "sendrecv" });
	}

	/** The other side has never described itself here. */
	get isFresh(): boolean {
		return this.#connection.remoteDescription === null;
	}

	get isConnected(): boolean {
		return this.#connection.connectionState === "connected";
	}

	/** My offer is out and not answered. */
	get isOffering(): boolean {
		return this.#connection.signalingState === "have-local-offer";
	}

	/** My last description, with the candidates found since. */
	get description(): string {
		return this.#connection.localDescription?.sdp ?? "";
	}

	async offer({ restart = false } = {}): Promise<string> {
		if (restart) this.#connection.restartIce();
		await this.#connection.setLocalDescription();
		return this.description;
	}

	/** Takes an offer, also in the place of mine, and gives the answer. */
	async answer(sdp: string, tracks: LocalTracks): Promise<string> {
		const connection = this.#connection;
		await connection.setRemoteDescription({ type: "offer", sdp });
		for (const transceiver of connection.getTransceivers().slice(0, SOURCES.length)) {
			if (transceiver.direction !== "sendrecv") transceiver.direction = "sendrecv";
		}
		await this.publish(tracks);
		await connection.setLocalDescription();
		await this.#addEarly();
		return this.description;
	}

	async takeAnswer(sdp: string): Promise<void> {
		await this.#connection.setRemoteDescription({ type: "answer", sdp });
		await this.#addEarly();
	}

	/** An answer that repeats what I was told before my restart belongs to an older offer. */
	isStale(sdp: string): boolean {
		const before = fragmentOf(this.#connection.remoteDescription?.sdp ?? "");
		return before !== null && before === fragmentOf(sdp) && fragmentOf(this.description) !== this.#answeredWith;
	}

	/** My own fragment when an answer was last taken: a restart changes it. */
	#answeredWith: string | null = null;

	settled(): void {
		this.#answeredWith = fragmentOf(this.description);
	}

	async addCandidates(candidates: readonly Candidate[]): Promise<void> {
		this.#early.push(...candidates);
		if (!this.isFresh) await this.#addEarly();
	}

	async publish(tracks: LocalTracks): Promise<void> {
		const senders = this.#connection.getTransceivers().map(({ sender }) => sender);
		await Promise.all(
			SOURCES.map(async (source, index) => {
				const sender = senders[index];
				const track = tracks[source] ?? null;
				if (sender && sender.track !== track) await sender.replaceTrack(track);
			}),
		);
	}

	/** Bitrates for a call with so many others. */
	async limit(others: number): Promise<void> {
		await limitSenders(this.#connection.getTransceivers(), others);
	}

	setEnabled(source: Source, enabled: boolean): void {
		const track = this.#connection.getTransceivers()[SOURCES.indexOf(source)]?.receiver.track;
		if (track) track.enabled = enabled;
	}

	setIceServers(iceServers: readonly RTCIceServer[]): void {
		this.#connection.setConfiguration({ iceServers: [...iceServers], bundlePolicy: "max-bundle" });
	}

	close(): void {
		const connection = this.#connection;
		connection.onicecandidate = connection.onconnectionstatechange = connection.ontrack = null;
		this.#cancelBatch?.();
		connection.close();
	}

	#stateChanged(): void {
		const { connectionState } = this.#connection;
		if (connectionState === "connected") this.wasConnected = true;
		this.#events.connectionState(connectionState);
	}

	#gather({ candidate, sdpMid, sdpMLineIndex }: RTCIceCandidate): void {
		if (candidate === "") return;
		this.#gathered.push({ candidate, sdpMid, sdpMLineIndex });
		if (this.#gathered.length >= MOST_IN_BATCH) this.#tellCandidates();
		else this.#cancelBatch ??= this.#timers.after(BATCH, () => this.#tellCandidates());
	}

	#tellCandidates(): void {
		this.#cancelBatch?.();
		this.#cancelBatch = null;
		this.#events.candidates(this.#gathered.splice(0));
	}

	/** One that does not fit (of an older description) is no reason to give up the others. */
	async #addEarly(): Promise<void> {
		for (const candidate of this.#early.splice(0)) {
			if (candidate.candidate !== "") await this.#connection.addIceCandidate(candidate).catch(() => {});
		}
	}
}

function kindOf(source: Source): "audio" | "video" {
	return source === "microphone" || source === "screen-sound" ? "audio" : "video";
}

function fragmentOf(sdp: string): string | null {
	return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? null;
}
