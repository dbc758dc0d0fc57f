/** The browser's side of calls: the only file that names its media classes. Made on call, never on import. */
import type { Grant } from "./grants";
import type { Ear, Meter } from "./levels";
import type { Connection } from "./line";
import type { DevicePort } from "./media";
import type { Amplifier, Speaker } from "./playback";
import type { CallTransport, TransportEvents } from "./transport";

export interface Browser {
	devices: DevicePort;
	ear: Ear;
	hostname: string;
	isOnline(): boolean;
	connect(configuration: RTCConfiguration): Connection;
	createOther(grant: Grant, iceServers: RTCIceServer[], events: TransportEvents): Promise<CallTransport>;
	streamOf(track: MediaStreamTrack): MediaStream;
	speaker(): Speaker;
	amplifier(track: MediaStreamTrack): Amplifier;
	onGesture(work: () => void): () => void;
}

export function browser(): Browser {
	const sound = new SharedSound();
	return {
		devices: devices(),
		ear: { meter: (track) => sound.meter(track) },
		hostname: location.hostname,
		isOnline: () => navigator.onLine,
		connect: (configuration) => new RTCPeerConnection(configuration),
		createOther,
		streamOf: (track) => new MediaStream([track]),
		speaker: () => new Audio(),
		amplifier: (track) => sound.amplifier(track),
		onGesture: (work) =>
			onGesture(() => {
				sound.wake();
				work();
			}),
	};
}

function devices(): DevicePort {
	const { mediaDevices } = navigator;
	const share = mediaDevices.getDisplayMedia;
	return {
		getUserMedia: (constraints) => mediaDevices.getUserMedia(constraints),
		...(share ? { getDisplayMedia: (options) => share.call(mediaDevices, options) } : {}),
		enumerateDevices: () => mediaDevices.enumerateDevices(),
		onChange: (work) => {
			mediaDevices.addEventListener("devicechange", work);
			return () => mediaDevices.removeEventListener("devicechange", work);
		},
		canChooseSpeaker: "setSinkId" in HTMLMediaElement.prototype,
	};
}

async function createOther(grant: Grant, iceServers: RTCIceServer[], events: TransportEvents): Promise<CallTransport> {
	const { participant_id: participantId, url, token } = grant;
	if (!url) throw new Error("The server named no media server.");
	if (grant.transport === "janus") {
		const { createJanusTransport } = await import("./janus");
		return createJanusTransport({ url, participantId, iceServers }, events);
	}
	const { createLivekitTransport } = await import("./livekit");
	return createLivekitTransport({ url, token: token ?? "", participantId }, events);
}

/** One AudioContext for the page, made when it is first needed: a browser allows few of them. */
class SharedSound {
	#context: AudioContext | null = null;

	meter(track: MediaStreamTrack): Meter {
		const context = this.#open();
		const source = context.createMediaStreamSource(new MediaStream([track]));
		const analyser = context.createAnalyser();
		analyser.fftSize = 2048;
		source.connect(analyser);
		const samples = new Float32Array(analyser.fftSize);
		return {
			read: () => {
				analyser.getFloatTimeDomainData(samples);
				return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
			},
			close: () => source.disconnect(),
		};
	}

	amplifier(track: MediaStreamTrack): Amplifier {
		const context = this.#open();
		const source = context.createMediaStreamSource(new MediaStream([track]));
		const gain = context.createGain();
		source.connect(gain).connect(context.destination);
		return {
			setGain: (value) => {
				gain.gain.value = value;
			},
			close: () => {
				source.disconnect();
				gain.disconnect();
			},
		};
	}

	wake(): void {
		void this.#context?.resume();
	}

	#open(): AudioContext {
		this.#context ??= new AudioContext();
		if (this.#context.state === "suspended") void this.#context.resume();
		return this.#context;
	}
}

function onGesture(work: () => void): () => void {
	const ended = new AbortController();
	const once = () => {
		ended.abort();
		work();
	};
	for (const type of ["pointerup", "keydown"]) addEventListener(type, once, { signal: ended.signal, capture: true });
	return () => ended.abort();
}
