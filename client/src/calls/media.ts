/**
 * My own devices while I am in a call: opened when needed, stopped when not (so that the camera's light goes out),
 * replaced when one is unplugged. Says what is wrong in words; never throws at whoever only wants to be in the call.
 */
import { problemWith } from "./problems";
import type { DeviceChoice, Devices, MediaPreferences } from "./seam";
import type { LocalTracks } from "./transport";

/** What is used of `navigator.mediaDevices`; an old phone has no `getDisplayMedia`. */
export interface DevicePort {
	getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
	getDisplayMedia?(options: DisplayMediaStreamOptions): Promise<MediaStream>;
	enumerateDevices(): Promise<MediaDeviceInfo[]>;
	/** The answer ends it. */
	onChange(work: () => void): () => void;
	readonly canChooseSpeaker: boolean;
}

export interface MediaPorts {
	devices: DevicePort;
	preferences(): MediaPreferences;
	/** Tracks or problem changed. */
	onChange(): void;
	onDevices(devices: Devices): void;
}

type Own = "microphone" | "camera";

export class LocalMedia {
	readonly #ports: MediaPorts;
	readonly #tracks = new Map<Own | "screen" | "screen-sound", MediaStreamTrack>();
	/** What I want open; a request that comes back when it is no longer wanted is stopped. */
	readonly #wanted = new Set<Own>();
	readonly #problems = new Map<Own, string>();
	readonly #unlisten: () => void;
	#audible = false;
	#stopped = false;

	constructor(ports: MediaPorts) {
		this.#ports = ports;
		this.#unlisten = ports.devices.onChange(() => this.#devicesChanged());
	}

