/** How large pictures are shown, before a byte of them is there: nothing jumps when they come. Pure. */

/** Pixels. */
const WIDEST = 420;
const TALLEST = 360;
const LEAST = 96;

export interface Box {
	/** Pixels; less where there is less room. */
	readonly width: number;
	/** Width by height. */
	readonly ratio: number;
}

interface Size {
	readonly width?: number | null | undefined;
	readonly height?: number | null | undefined;
}

/** One picture: as large as it is, within bounds. What is very long is cut to a shape that can be seen. */
export function boxOf({ width, height }: Size): Box {
	if (!width || !height) return { width: WIDEST, ratio: 16 / 9 };
	const ratio = Math.min(3, Math.max(0.5, width / height));
	const fitting = Math.min(WIDEST, TALLEST * ratio, width);
	return { width: Math.round(Math.max(LEAST, fitting)), ratio };
}

/** A film: never smaller than its controls need. */
export function filmBoxOf(size: Size): Box {
	const { width, ratio } = boxOf(size);
	const large = Math.max(Math.min(WIDEST, TALLEST * ratio), width);
	return { width: Math.round(Math.max(240, large)), ratio };
}

export interface Grid<T> extends Box {
	/** At most four; the last stands for `more`, too. */
	readonly shown: readonly T[];
	/** How many are behind the last one. */
	readonly more: number;
	/** Names the arrangement. */
	readonly shape: "one" | "two" | "three" | "four";
}

const SHAPES = ["one", "two", "three", "four"] as const;

export function gridOf<T extends Size>(pictures: readonly T[]): Grid<T> {
	const shown = pictures.slice(0, 4);
	const shape = SHAPES[shown.length - 1] ?? "one";
	const box = shown.length === 1 && shown[0] ? boxOf(shown[0]) : { width: WIDEST, ratio: ratioOf(shown) };
	return { ...box, shown, shape, more: pictures.length - shown.length };
}

/** Two upright ones stand in a taller frame than two wide ones. */
function ratioOf(shown: readonly Size[]): number {
	if (shown.length !== 2) return 1.4;
	const upright = shown.filter(({ width, height }) => (width ?? 1) < (height ?? 1)).length;
	return [2, 1.7, 1.4][upright] ?? 1.7;
}
