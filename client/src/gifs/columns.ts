/** Lays gifs out in columns of about the same height, and finds the way among them. Pure. */

export interface Sized {
	readonly width: number;
	readonly height: number;
}

export interface Placed<G> {
	readonly gif: G;
	/** Its place in the order in which they were found. */
	readonly index: number;
}

const COLUMNS = 3;

/** Each into the column that is the shortest so far: what was found first stays at the top. */
export function columnsOf<G extends Sized>(gifs: readonly G[]): Placed<G>[][] {
	const columns: Placed<G>[][] = Array.from({ length: COLUMNS }, () => []);
	const heights = columns.map(() => 0);
	gifs.forEach((gif, index) => {
		const to = heights.indexOf(Math.min(...heights));
		columns[to]?.push({ gif, index });
		heights[to] = (heights[to] ?? 0) + (gif.height || 1) / (gif.width || 1);
	});
	return columns;
}

/** Where an arrow leads from the gif at `at`; null for other keys and beyond an edge. */
export function neighbour(columns: readonly (readonly Placed<Sized>[])[], at: number, key: string): number | null {
	const column = columns.findIndex((placed) => placed.some(({ index }) => index === at));
	const row = columns[column]?.findIndex(({ index }) => index === at) ?? -1;
	if (row < 0) return null;
	if (key === "ArrowDown" || key === "ArrowUp") {
		return columns[column]?.[row + (key === "ArrowDown" ? 1 : -1)]?.index ?? null;
	}
	if (key !== "ArrowRight" && key !== "ArrowLeft") return null;
	const beside = columns[column + (key === "ArrowRight" ? 1 : -1)];
	return beside?.[Math.min(row, beside.length - 1)]?.index ?? null;
}
