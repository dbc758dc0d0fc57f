/**
 * The two connections to Janus: one on which I send and offer, one on which I receive and answer. Each does one thing
 * at a time; both are the transport's (janus.ts), which carries their frames.
 */
import type { Timers } from "../lib/timers";
import { slimmed } from "./janus-answer";
import type { FromRelay, RelayCandidate, RelayTrack, ToRelay, Way } from "./janus-wire";
import type { LocalTracks, Source } from "./transport";

export interface LinePorts {
	timers: Timers;
	connection: RTCPeerConnection;
	send(frame: ToRelay): void;
	changed(state: RTCPeerConnectionState): void;
	/** It can't go on, in one sentence. */
	failed(reason: string): void;
}

/** All in milliseconds. */
const BATCH = 100;
const ANSWER_LIMIT = 10_000;
const UNSTEADY = 2_000;
const RESTART_LIMIT = 10_000;

const SOURCES: readonly Source[] = ["microphone", "camera", "screen", "screen-sound"];

/** Three sizes of the camera, the largest first, as Janus counts them; receivers choose. */
const CAMERA: RTCRtpEncodingParameters[] = [
	{ rid: "h", maxBitrate: 1_200_000 },
	{ rid: "m", maxBitrate: 350_000, scaleResolutionDownBy: 2 },
	{ rid: "l", maxBitrate: 120_000, scaleResolutionDownBy: 4 },
];
const SCREEN: RTCRtpEncodingParameters[] = [{ maxBitrate: 1_500_000 }];

/** What both have in common: candidates in batches, and a restart when the way is lost. */
abstract class JanusLine {
	protected readonly ports: LinePorts;
	readonly #way: Way;
	#gathered: RelayCandidate[] = [];
	#batch: (() => void) | null = null;
	#trouble: (() => void) | null = null;
	#work: Promise<void> = Promise.resolve();
	protected closed = false;

	constructor(way: Way, ports: LinePorts) {
		this.#way = way;
		this.ports = ports;
		ports.connection.onicecandidate = ({ candidate }) => this.#gather(candidate);
		ports.connection.onconnectionstatechange = () => this.#changed();
	}

	get state(): RTCPeerConnectionState {
		return this.ports.connection.connectionState;
	}

	/** New ways between the same two ends; what runs goes on where it can. */
	abstract restart(): void;

	setIceServers(servers: readonly RTCIceServer[]): void {
		if (!this.closed) this.ports.connection.setConfiguration({ iceServers: [...servers] });
	}

	close(): void {
		this.closed = true;
		this.#batch?.();
		this.#trouble?.();
		this.ports.connection.onicecandidate = this.ports.connection.onconnectionstatechange = null;
		this.ports.connection.close();
	}

	/** After what was begun before it. */
	protected inTurn(work: () => Promise<void>): Promise<void> {
		const done = this.#work.then(() => (this.closed ? undefined : work()));
		this.#work = done.catch(() => {});
		return done;
	}

	#gather(candidate: RTCIceCandidate | null): void {
		const { sdpMid = null, sdpMLineIndex = null } = candidate ?? {};
		this.#gathered.push({ candidate: candidate?.candidate ?? "", sdpMid, sdpMLineIndex });
		this.#batch ??= this.ports.timers.after(BATCH, () => {
			this.#batch = null;
			this.ports.send({ frame: "candidates", of: this.#way, candidates: this.#gathered.splice(0, 100) });
		});
	}

	#changed(): void {
		this.#trouble?.();
		this.#trouble = null;
		if (this.state === "disconnected") this.#later(UNSTEADY, () => this.#again());
		if (this.state === "failed") this.#again();
		this.ports.changed(this.state);
	}

	#again(): void {
		this.restart();
		this.#later(RESTART_LIMIT, () => this.ports.failed("The connection to the media server was lost."));
	}

	#later(delay: number, work: () => void): void {
		this.#trouble?.();
		this.#trouble = this.ports.timers.after(delay, work);
	}
}

export class Sending extends JanusLine {
	readonly #lines = new Map<Source, RTCRtpTransceiver>();
	#answered: ((sdp: string) => void) | null = null;

	constructor(ports: LinePorts) {
		super("out", ports);
	}

