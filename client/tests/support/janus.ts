/** The two ends of the transport over Janus: a relay that a test speaks for, and connections without media. */
import type { RelayTrack, ToRelay } from "../../src/calls/janus-wire";
import type { Wire, WireEvents } from "../../src/streams/socket";

export class FakeRelay {
	readonly sent: ToRelay[] = [];
	path = "";
	isClosed = false;
	#events: WireEvents | null = null;

	readonly connect = (path: string, events: WireEvents): Wire => {
		this.path = path;
		this.#events = events;
		return {
			send: (text) => this.sent.push(JSON.parse(text)),
			close: () => {
				this.isClosed = true;
			},
		};
	};

	say(frame: string, members: object = {}): void {
		this.#events?.received(JSON.stringify({ frame, ...members }));
	}

	offer(round: number, tracks: RelayTrack[]): void {
		this.say("offer", { round, sdp: `offer ${tracks.map(({ mid }) => mid).join(" ")}`, tracks });
	}

	end(code: number): void {
		this.#events?.closed(code);
	}

	of<F extends ToRelay["frame"]>(frame: F): Extract<ToRelay, { frame: F }>[] {
		return this.sent.filter((one): one is Extract<ToRelay, { frame: F }> => one.frame === frame);
	}
}

interface Line {
	mid: string | null;
	direction: string;
	init: RTCRtpTransceiverInit;
	sender: { track: MediaStreamTrack | null; replaceTrack(track: MediaStreamTrack | null): Promise<void> };
	receiver: { track: MediaStreamTrack };
}

/** Gives every line its number as mid; an offer of the other side is "offer 0 1 …". */
export class FakeConnection {
	readonly lines: Line[] = [];
	readonly restarts: boolean[] = [];
	connectionState: RTCPeerConnectionState = "new";
	localDescription: { type: string; sdp: string } | null = null;
	isClosed = false;
	onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
	onconnectionstatechange: (() => void) | null = null;

	constructor(readonly configuration: RTCConfiguration) {}

	get real(): RTCPeerConnection {
		return this as unknown as RTCPeerConnection;
	}

	addTransceiver(track: MediaStreamTrack, init: RTCRtpTransceiverInit): Line {
		const line: Line = {
			mid: null,
			direction: init.direction ?? "sendrecv",
			init,
			sender: {
				track,
				replaceTrack: async (next) => {
					line.sender.track = next;
				},
			},
			receiver: { track: fakeTrack(`in ${this.lines.length}`) },
		};
		this.lines.push(line);
		return line;
	}

	getTransceivers(): Line[] {
		return this.lines;
	}

	async createOffer(options?: RTCOfferOptions): Promise<{ type: string; sdp: string }> {
		this.restarts.push(options?.iceRestart ?? false);
		return { type: "offer", sdp: `mine ${this.lines.length}` };
	}

	async createAnswer(): Promise<{ type: string; sdp: string }> {
		return {
			type: "answer",
			sdp: "v=0\r\nm=audio one\r\na=ice-ufrag:x\r\nm=audio two\r\na=ice-ufrag:x\r\na=mid:1\r\n",
		};
	}

	async setLocalDescription(description: { type: string; sdp: string }): Promise<void> {
		this.localDescription = description;
		for (const [index, line] of this.lines.entries()) line.mid ??= String(index);
	}

	async setRemoteDescription({ type, sdp }: { type: string; sdp: string }): Promise<void> {
		if (type !== "offer") return;
		if (sdp.includes("nonsense")) throw new Error("no description");
		for (const mid of sdp.split(" ").slice(1)) {
			if (this.lines.some((line) => line.mid === mid)) continue;
			this.addTransceiver(fakeTrack("unused"), { direction: "recvonly" }).mid = mid;
		}
	}

	setConfiguration(configuration: RTCConfiguration): void {
		Object.assign(this.configuration, configuration);
	}

	close(): void {
		this.isClosed = true;
	}

	become(state: RTCPeerConnectionState): void {
		this.connectionState = state;
		this.onconnectionstatechange?.();
	}
}

export function fakeTrack(id: string): MediaStreamTrack {
	return { id } as MediaStreamTrack;
}
