/** The browser's side of a recording. */
import { browser } from "../calls/browser";
import { soundOf } from "../calls/media";
import type { MediaPreferences } from "../calls/seam";
import { realTimers } from "../lib/timers";
import type { RecordingPorts, Tape } from "./recording";

/** What recorders of today write; the first that this browser can. */
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_A_SECOND = 32_000;
/** Samples a second: enough to see how loud it is. */
const COARSE = 8_000;

export function browserRecording(preferences: MediaPreferences): RecordingPorts {
	return {
		timers: realTimers(),
		open: () => openMicrophone(preferences),
		tape,
		meter: (track) => browser().ear.meter(track),
		decode: async (blob) => {
			const context = new OfflineAudioContext(1, 1, COARSE);
			const sound = await context.decodeAudioData(await blob.arrayBuffer());
			return { samples: sound.getChannelData(0), seconds: sound.duration };
		},
	};
}

/** The one chosen for calls, or the system's own when it is not there. */
async function openMicrophone(preferences: MediaPreferences): Promise<MediaStream> {
	const { mediaDevices } = navigator;
	try {
		return await mediaDevices.getUserMedia(soundOf(preferences, preferences.microphoneId));
	} catch (error) {
		const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
		if (isRefused || !preferences.microphoneId) throw error;
		return mediaDevices.getUserMedia(soundOf(preferences, null));
	}
}

function tape(stream: MediaStream): Tape {
	const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
	const recorder = new MediaRecorder(stream, {
		audioBitsPerSecond: BITS_A_SECOND,
		...(mimeType ? { mimeType } : {}),
	});
	const pieces: Blob[] = [];
	recorder.ondataavailable = ({ data }) => pieces.push(data);
	const ended = new Promise<Blob>((resolve) => {
		// Without parameters: "audio/webm;codecs=opus" is a type that few servers know.
		const type = recorder.mimeType.split(";")[0] || "audio/webm";
		recorder.onstop = () => resolve(new Blob(pieces, { type }));
	});
	return {
		mimeType: recorder.mimeType,
		start: () => recorder.start(),
		stop: () => {
			if (recorder.state !== "inactive") recorder.stop();
			return ended;
		},
	};
}
