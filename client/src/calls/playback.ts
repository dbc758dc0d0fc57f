/**
 * The others' sound: one element for each track, at the volume that I gave its person. An element can't play louder
 * than it is, so above 1 an amplifier takes over; the element stays, muted, because Chromium feeds no remote track to
 * Web Audio without one.
 */

/** What is used of an HTMLAudioElement. */
export interface Speaker {
	srcObject: MediaProvider | null;
	volume: number;
	muted: boolean;
	play(): Promise<void>;
	pause(): void;
	setSinkId?(id: string): Promise<void>;
}

export interface Amplifier {
	setGain(gain: number): void;
	close(): void;
}

export interface PlaybackPorts {
	speaker(): Speaker;
	streamOf(track: MediaStreamTrack): MediaStream;
	amplifier(track: MediaStreamTrack): Amplifier;
	/** Runs `work` once at the next click, tap or key; the answer cancels it. */
	onGesture(work: () => void): () => void;
	/** The browser plays nothing before a gesture, or now it does. */
	onBlocked(blocked: boolean): void;
}

export interface Sound {
	track: MediaStreamTrack;
	/** 0 to 2. */
	volume: number;
}

interface Entry extends Sound {
	speaker: Speaker;
	amplifier: Amplifier | null;
}

export class Playback {
	readonly #ports: PlaybackPorts;
	readonly #entries = new Map<string, Entry>();
	#deafened = false;
	#speakerId: string | null = null;
	#cancelGesture: (() => void) | null = null;

	constructor(ports: PlaybackPorts) {
		this.#ports = ports;
	}

	/** Plays exactly these, by a key of the caller's. */
	play(sounds: ReadonlyMap<string, Sound>): void {
		for (const [key, entry] of this.#entries) if (sounds.get(key)?.track !== entry.track) this.#end(key, entry);
		for (const [key, sound] of sounds) {
			const known = this.#entries.get(key);
			if (known?.volume === sound.volume) continue;
			const entry = known ?? this.#begin(key, sound);
			entry.volume = sound.volume;
			this.#set(entry);
		}
	}

	setDeafened(deafened: boolean): void {
		this.#deafened = deafened;
		for (const entry of this.#entries.values()) this.#set(entry);
	}

	/** null is the system's own. One that is gone leaves the sound where it is. */
	setSpeaker(id: string | null): void {
		if (id === this.#speakerId) return;
		this.#speakerId = id;
		for (const { speaker } of this.#entries.values()) this.#route(speaker);
	}

	stop(): void {
		this.play(new Map());
		this.#cancelGesture?.();
		this.#cancelGesture = null;
	}

	#begin(key: string, sound: Sound): Entry {
		const speaker = this.#ports.speaker();
		const entry = { ...sound, speaker, amplifier: null };
		this.#entries.set(key, entry);
		speaker.srcObject = this.#ports.streamOf(sound.track);
		if (this.#speakerId) this.#route(speaker);
		this.#start(speaker);
		return entry;
	}

	#start(speaker: Speaker): void {
		speaker.play().catch((error: unknown) => {
			const refused =
				typeof error === "object" && error !== null && "name" in error && error.name === "NotAllowedError";
			if (!refused || this.#cancelGesture) return;
			this.#ports.onBlocked(true);
			this.#cancelGesture = this.#ports.onGesture(() => {
				this.#cancelGesture = null;
				this.#ports.onBlocked(false);
				for (const entry of this.#entries.values()) this.#start(entry.speaker);
			});
		});
	}

	#set(entry: Entry): void {
		const volume = this.#deafened ? 0 : entry.volume;
		if (volume > 1) entry.amplifier ??= this.#ports.amplifier(entry.track);
		entry.amplifier?.setGain(volume > 1 ? volume : 0);
		entry.speaker.muted = volume > 1 || volume === 0;
		entry.speaker.volume = Math.min(1, Math.max(0, volume));
	}

	#route(speaker: Speaker): void {
		void speaker.setSinkId?.(this.#speakerId ?? "").catch(() => {});
	}

	#end(key: string, { speaker, amplifier }: Entry): void {
		this.#entries.delete(key);
		amplifier?.close();
		speaker.pause();
		speaker.srcObject = null;
	}
}
