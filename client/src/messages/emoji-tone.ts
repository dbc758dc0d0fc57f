/** The tone of skin that this person chose for their emoji. Kept on this device. */

const KEY = "emoji-tone";

/** 0 is none, 1 to 5 from light to dark. */
export function emojiTone(): number {
	try {
		const kept = Number(localStorage.getItem(KEY));
		return Number.isInteger(kept) && kept >= 0 && kept <= 5 ? kept : 0;
	} catch {
		return 0;
	}
}

export function rememberTone(tone: number): void {
	try {
		localStorage.setItem(KEY, String(tone));
	} catch {
		// Private mode or a full disk.
	}
}
