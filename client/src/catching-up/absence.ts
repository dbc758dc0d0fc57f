/** How long somebody was away, as this browser remembers it: looked at when the page opens and when it is seen again. */
import { signal } from "@preact/signals";

const KEY = "here-last";
/** Milliseconds. */
const LONG = 8 * 3_600_000;
const NOTED_EVERY = 60_000;

export type AbsenceShelf = Pick<Storage, "getItem" | "setItem">;

export interface AbsencePorts {
	now(): number;
	/** Throws where there is no storage: then nobody was ever away. */
	shelf(): AbsenceShelf;
}

/** Since when they were away (milliseconds since 1970), once it was long; null after they have been told. */
export const awaySince = signal<number | null>(null);

export class Absence {
	readonly #ports: AbsencePorts;

	constructor(ports: AbsencePorts) {
		this.#ports = ports;
	}

	/** They see the page. */
	here(): void {
		const before = this.#lastHere();
		const now = this.#ports.now();
		if (before !== null && now - before >= LONG) awaySince.value = before;
		this.note();
	}

	/** They are still here, or were until now. */
	note(): void {
		try {
			this.#ports.shelf().setItem(KEY, String(this.#ports.now()));
		} catch {
			// Without storage nobody is told how long they were away.
		}
	}

	#lastHere(): number | null {
		try {
			const at = Number(this.#ports.shelf().getItem(KEY));
			return at > 0 ? at : null;
		} catch {
			return null;
		}
	}
}

/** Watches this page until the answer is called. */
export function watchAbsence(): () => void {
	const absence = new Absence({ now: () => Date.now(), shelf: () => localStorage });
	const isSeen = () => document.visibilityState === "visible";
	const seen = () => (isSeen() ? absence.here() : absence.note());
	if (isSeen()) absence.here();
	const timer = setInterval(() => isSeen() && absence.note(), NOTED_EVERY);
	document.addEventListener("visibilitychange", seen);
	return () => {
		clearInterval(timer);
		document.removeEventListener("visibilitychange", seen);
	};
}
