/** What before the caret asks for suggestions: "@an", "#kit", ":tom", and "/me" at the very start. Pure. */

export interface Trigger {
	readonly sign: "@" | "#" | ":" | "/";
	/** What was typed behind the sign, in lower case. */
	readonly query: string;
	/** Where the sign stands, and where the caret is, in UTF-16 units. */
	readonly from: number;
	readonly to: number;
	/** ":tada:" says that it is done: what it names takes its place at once. */
	readonly closed?: boolean;
}

/** No name is longer; what is farther back is not looked at. */
const FARTHEST = 60;
const NAMED = /(?:^|[\s([{"'*_~|>—–-])([@#])([^\n@#]*)$/u;
const EMOJI = /(?:^|[\s([{"'*_~|>]|\p{Extended_Pictographic}\u{fe0f}?)(:)([\p{L}\p{N}_+-]{2,})(:?)$/u;
const COMMAND = /^(\/)([a-z][a-z0-9_-]*|)$/i;

export function triggerAt(text: string, caret: number): Trigger | null {
	const behind = text.slice(Math.max(0, caret - FARTHEST), caret);
	const found = (caret <= FARTHEST && COMMAND.exec(behind)) || EMOJI.exec(behind) || NAMED.exec(behind);
	if (!found) return null;
	const [, sign, query = "", colon = ""] = found;
	// A word after a space belongs to a name only while there is one that goes on so: the list decides, and ends.
	if (query.startsWith(" ") || query.split(" ").length > 4) return null;
	const from = caret - colon.length - query.length - 1;
	const trigger = { sign: sign as Trigger["sign"], query: query.toLowerCase(), from, to: caret };
	return colon ? { ...trigger, closed: true } : trigger;
}
