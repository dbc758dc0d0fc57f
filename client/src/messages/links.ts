/** Which addresses may become links: http, https and mailto, nothing else, whoever wrote them. */

const ADDRESS = /(?:https?:\/\/|mailto:)[^\s<>"`\p{Cc}\u{fdd0}]{1,2048}/iuy;
const TARGET =
	/\(((?:https?:\/\/|mailto:)[^\s()<>"\u{fdd0}]{1,1024}(?:\([^\s()<>"\u{fdd0}]{0,512}\)[^\s()<>"\u{fdd0}]{0,512}){0,4})\)/iuy;
const TRAILING = /[.,;:!?'"*_~\]]/;

/**
 * A bare address at `at`, without the punctuation that ends the sentence around it. `href` is null when it looks
 * like one but is not: the caller takes all of it as text, so that it is never looked at twice.
 */
export function autolink(source: string, at: number): { href: string | null; text: string } | null {
	ADDRESS.lastIndex = at;
	const found = ADDRESS.exec(source)?.[0];
	if (!found) return null;
	const text = trimmed(found);
	return isSafe(text) ? { href: text, text } : { href: null, text: found };
}

/** The `(address)` after a label, when it starts at `at`. */
export function linkTarget(source: string, at: number): { href: string; end: number } | null {
	TARGET.lastIndex = at;
	const found = TARGET.exec(source);
	const href = found?.[1];
	return found && href && isSafe(href) ? { href, end: at + found[0].length } : null;
}

/** "(see https://a.example/b_(c))." keeps the bracket that it opened and drops the rest. */
function trimmed(address: string): string {
	let end = address.length;
	let surplus = 0;
	for (const character of address) surplus += character === ")" ? 1 : character === "(" ? -1 : 0;
	for (; end > 0; end--) {
		const last = address[end - 1] as string;
		if (last === ")" && surplus > 0) surplus--;
		else if (!TRAILING.test(last)) break;
	}
	return address.slice(0, end);
}

function isSafe(address: string): boolean {
	try {
		const { protocol, host, pathname } = new URL(address);
		if (protocol === "mailto:") return pathname.includes("@");
		return (protocol === "http:" || protocol === "https:") && host !== "";
	} catch {
		return false;
	}
}
