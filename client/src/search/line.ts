/**
 * The line that is searched for: words, "phrases" and filters as people type them (from:ann in:"Night train" has:link).
 * Read as the server reads it, so that what is shown as a filter is one.
 */

export const FILTERS = ["from", "in", "has", "before", "after"] as const;
export type FilterName = (typeof FILTERS)[number];

export interface Part {
	/** Where it stands in the line. */
	readonly begin: number;
	readonly end: number;
	readonly filter: FilterName | null;
	/** Without the filter's name and quotes. */
	readonly value: string;
}

const PART = /(?:(from|in|has|before|after):)?(?:"([^"]*)"?|(\S+))?/giu;

export function partsOf(line: string): Part[] {
	const parts: Part[] = [];
	for (const found of line.matchAll(PART)) {
		const [whole, filter, quoted, plain] = found;
		if (!whole) continue;
		const begin = found.index;
		const name = (filter?.toLowerCase() as FilterName | undefined) ?? null;
		parts.push({ begin, end: begin + whole.length, filter: name, value: quoted ?? plain ?? "" });
	}
	return parts;
}

/** The part in which the caret is, or right after which. */
export function partAt(line: string, caret: number): Part | undefined {
	return partsOf(line).find(({ begin, end }) => begin < caret && caret <= end);
}

/** A filter as it is typed; quoted where the value has spaces. */
export function filterWords(name: FilterName, value: string): string {
	return `${name}:${/\s/u.test(value) ? `"${value.replaceAll('"', "")}"` : value}`;
}

/** The line with other words in the place of the part; a space parts them from what follows. */
export function replaced(line: string, { begin, end }: Pick<Part, "begin" | "end">, words: string): string {
	const after = line.slice(end).trimStart();
	return `${line.slice(0, begin)}${words} ${after}`;
}

/** The line without the part. */
export function without(line: string, { begin, end }: Part): string {
	return `${line.slice(0, begin).trimEnd()} ${line.slice(end).trimStart()}`.trim();
}

/** Whether there is anything to look for: a filter that is not filled in yet is nothing, and so are days alone. */
export function asksAnything(line: string): boolean {
	return partsOf(line).some(({ filter, value }) => {
		if (filter === null) return /[\p{L}\p{N}\p{S}]/u.test(value);
		return filter !== "before" && filter !== "after" && value.trim() !== "";
	});
}