	/** Negotiates what was never sent before; all else replaces a track. */
	publish(tracks: LocalTracks): Promise<void> {
		return this.inTurn(async () => {
			let isNew = false;
			for (const source of SOURCES) {
				const track = tracks[source] ?? null;
				const line = this.#lines.get(source);
				if (line) await line.sender.replaceTrack(track);
				else if (track) {
					this.#add(source, track);
					isNew = true;
				}
			}
			if (isNew) await this.#offer();
		});
	}

	restart(): void {
		if (this.#lines.size > 0) void this.inTurn(() => this.#offer({ iceRestart: true })).catch(() => {});
	}

	published(sdp: string): void {
		this.#answered?.(sdp);
	}

	#add(source: Source, track: MediaStreamTrack): void {
		const encodings = source === "camera" ? CAMERA : source === "screen" ? SCREEN : null;
		const init: RTCRtpTransceiverInit = { direction: "sendonly" };
		if (encodings) init.sendEncodings = encodings.map((encoding) => ({ ...encoding }));
		this.#lines.set(source, this.ports.connection.addTransceiver(track, init));
	}

	async #offer(options?: RTCOfferOptions): Promise<void> {
		const { connection } = this.ports;
		await connection.setLocalDescription(await connection.createOffer(options));
		const sources: Record<string, Source> = {};
		for (const [source, { mid }] of this.#lines) if (mid !== null) sources[mid] = source;
		const answer = this.#answer();
		this.ports.send({ frame: "publish", sdp: connection.localDescription?.sdp ?? "", sources });
		await connection.setRemoteDescription({ type: "answer", sdp: await answer });
	}

	/** Never comes when the transport has been left meanwhile. */
	#answer(): Promise<string> {
		return new Promise((resolve) => {
			const cancel = this.ports.timers.after(ANSWER_LIMIT, () => {
				this.#answered = null;
				if (!this.closed) this.ports.failed("The media server does not answer.");
			});
			this.#answered = (sdp) => {
				cancel();
				this.#answered = null;
				resolve(sdp);
			};
		});
	}
}

export interface ReceivedTracks {
	track(participantId: string, source: Source, track: MediaStreamTrack | null): void;
}

interface Received {
	readonly participantId: string;
	readonly source: Source;
	readonly track: MediaStreamTrack;
}

export class Receiving extends JanusLine {
	readonly #events: ReceivedTracks;
	#tracks: Received[] = [];

	constructor(ports: LinePorts, events: ReceivedTracks) {
		super("in", ports);
		this.#events = events;
	}

	offered({ round, sdp, tracks }: Extract<FromRelay, { frame: "offer" }>): Promise<void> {
		return this.inTurn(async () => {
			const { connection } = this.ports;
			await connection.setRemoteDescription({ type: "offer", sdp });
			await connection.setLocalDescription(await connection.createAnswer());
			this.#show(tracks);
			this.ports.send({ frame: "answer", round, sdp: slimmed(connection.localDescription?.sdp ?? "") });
		});
	}

	restart(): void {
		this.ports.send({ frame: "restart" });
	}

	/** Whether something of them is received, or was announced. */
	hears(participantId: string): boolean {
		return this.#tracks.some((one) => one.participantId === participantId);
	}

	/** A line may carry somebody else's track than before, so the list is compared whole. */
	#show(tracks: readonly RelayTrack[]): void {
		const lines = new Map(this.ports.connection.getTransceivers().map((line) => [line.mid, line.receiver.track]));
		const now: Received[] = [];
		for (const { mid, participant_id: participantId, source } of tracks) {
			const track = lines.get(mid);
			if (track) now.push({ participantId, source, track });
		}
		const before = this.#tracks;
		this.#tracks = now;
		for (const gone of before) {
			if (!now.some((one) => isOf(one, gone))) this.#events.track(gone.participantId, gone.source, null);
		}
		for (const one of now) {
			const same = before.find((other) => isOf(one, other));
			if (same?.track !== one.track) this.#events.track(one.participantId, one.source, one.track);
		}
	}
}

function isOf(one: Received, other: Received): boolean {
	return one.participantId === other.participantId && one.source === other.source;
}
