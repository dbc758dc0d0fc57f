/** The emoji that this person picked lately, newest first. Kept on this device; losing them harms nobody. */

const KEY = "recent-emoji";
const MOST = 27;
const FIRST_TIME = ["👍", "❤️", "😂", "🎉", "🙏", "😮", "😢", "🔥", "👏"];

export function recentEmoji(): string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
		if (Array.isArray(kept)) return kept.filter((emoji) => typeof emoji === "string").slice(0, MOST);
	} catch {
		// No storage, or not ours: start over.
	}
	return FIRST_TIME;
}

export function rememberEmoji(emoji: string): void {
	const kept = [emoji, ...recentEmoji().filter((other) => other !== emoji)].slice(0, MOST);
	try {
		localStorage.setItem(KEY, JSON.stringify(kept));
	} catch {
		// Private mode or a full disk.
	}
}
