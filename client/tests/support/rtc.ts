/**
 * RTCPeerConnections without a browser: the rules of offers and answers (JSEP) as far as calls lean on them, and a
 * network that connects two of them when each knows the other's newest description and a way there.
 */
import type { Connection } from "../../src/calls/line";
import type { Timers } from "../../src/lib/timers";

/** Milliseconds. */
const CONNECTS_AFTER = 50;
const NOTICES_AFTER = 1_000;
const GIVES_UP_AFTER = 8_000;

export class FakeTrack {
	enabled = true;
	readyState: "live" | "ended" = "live";
	contentHint = "";
	onended: (() => void) | null = null;
	/** Of a remote track: no packet came yet. */
	muted = false;
	readonly #unmuted = new Set<() => void>();
	readonly kind: "audio" | "video";
	readonly id: string;

	constructor(kind: "audio" | "video", id: string = kind) {
		this.kind = kind;
		this.id = id;
	}

	addEventListener(_type: "unmute", work: () => void): void {
		this.#unmuted.add(work);
	}

	flows(): void {
		this.muted = false;
		for (const work of this.#unmuted) work();
	}

	stop(): void {
		this.readyState = "ended";
	}

	get real(): MediaStreamTrack {
		return this as unknown as MediaStreamTrack;
	}
}

interface FakeTransceiver {
	direction: RTCRtpTransceiverDirection;
	sender: { track: MediaStreamTrack | null; replaceTrack(track: MediaStreamTrack | null): Promise<void> };
	receiver: { track: MediaStreamTrack };
}

interface Description {
	type: "offer" | "answer";
	sdp: string;
}

/** All connections of a test; a pair is up when both ends agree about each other. */
export class FakeNetwork {
	readonly timers: Timers;
	readonly connections: FakeConnection[] = [];
	isCut = false;
	#next = 0;

	constructor(timers: Timers) {
		this.timers = timers;
	}

	readonly connect = (): Connection => {
		const made = new FakeConnection(this, `c${this.#next++}`);
		this.connections.push(made);
		return made as unknown as Connection;
	};

	fragment(): string {
		return `u${this.#next++}`;
	}

	/** The connection that this one describes as its remote, when it describes this one in turn. */
	partnerOf(one: FakeConnection): FakeConnection | null {
		if (this.isCut) return null;
		const partner = this.connections.find(
			(it) => it !== one && !it.isClosed && it.local?.fragment === one.remote?.fragment,
		);
		if (!partner || partner.remote?.fragment !== one.local?.fragment) return null;
		return one.knowsAWay || partner.knowsAWay ? partner : null;
	}

	/** Looks at every pair again. */
	changed(): void {
		for (const it of this.connections) it.look();
	}

	cut(isCut: boolean): void {
		this.isCut = isCut;
		this.changed();
	}
}

class Settled {
	constructor(
		readonly id: string,
		readonly fragment: string,
	) {}
}

export class FakeConnection {
	signalingState: RTCSignalingState = "stable";
	connectionState: RTCPeerConnectionState = "new";
	localDescription: Description | null = null;
	remoteDescription: Description | null = null;
	onicecandidate: ((event: { candidate: object | null }) => void) | null = null;
	onconnectionstatechange: (() => void) | null = null;
	ontrack: ((event: { transceiver: FakeTransceiver; track: MediaStreamTrack }) => void) | null = null;
	local: Settled | null = null;
	remote: Settled | null = null;
	isClosed = false;
	readonly id: string;
	readonly #network: FakeNetwork;
	readonly #transceivers: FakeTransceiver[] = [];
	readonly #candidates = new Set<string>();
	#offered: string | null = null;
	#wantsRestart = false;
	#before: { local: Description | null; remote: Description | null } = { local: null, remote: null };
	#cancel: (() => void) | null = null;

	constructor(network: FakeNetwork, id: string) {
		this.#network = network;
		this.id = id;
	}

	get knowsAWay(): boolean {
		return this.remote !== null && this.#candidates.has(this.remote.fragment);
	}

	get sent(): (MediaStreamTrack | null)[] {
		return this.#transceivers.map(({ sender }) => sender.track);
	}

	get directions(): string[] {
		return this.#transceivers.map(({ direction }) => direction);
	}

	addTransceiver(kind: "audio" | "video", { direction }: { direction: RTCRtpTransceiverDirection }): void {
		const sender = {
			track: null as MediaStreamTrack | null,
			replaceTrack: async (track: MediaStreamTrack | null) => {
				sender.track = track;
			},
			getParameters: () => ({ encodings: [] }),
		};
		this.#transceivers.push({ direction, sender, receiver: { track: new FakeTrack(kind).real } });
	}

