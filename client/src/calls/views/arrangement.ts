/** How I have arranged the faces: their sizes, and where I put those that I took out of the row. For this page only. */
import { signal } from "@preact/signals";

export type FaceSize = "small" | "medium" | "large";

export interface Spot {
	/** Shares of the room that is left beside the face, 0 to 1: so it stays inside however large the window is. */
	readonly x: number;
	readonly y: number;
}

export interface FacePlace {
	readonly size?: FaceSize;
	readonly spot?: Spot | null;
}

/** user id → what I chose. It outlives the page of the conversation, so that looking elsewhere undoes nothing. */
export const arrangement = signal<ReadonlyMap<string, FacePlace>>(new Map());

export function arrange(userId: string, change: FacePlace): void {
	const before = arrangement.peek().get(userId);
	arrangement.value = new Map(arrangement.peek()).set(userId, { ...before, ...change });
}

/** Everybody back into the row, at their usual size. */
export function tidyUp(): void {
	arrangement.value = new Map();
}

const NEXT: Record<FaceSize, FaceSize> = { small: "medium", medium: "large", large: "small" };

export function nextSize(size: FaceSize): FaceSize {
	return NEXT[size];
}

/** Many faces are small until one is enlarged, so that the messages keep their room. */
export function usualSize(people: number, wide: boolean): FaceSize {
	return wide || people > 6 ? "small" : "medium";
}

interface Box {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** The spot of a face whose corner is at (left, top), both boxes in the same pixels. */
export function spotAt(left: number, top: number, face: Pick<Box, "width" | "height">, area: Box): Spot {
	const share = (at: number, room: number) => (room <= 0 ? 0 : Math.min(1, Math.max(0, at / room)));
	return {
		x: share(left - area.left, area.width - face.width),
		y: share(top - area.top, area.height - face.height),
	};
}