	get tracks(): LocalTracks {
		return Object.fromEntries(this.#tracks);
	}

	/** What is wrong with the microphone or the camera, in one sentence. */
	get problem(): string | null {
		return this.#problems.get("microphone") ?? this.#problems.get("camera") ?? null;
	}

	track(source: Own | "screen"): MediaStreamTrack | null {
		return this.#tracks.get(source) ?? null;
	}

	/** Resolves also when there is none: one can listen without. */
	async openMicrophone(): Promise<void> {
		await this.#open("microphone").catch(() => {});
	}

	/** Whether what I say leaves this device. */
	setAudible(audible: boolean): void {
		this.#audible = audible;
		const microphone = this.#tracks.get("microphone");
		if (microphone) microphone.enabled = audible;
	}

	/** Rejects with an Error whose message says what to do. */
	async setCamera(on: boolean): Promise<void> {
		if (on) await this.#open("camera");
		else this.#close("camera");
	}

	/** Rejects with an Error whose message says what to do; closing the chooser of the browser is such a refusal. */
	async setScreen(on: boolean): Promise<void> {
		if (!on) {
			this.#stop("screen", "screen-sound");
			return;
		}
		const stream = await this.#chooseScreen();
		const [video] = stream.getVideoTracks();
		const [sound] = stream.getAudioTracks();
		if (this.#stopped || !video) {
			for (const track of stream.getTracks()) track.stop();
			return;
		}
		this.#stop("screen", "screen-sound");
		video.contentHint = "detail";
		video.onended = () => this.#stop("screen", "screen-sound");
		this.#tracks.set("screen", video);
		if (sound) this.#tracks.set("screen-sound", sound);
		this.#ports.onChange();
	}

	/** The preferences changed: what is open is opened anew with them. */
	async prefer(before: MediaPreferences, now: MediaPreferences): Promise<void> {
		const sound = ["microphoneId", "noiseSuppression", "echoCancellation", "autoGain"] as const;
		const again: Own[] = [];
		if (sound.some((key) => before[key] !== now[key])) again.push("microphone");
		if (before.cameraId !== now.cameraId) again.push("camera");
		const open = again.filter((own) => this.#wanted.has(own));
		await Promise.all(open.map((own) => this.#open(own).catch(() => {})));
	}

	/** The list of devices; their names come with the permission. */
	async refresh(): Promise<void> {
		const devices = await devicesOf(this.#ports.devices);
		if (!this.#stopped) this.#ports.onDevices(devices);
	}

	stop(): void {
		this.#stopped = true;
		this.#unlisten();
		this.#wanted.clear();
		for (const track of this.#tracks.values()) end(track);
		this.#tracks.clear();
	}

	async #chooseScreen(): Promise<MediaStream> {
		try {
			const { devices } = this.#ports;
			if (!devices.getDisplayMedia) throw Object.assign(new Error(), { name: "NotFoundError" });
			const sound = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
			return await devices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: sound });
		} catch (error) {
			throw new Error(problemWith("screen", error));
		}
	}

	async #open(own: Own): Promise<void> {
		this.#wanted.add(own);
		try {
			const track = await this.#request(own);
			if (!this.#wanted.has(own)) {
				track.stop();
				return;
			}
			this.#problems.delete(own);
			this.#use(own, track);
		} catch (error) {
			if (!this.#wanted.has(own)) return;
			const problem = problemWith(own, error);
			this.#problems.set(own, problem);
			this.#stop(own);
			throw new Error(problem);
		} finally {
			void this.refresh();
		}
	}

	/** The chosen device, or the system's own when that one is not there any more. */
	async #request(own: Own): Promise<MediaStreamTrack> {
		const preferences = this.#ports.preferences();
		const chosen = own === "microphone" ? preferences.microphoneId : preferences.cameraId;
		try {
			return await this.#ask(own, chosen);
		} catch (error) {
			if (!chosen || !isAbsent(error)) throw error;
			return this.#ask(own, null);
		}
	}

	async #ask(own: Own, deviceId: string | null): Promise<MediaStreamTrack> {
		const constraints = own === "microphone" ? soundOf(this.#ports.preferences(), deviceId) : pictureOf(deviceId);
		const stream = await this.#ports.devices.getUserMedia(constraints);
		const [track] = stream.getTracks();
		if (!track) throw Object.assign(new Error(), { name: "NotFoundError" });
		return track;
	}

	#use(own: Own, track: MediaStreamTrack): void {
		const before = this.#tracks.get(own);
		track.contentHint = own === "microphone" ? "speech" : "motion";
		if (own === "microphone") track.enabled = this.#audible;
		track.onended = () => void this.#unplugged(own, track);
		this.#tracks.set(own, track);
		if (before) end(before);
		this.#ports.onChange();
	}

	/** What was missed may have been plugged in. */
	#devicesChanged(): void {
		if (this.#wanted.has("microphone") && !this.#tracks.has("microphone")) void this.openMicrophone();
		else void this.refresh();
	}

	/** Another one takes its place, and the person is told. */
	async #unplugged(own: Own, track: MediaStreamTrack): Promise<void> {
		if (this.#tracks.get(own) !== track || !this.#wanted.has(own)) return;
		await this.#open(own).catch(() => {});
		if (this.#tracks.has(own)) this.#problems.set(own, `The ${own} was unplugged. The system's own is used now.`);
		this.#ports.onChange();
	}

	#close(own: Own): void {
		this.#wanted.delete(own);
		this.#problems.delete(own);
		this.#stop(own);
	}

	#stop(...sources: (Own | "screen" | "screen-sound")[]): void {
		for (const source of sources) {
			const track = this.#tracks.get(source);
			this.#tracks.delete(source);
			if (track) end(track);
		}
		this.#ports.onChange();
	}
}

export async function devicesOf(port: DevicePort): Promise<Devices> {
	const all = await port.enumerateDevices().catch(() => []);
	return {
		microphones: choices(all, "audioinput", "Microphone"),
		cameras: choices(all, "videoinput", "Camera"),
		speakers: choices(all, "audiooutput", "Speaker"),
		canChooseSpeaker: port.canChooseSpeaker,
		canShareScreen: port.getDisplayMedia !== undefined,
	};
}

export function soundOf(preferences: MediaPreferences, deviceId: string | null): MediaStreamConstraints {
	const { noiseSuppression, echoCancellation, autoGain: autoGainControl } = preferences;
	return { audio: { ...exactly(deviceId), noiseSuppression, echoCancellation, autoGainControl, channelCount: 1 } };
}

export function pictureOf(deviceId: string | null): MediaStreamConstraints {
	return { video: { ...exactly(deviceId), width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24 } } };
}

function exactly(deviceId: string | null): MediaTrackConstraints {
	return deviceId ? { deviceId: { exact: deviceId } } : {};
}

function isAbsent(error: unknown): boolean {
	const name = typeof error === "object" && error !== null && "name" in error ? error.name : "";
	return name === "OverconstrainedError" || name === "NotFoundError" || name === "NotReadableError";
}

function end(track: MediaStreamTrack): void {
	track.onended = null;
	track.stop();
}

/** Without permission a browser lists nameless devices, or one of each kind. */
function choices(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind, word: string): DeviceChoice[] {
	return all
		.filter((it) => it.kind === kind && it.deviceId !== "default" && it.deviceId !== "communications")
		.map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `${word} ${index + 1}` }))
		.filter(({ id }) => id !== "");
}