	getTransceivers(): FakeTransceiver[] {
		return [...this.#transceivers];
	}

	restartIce(): void {
		this.#wantsRestart = true;
	}

	setConfiguration(): void {}

	async setLocalDescription(): Promise<void> {
		await this.#turn();
		if (this.signalingState === "have-remote-offer") return this.#answer();
		const fragment = this.local && !this.#wantsRestart ? this.local.fragment : this.#network.fragment();
		this.#before = { local: this.localDescription, remote: this.remoteDescription };
		this.#offered = fragment;
		this.localDescription = { type: "offer", sdp: this.#write(fragment) };
		this.#go("have-local-offer");
		this.#gather(fragment);
	}

	async setRemoteDescription({ type, sdp }: Description): Promise<void> {
		await this.#turn();
		const { id, fragment, lines } = read(sdp);
		if (lines !== 4) throw new Error(`${lines} media lines`);
		if (this.remote && this.remote.id !== id) throw new Error("Another certificate in a running connection");
		if (type === "answer") return this.#takeAnswer(sdp, id, fragment);
		if (this.signalingState === "have-local-offer") {
			if (!this.remote) throw new Error("A first offer can't be rolled back here: its transceivers would double");
			this.localDescription = this.#before.local;
		} else if (this.signalingState !== "stable") throw new Error(`An offer while ${this.signalingState}`);
		this.remoteDescription = { type, sdp };
		this.#meet(id, fragment);
		this.#go("have-remote-offer");
	}

	async addIceCandidate({ candidate }: { candidate: string }): Promise<void> {
		await this.#turn();
		if (!this.remoteDescription) throw new Error("A candidate before any description");
		this.#candidates.add(candidate.split(" ")[1] ?? "");
		this.#network.changed();
	}

	close(): void {
		this.isClosed = true;
		this.signalingState = "closed";
		this.#cancel?.();
		this.#network.changed();
	}

	/** The network changed somewhere: am I connected? */
	look(): void {
		if (this.isClosed || !this.local || !this.remote) return;
		const up = this.#network.partnerOf(this) !== null;
		if (up === (this.connectionState === "connected")) {
			if (up) this.#cancel?.();
			if (up) this.#cancel = null;
			else this.#soon(GIVES_UP_AFTER, () => this.#be("failed"));
			return;
		}
		if (up) this.#later(CONNECTS_AFTER, () => this.#network.partnerOf(this) && this.#be("connected"));
		else this.#later(NOTICES_AFTER, () => this.#be("disconnected"));
	}

	#answer(): void {
		const keeps = this.local && this.remote?.fragment === this.#agreed?.remote;
		const fragment = keeps && this.local ? this.local.fragment : this.#network.fragment();
		this.local = new Settled(this.id, fragment);
		this.#agreed = { remote: this.remote?.fragment ?? "" };
		this.localDescription = { type: "answer", sdp: this.#write(fragment) };
		this.#wantsRestart = false;
		this.#go("stable");
		this.#gather(fragment);
		this.#network.changed();
	}

	#agreed: { remote: string } | null = null;

	#takeAnswer(sdp: string, id: string, fragment: string): void {
		if (this.signalingState !== "have-local-offer") throw new Error(`An answer while ${this.signalingState}`);
		this.remoteDescription = { type: "answer", sdp };
		this.local = new Settled(this.id, this.#offered ?? "");
		this.#wantsRestart = false;
		this.#meet(id, fragment);
		this.#agreed = { remote: fragment };
		this.#go("stable");
		this.#network.changed();
	}

	#meet(id: string, fragment: string): void {
		const first = this.remote === null;
		this.remote = new Settled(id, fragment);
		if (!first) return;
		if (this.#transceivers.length === 0) {
			for (const kind of ["audio", "video", "video", "audio"] as const) {
				this.addTransceiver(kind, { direction: "recvonly" });
			}
		}
		for (const transceiver of this.#transceivers) this.ontrack?.({ transceiver, track: transceiver.receiver.track });
	}

	#gather(fragment: string): void {
		this.#network.timers.after(5, () => {
			if (this.isClosed) return;
			this.onicecandidate?.({ candidate: { candidate: `host ${fragment}`, sdpMid: "0", sdpMLineIndex: 0 } });
			this.onicecandidate?.({ candidate: null });
		});
	}

	#write(fragment: string): string {
		return `a=ice-ufrag:${fragment}\na=connection:${this.id}\n${"m=\n".repeat(this.#transceivers.length)}`;
	}

	#go(state: RTCSignalingState): void {
		this.signalingState = state;
	}

	#be(state: RTCPeerConnectionState): void {
		if (this.isClosed || this.connectionState === state) return;
		this.connectionState = state;
		this.onconnectionstatechange?.();
		if (state === "disconnected") this.look();
	}

	#later(delay: number, work: () => void): void {
		this.#cancel?.();
		this.#cancel = null;
		this.#soon(delay, work);
	}

	#soon(delay: number, work: () => void): void {
		this.#cancel ??= this.#network.timers.after(delay, () => {
			this.#cancel = null;
			work();
		});
	}

	async #turn(): Promise<void> {
		await Promise.resolve();
		if (this.isClosed) throw new Error("closed");
	}
}

function read(sdp: string): { id: string; fragment: string; lines: number } {
	const found = (pattern: RegExp) => pattern.exec(sdp)?.[1] ?? "";
	const lines = sdp.split("m=").length - 1;
	const [id, fragment] = [found(/a=connection:(\S+)/), found(/a=ice-ufrag:(\S+)/)];
	if (!id || !fragment) throw new Error("This is no description");
	return { id, fragment, lines };
}
