/** The address of a search, so that going back to it works. Apart from the rest, since the first screen links to it. */
export function searchAddress(line: string): string {
	return line ? `/search?q=${encodeURIComponent(line)}` : "/search";
}
