/** Beyond a number of people cameras pause, so that voices stay whole; mine comes back by itself when there is room. */
import type { Timers } from "../lib/timers";

export interface VideoLimitPorts {
	setCamera(on: boolean): void;
	onChange(): void;
}

/** Milliseconds: a call that moves to a media server in this time need not pause. */
const PATIENCE = 3_000;

export class VideoLimit {
	readonly #timers: Timers;
	readonly #ports: VideoLimitPorts;
	#wanted = false;
	#limit: number | null = null;
	#isOver = false;
	#isPaused = false;
	#cancel: (() => void) | null = null;

	constructor(timers: Timers, ports: VideoLimitPorts) {
		this.#timers = timers;
		this.#ports = ports;
	}

	/** Said to everybody while it holds, also to those whose camera is off. */
	get notice(): string | null {
		return this.#isPaused ? this.#words : null;
	}

	/** I turned my camera on or off. */
	want(video: boolean): void {
		this.#wanted = video;
	}

	/** Throws, in words, when no camera may be turned on now. */
	check(): void {
		if (this.#isOver) throw new Error(this.#words);
	}

	follow(people: number, limit: number | null): void {
		this.#limit = limit;
		const isOver = limit !== null && people > limit;
		if (isOver === this.#isOver) return;
		this.#isOver = isOver;
		this.#cancel?.();
		this.#cancel = null;
		if (isOver) this.#cancel = this.#timers.after(PATIENCE, () => this.#pause());
		else this.#resume();
	}

	stop(): void {
		this.#cancel?.();
		this.#cancel = null;
		this.#wanted = this.#isOver = this.#isPaused = false;
	}

	get #words(): string {
		return `Video pauses while more than ${this.#limit} people are here. Voices and screens go on.`;
	}

	#pause(): void {
		this.#isPaused = true;
		if (this.#wanted) this.#ports.setCamera(false);
		this.#ports.onChange();
	}

	#resume(): void {
		if (!this.#isPaused) return;
		this.#isPaused = false;
		if (this.#wanted) this.#ports.setCamera(true);
		this.#ports.onChange();
	}
}
