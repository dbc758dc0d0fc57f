/** What a person chose for their devices, kept on this device for each user; and how loud others are for them. */
import type { MediaPreferences } from "./seam";

/** As `localStorage`; a browser may refuse even to hand it out, so it is asked for on every use. */
export interface Shelf {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
}

export const defaultPreferences: MediaPreferences = {
	microphoneId: null,
	cameraId: null,
	speakerId: null,
	noiseSuppression: true,
	echoCancellation: true,
	autoGain: true,
	pushToTalk: false,
	askBefore: true,
};

/** The most people whose volume is remembered. */
const MOST_VOLUMES = 200;

export class KeptPreferences {
	readonly #shelf: () => Shelf;

	constructor(shelf: () => Shelf) {
		this.#shelf = shelf;
	}

	load(userId: string): MediaPreferences {
		const kept = this.#read(`calls:${userId}`);
		const entries = Object.entries(defaultPreferences).map(([key, usual]) => {
			const value = kept[key];
			const fits = usual === null ? typeof value === "string" : typeof value === typeof usual;
			return [key, fits ? value : usual];
		});
		return Object.fromEntries(entries) as MediaPreferences;
	}

	save(userId: string, preferences: MediaPreferences): void {
		this.#write(`calls:${userId}`, preferences);
	}

	/** user id → 0 to 2, of those who are not at 1. */
	volumes(userId: string): Map<string, number> {
		const kept = Object.entries(this.#read(`calls:${userId}:volumes`));
		return new Map(kept.filter((entry): entry is [string, number] => typeof entry[1] === "number"));
	}

	saveVolumes(userId: string, volumes: ReadonlyMap<string, number>): void {
		const newest = [...volumes].slice(-MOST_VOLUMES);
		this.#write(`calls:${userId}:volumes`, Object.fromEntries(newest));
	}

	#read(key: string): Record<string, unknown> {
		try {
			const value: unknown = JSON.parse(this.#shelf().getItem(key) ?? "{}");
			return typeof value === "object" && value !== null ? { ...value } : {};
		} catch {
			return {}; // storage is blocked, or another program wrote there: the defaults are fine
		}
	}

	#write(key: string, value: object): void {
		try {
			this.#shelf().setItem(key, JSON.stringify(value));
		} catch {
			// Blocked or full: the choice lasts as long as the page.
		}
	}
}
