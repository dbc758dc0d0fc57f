/**
 * One voice note while it is being recorded: opens the microphone, measures, and hands out what a tray takes. Without
 * DOM; `recorder.tsx` shows it.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Meter } from "../calls/levels";
import { loudness } from "../calls/levels";
import { problemWith } from "../calls/problems";
import type { Timers } from "../lib/timers";
import type { Chosen } from "./seam";
import { waveformOf } from "./waveform";

/** What is used of a `MediaRecorder`. */
export interface Tape {
	readonly mimeType: string;
	start(): void;
	/** Resolves with everything since `start`. */
	stop(): Promise<Blob>;
}

export interface RecordingPorts {
	timers: Timers;
	/** The microphone. Rejects as getUserMedia does. */
	open(): Promise<MediaStream>;
	tape(stream: MediaStream): Tape;
	meter(track: MediaStreamTrack): Meter;
	/** Samples of one channel at any rate, and the length. */
	decode(blob: Blob): Promise<{ samples: Float32Array; seconds: number }>;
}

export interface RecordingState {
	readonly phase: "opening" | "recording" | "finishing" | "failed" | "ended";
	readonly seconds: number;
	/** The newest last, 0 to 1, ten a second. */
	readonly levels: readonly number[];
	readonly problem: string | null;
}

/** Seconds; then it stops by itself and waits to be sent. */
export const LONGEST = 15 * 60;
/** Seconds: less was a slip of the finger. */
const SHORTEST = 0.4;
const EVERY = 100;
const LEVELS = 48;

export class Recording {
	readonly #ports: RecordingPorts;
	readonly #state = signal<RecordingState>({ phase: "opening", seconds: 0, levels: [], problem: null });
	#stream: MediaStream | null = null;
	#tape: Tape | null = null;
	#meter: Meter | null = null;
	#since = 0;
	#cancel: () => void = () => {};
	/** The tape, once it has been stopped. */
	#taken: Promise<Blob> | null = null;

	constructor(ports: RecordingPorts) {
		this.#ports = ports;
	}

	get state(): ReadonlySignal<RecordingState> {
		return this.#state;
	}

	async start(): Promise<void> {
		try {
			const stream = await this.#ports.open();
			if (this.#state.peek().phase === "ended") return end(stream);
			this.#stream = stream;
			this.#tape = this.#ports.tape(stream);
			this.#tape.start();
			const [track] = stream.getAudioTracks();
			if (track) this.#meter = this.#ports.meter(track);
			this.#since = this.#ports.timers.now();
			this.#show({ phase: "recording" });
			this.#measure();
		} catch (error) {
			this.#release();
			if (this.#state.peek().phase !== "ended")
				this.#show({ phase: "failed", problem: problemWith("microphone", error) });
		}
	}

	/** The voice note; null when there is none, or it was too short to be meant. */
	async finish(): Promise<Chosen | null> {
		const { phase, seconds } = this.#state.peek();
		if (phase !== "recording" && phase !== "finishing") {
			this.cancel();
			return null;
		}
		this.#show({ phase: "finishing" });
		const blob = await this.#stop();
		this.#show({ phase: "ended" });
		if (!blob || blob.size === 0 || seconds < SHORTEST) return null;
		return { name: nameOf(blob.type), blob, voice: await this.#measured(blob, seconds) };
	}

	cancel(): void {
		this.#show({ phase: "ended" });
		void this.#stop();
	}

	#stop(): Promise<Blob | null> {
		if (!this.#tape) return Promise.resolve(null);
		this.#taken ??= this.#tape.stop();
		this.#release();
		return this.#taken;
	}

	#measure(): void {
		this.#cancel = this.#ports.timers.after(EVERY, () => this.#measure());
		const seconds = (this.#ports.timers.now() - this.#since) / 1000;
		const level = loudness(this.#meter?.read() ?? 0);
		this.#show({ seconds, levels: [...this.#state.peek().levels, level].slice(-LEVELS) });
		if (seconds < LONGEST) return;
		this.#show({ phase: "finishing" });
		void this.#stop();
	}

	/** A sound that can't be decoded here still has a length, and a shape that says nothing. */
	async #measured(blob: Blob, counted: number): Promise<NonNullable<Chosen["voice"]>> {
		try {
			const { samples, seconds } = await this.#ports.decode(blob);
			return { seconds: rounded(seconds), waveform: waveformOf(samples) };
		} catch {
			return { seconds: rounded(counted), waveform: Array.from({ length: 32 }, () => 20) };
		}
	}

	#release(): void {
		this.#cancel();
		this.#meter?.close();
		this.#meter = null;
		if (this.#stream) end(this.#stream);
		this.#stream = null;
	}

	#show(change: Partial<RecordingState>): void {
		if (this.#state.peek().phase !== "ended") this.#state.value = { ...this.#state.peek(), ...change };
	}
}

function end(stream: MediaStream): void {
	for (const track of stream.getTracks()) track.stop();
}

function rounded(seconds: number): number {
	return Math.round(seconds * 10) / 10;
}

function nameOf(type: string): string {
	return `Voice note.${type.includes("mp4") ? "m4a" : type.includes("ogg") ? "ogg" : "webm"}`;
}
