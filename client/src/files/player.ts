/**
 * Plays one sound of the page at a time: voice notes and music in messages. Goes on while its row is scrolled away, and
 * with the next voice note of a run. Films play themselves; starting one ends what plays here, and the reverse.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Shelf } from "../calls/preferences";

export interface Track {
	/** Of the file. */
	readonly id: string;
	readonly url: string;
	/** Where `url` is no address for this page: what is. */
	readonly address?: () => Promise<string>;
	/** Where the file itself does not tell: a recording of a browser often has no length in it. */
	readonly seconds: number | null;
	/** Asked at its end. */
	readonly next?: () => Track | null;
}

export interface Playing {
	readonly id: string;
	readonly isPlaying: boolean;
	/** Seconds. */
	readonly position: number;
	readonly seconds: number | null;
	readonly problem: string | null;
}

/** What is used of an `HTMLAudioElement`. */
export interface Sound {
	src: string;
	currentTime: number;
	playbackRate: number;
	readonly duration: number;
	readonly paused: boolean;
	play(): Promise<void>;
	pause(): void;
	addEventListener(
		type: "timeupdate" | "play" | "pause" | "ended" | "error" | "loadedmetadata",
		work: () => void,
	): void;
}

export const RATES = [1, 1.5, 2] as const;
export type Rate = (typeof RATES)[number];

const KEPT = "files:rate";

export class Player {
	readonly #now = signal<Playing | null>(null);
	readonly #rate = signal<Rate>(1);
	readonly #makeSound: () => Sound;
	readonly #shelf: () => Shelf;
	#sound: Sound | null = null;
	#track: Track | null = null;
	/** A film that plays, and how it is stopped. */
	#film: { pause(): void } | null = null;
	/** Where to begin when the file is known. */
	#from = 0;

	constructor(makeSound: () => Sound, shelf: () => Shelf) {
		this.#makeSound = makeSound;
		this.#shelf = shelf;
		this.#rate.value = RATES.find((rate) => String(rate) === this.#kept()) ?? 1;
	}

	get now(): ReadonlySignal<Playing | null> {
		return this.#now;
	}

	get rate(): ReadonlySignal<Rate> {
		return this.#rate;
	}

	toggle(track: Track): void {
		const isSame = this.#track?.id === track.id;
		// A browser says of a sound that failed that it is not paused.
		if (isSame && this.#sound && !this.#sound.paused && !this.#now.peek()?.problem) this.#sound.pause();
		else this.#play(track, isSame ? null : 0);
	}

	/** To this second; begins to play when it did not. */
	seek(track: Track, seconds: number): void {
		if (this.#track?.id === track.id && this.#sound) {
			this.#sound.currentTime = seconds;
			this.#show({ position: seconds });
			if (this.#sound.paused) this.#play(track, null);
		} else {
			this.#play(track, seconds);
		}
	}

	nextRate(): void {
		const next = RATES[(RATES.indexOf(this.#rate.peek()) + 1) % RATES.length] ?? 1;
		this.#rate.value = next;
		if (this.#sound) this.#sound.playbackRate = next;
		try {
			this.#shelf().setItem(KEPT, String(next));
		} catch {
			// Blocked: the choice lasts as long as the page.
		}
	}

	/** A film begins: the rest is silent. */
	filmPlays(film: { pause(): void }): void {
		if (this.#film !== film) this.#film?.pause();
		this.#film = film;
		this.#sound?.pause();
	}

	/** Something louder begins, such as a recording. */
	pause(): void {
		this.#sound?.pause();
		this.#film?.pause();
	}

	/** `from` null: from where it is. */
	#play(track: Track, from: number | null): void {
		this.#film?.pause();
		this.#film = null;
		const sound = this.#open();
		const begins = from !== null || this.#track?.id !== track.id || !!this.#now.peek()?.problem;
		this.#track = track;
		sound.playbackRate = this.#rate.peek();
		if (begins) {
			this.#from = from ?? 0;
			this.#now.value = {
				id: track.id,
				isPlaying: true,
				position: this.#from,
				seconds: track.seconds,
				problem: null,
			};
		}
		if (begins && track.address) {
			sound.pause();
			this.#find(sound, track, track.address);
			return;
		}
		if (begins) sound.src = track.url;
		this.#start(sound);
	}

	#find(sound: Sound, track: Track, address: () => Promise<string>): void {
		const mine = () => this.#track === track;
		address().then(
			(url) => {
				if (!mine()) return;
				sound.src = url;
				this.#start(sound);
			},
			() => mine() && this.#show({ isPlaying: false, problem: "It can't be played." }),
		);
	}

	#start(sound: Sound): void {
		// Rejects when another track came in between, or nobody has touched the page: the button shows what is.
		sound.play().catch(() => this.#show({ isPlaying: !sound.paused }));
	}

	#open(): Sound {
		if (this.#sound) return this.#sound;
		const sound = this.#makeSound();
		this.#sound = sound;
		sound.addEventListener("loadedmetadata", () => this.#known(sound));
		sound.addEventListener("timeupdate", () => this.#show({ position: sound.currentTime }));
		sound.addEventListener("play", () => this.#show({ isPlaying: true }));
		sound.addEventListener("pause", () => this.#show({ isPlaying: false }));
		sound.addEventListener("ended", () => this.#ended());
		sound.addEventListener("error", () => this.#show({ isPlaying: false, problem: "It can't be played." }));
		return sound;
	}

	#known(sound: Sound): void {
		sound.playbackRate = this.#rate.peek();
		if (this.#from > 0) sound.currentTime = this.#from;
		if (Number.isFinite(sound.duration)) this.#show({ seconds: sound.duration });
	}

	#ended(): void {
		const next = this.#track?.next?.() ?? null;
		if (next) {
			this.#play(next, 0);
			return;
		}
		this.#show({ isPlaying: false, position: 0 });
		this.#track = null;
	}

	#show(change: Partial<Playing>): void {
		const now = this.#now.peek();
		if (now) this.#now.value = { ...now, ...change };
	}

	#kept(): string | null {
		try {
			return this.#shelf().getItem(KEPT);
		} catch {
			return null;
		}
	}
}

let shared: Player | null = null;

/** The page's one. */
export function player(): Player {
	shared ??= new Player(
		() => new Audio(),
		() => localStorage,
	);
	return shared;
}
