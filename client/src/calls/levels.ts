/** How loud each person is, ten times a second while somebody is heard; and who is speaking, without flicker. */
import type { Timers } from "../lib/timers";

/** Measures one track; `read` gives the loudness since the last time, as the root of the mean square, 0 to 1. */
export interface Meter {
	read(): number;
	close(): void;
}

export interface Ear {
	meter(track: MediaStreamTrack): Meter;
}

export interface Heard {
	/** 0 to 1, in steps of a twentieth, so that silence changes nothing. */
	readonly level: number;
	readonly speaking: boolean;
}

export const SILENT: Heard = { level: 0, speaking: false };

/** Milliseconds. */
const EVERY = 100;
const SPEAKS_ON = 500;
/** Of the level: where speaking begins, and what keeps it going. */
const BEGINS = 0.3;
const GOES_ON = 0.15;

interface Entry {
	track: MediaStreamTrack;
	meter: Meter;
	heard: Heard;
	/** When it was loud enough last. */
	loudAt: number;
}

export class Levels {
	readonly #timers: Timers;
	readonly #ear: Ear;
	readonly #onChange: () => void;
	readonly #entries = new Map<string, Entry>();
	#cancel: (() => void) | null = null;

	constructor(timers: Timers, ear: Ear, onChange: () => void) {
		this.#timers = timers;
		this.#ear = ear;
		this.#onChange = onChange;
	}

	of(id: string): Heard {
		return this.#entries.get(id)?.heard ?? SILENT;
	}

	/** Exactly these are listened to, by participant id. */
	listen(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
		for (const [id, entry] of this.#entries) if (tracks.get(id) !== entry.track) this.#forget(id, entry);
		for (const [id, track] of tracks) {
			if (this.#entries.has(id)) continue;
			const meter = this.#ear.meter(track);
			this.#entries.set(id, { track, meter, heard: SILENT, loudAt: Number.NEGATIVE_INFINITY });
		}
		if (this.#entries.size === 0) this.#rest();
		else this.#cancel ??= this.#timers.after(EVERY, () => this.#measure());
	}

	stop(): void {
		this.listen(new Map());
	}

	#forget(id: string, { meter }: Entry): void {
		meter.close();
		this.#entries.delete(id);
	}

	#rest(): void {
		this.#cancel?.();
		this.#cancel = null;
	}

	#measure(): void {
		this.#cancel = this.#timers.after(EVERY, () => this.#measure());
		const now = this.#timers.now();
		let changed = false;
		for (const entry of this.#entries.values()) {
			const heard = next(entry, loudness(entry.meter.read()), now);
			changed ||= heard.level !== entry.heard.level || heard.speaking !== entry.heard.speaking;
			entry.heard = heard;
		}
		if (changed) this.#onChange();
	}
}

function next(entry: Entry, level: number, now: number): Heard {
	if (level >= (entry.heard.speaking ? GOES_ON : BEGINS)) entry.loudAt = now;
	return { level, speaking: now - entry.loudAt < SPEAKS_ON };
}

/** As ears hear it: -60 dB is nothing, -10 dB is loud; in steps of a twentieth. */
export function loudness(rootMeanSquare: number): number {
	const decibels = 20 * Math.log10(Math.max(rootMeanSquare, 1e-6));
	return Math.round(Math.min(1, Math.max(0, (decibels + 60) / 50)) * 20) / 20;
}
