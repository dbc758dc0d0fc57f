/** Names of emoji: as they are written between colons. Pure. */

export const LONGEST_NAME = 32;
const SHORTEST_NAME = 2;

/** What the name of a file suggests: "Party Parrot.gif" → "party_parrot". Empty when nothing is left of it. */
export function nameFromFile(fileName: string): string {
	const stem = fileName.replace(/\.[^.]*$/, "");
	return tidyName(stem).replace(/^_+|_+$/g, "");
}

/** What can be typed: everything else becomes an underscore. */
export function tidyName(typed: string): string {
	const plain = typed.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
	return plain.replace(/[^a-z0-9_]+/g, "_").slice(0, LONGEST_NAME);
}

/** In words, or null. */
export function problemWith(name: string, taken: readonly string[]): string | null {
	if (name.length < SHORTEST_NAME) return "Give it a name of at least two letters.";
	return taken.includes(name) ? "There is an emoji of that name." : null;
}
