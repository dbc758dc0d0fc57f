/** A browser's devices and its sound, without a browser: what was asked for, what plays, and what goes wrong. */
import type { Browser } from "../../src/calls/browser";
import type { CallTransport, Layer, LocalTracks, TransportEvents } from "../../src/calls/transport";
import { type FakeNetwork, FakeTrack } from "./rtc";

export function failure(name: string): Error {
	return Object.assign(new Error(name), { name });
}

export class FakeSpeaker {
	srcObject: MediaProvider | null = null;
	volume = 1;
	muted = false;
	sink = "";
	isPlaying = false;
	readonly #refuses: () => boolean;

	constructor(refuses: () => boolean) {
		this.#refuses = refuses;
	}

	async play(): Promise<void> {
		if (this.#refuses()) throw failure("NotAllowedError");
		this.isPlaying = true;
	}

	pause(): void {
		this.isPlaying = false;
	}

	/** As `streamOf` wrapped it. */
	get track(): unknown {
		return (this.srcObject as { track?: unknown } | null)?.track;
	}

	async setSinkId(id: string): Promise<void> {
		this.sink = id;
	}
}

export class FakeTransport implements CallTransport {
	readonly kind: CallTransport["kind"];
	readonly events: TransportEvents;
	readonly layers = new Map<string, Layer>();
	tracks: LocalTracks = {};
	others: readonly string[] = [];
	servers: readonly RTCIceServer[] = [];
	restarts = 0;
	isLeft = false;
	#connected: { resolve(): void; reject(error: Error): void } | null = null;

	constructor(kind: CallTransport["kind"], events: TransportEvents) {
		this.kind = kind;
		this.events = events;
	}

	connect(): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#connected = { resolve, reject };
		});
	}

	opens(): void {
		this.#connected?.resolve();
	}

	refuses(): void {
		this.#connected?.reject(new Error("No media server"));
	}

	async publish(tracks: LocalTracks): Promise<void> {
		this.tracks = tracks;
	}

	setOthers(others: readonly string[]): void {
		this.others = others;
	}

	setQuality(id: string, layer: Layer): void {
		this.layers.set(id, layer);
	}

	setIceServers(servers: readonly RTCIceServer[]): void {
		this.servers = servers;
	}

	restart(): void {
		this.restarts += 1;
	}

	leave(): void {
		this.isLeft = true;
	}
}

/** One page's browser. */
export class FakeBrowser implements Browser {
	readonly network: FakeNetwork;
	readonly hostname = "chat.example.test";
	/** What the microphone, the camera and the screen answer; a string is the name of an error. */
	microphone: string | null = null;
	camera: string | null = null;
	/** Devices that are not there any more. */
	readonly absent = new Set<string>();
	readonly asked: MediaStreamConstraints[] = [];
	readonly opened: FakeTrack[] = [];
	readonly speakers: FakeSpeaker[] = [];
	readonly transports: FakeTransport[] = [];
	readonly loud = new Map<MediaStreamTrack, number>();
	gains: number[] = [];
	online = true;
	refusesToPlay = false;
	meters = 0;
	gesture: (() => void) | null = null;
	#deviceChange = new Set<() => void>();

	constructor(network: FakeNetwork) {
		this.network = network;
	}

	readonly isOnline = () => this.online;

	readonly devices: Browser["devices"] = {
		getUserMedia: async (constraints) => this.#open(constraints),
		getDisplayMedia: async () => this.#stream(this.#track("video", "screen"), this.#track("audio", "screen-sound")),
		enumerateDevices: async () => [],
		onChange: (work) => {
			this.#deviceChange.add(work);
			return () => this.#deviceChange.delete(work);
		},
		canChooseSpeaker: true,
	};

	get listeners(): number {
		return this.#deviceChange.size;
	}

	/** Something was plugged in or out. */
	devicesChange(): void {
		for (const work of this.#deviceChange) work();
	}

	get live(): string[] {
		return this.opened.filter(({ readyState }) => readyState === "live").map(({ id }) => id);
	}

	readonly ear: Browser["ear"] = {
		meter: (track) => {
			this.meters += 1;
			return {
				read: () => this.loud.get(track) ?? 0,
				close: () => {
					this.meters -= 1;
				},
			};
		},
	};

	readonly connect: Browser["connect"] = () => this.network.connect();

	readonly createOther: Browser["createOther"] = async (grant, _servers, events) => {
		const made = new FakeTransport(grant.transport, events);
		this.transports.push(made);
		return made;
	};

	readonly streamOf: Browser["streamOf"] = (track) => ({ track }) as unknown as MediaStream;

	readonly speaker: Browser["speaker"] = () => {
		const made = new FakeSpeaker(() => this.refusesToPlay);
		this.speakers.push(made);
		return made;
	};

	readonly amplifier: Browser["amplifier"] = () => ({
		setGain: (gain) => this.gains.push(gain),
		close: () => this.gains.push(0),
	});

	readonly onGesture: Browser["onGesture"] = (work) => {
		this.gesture = work;
		return () => {
			this.gesture = null;
		};
	};

	#open(constraints: MediaStreamConstraints): MediaStream {
		this.asked.push(constraints);
		const own = constraints.audio ? "microphone" : "camera";
		const wanted = (constraints.audio || constraints.video) as MediaTrackConstraints;
		const { exact } = (wanted.deviceId ?? {}) as ConstrainDOMStringParameters;
		if (this[own]) throw failure(this[own]);
		if (typeof exact === "string" && this.absent.has(exact)) throw failure("OverconstrainedError");
		return this.#stream(this.#track(own === "microphone" ? "audio" : "video", own));
	}

	#track(kind: "audio" | "video", id: string): FakeTrack {
		const track = new FakeTrack(kind, id);
		this.opened.push(track);
		return track;
	}

	#stream(...tracks: FakeTrack[]): MediaStream {
		const of = (kind: string) => tracks.filter((it) => it.kind === kind);
		const stream = {
			getTracks: () => tracks,
			getVideoTracks: () => of("video"),
			getAudioTracks: () => of("audio"),
		};
		return stream as unknown as MediaStream;
	}
}
