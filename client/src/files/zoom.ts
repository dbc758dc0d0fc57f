/** How far a picture is enlarged and where it has been moved to, inside of a frame. Pure; all in pixels. */

export interface Area {
	readonly width: number;
	readonly height: number;
}

export interface Point {
	readonly x: number;
	readonly y: number;
}

export interface View {
	/** 1: it fits. */
	readonly scale: number;
	/** How far its middle is from the frame's. */
	readonly x: number;
	readonly y: number;
}

export const WHOLE: View = { scale: 1, x: 0, y: 0 };
const MOST = 8;

/** As large as the frame allows, and no larger than it is. */
export function fitting(picture: Area, frame: Area): Area {
	const scale = Math.min(1, frame.width / picture.width, frame.height / picture.height);
	return { width: picture.width * scale, height: picture.height * scale };
}

/** Enlarged around a point (measured from the frame's middle), which stays where it is. */
export function zoomed(view: View, factor: number, around: Point, fit: Area, frame: Area): View {
	const scale = Math.min(MOST, Math.max(1, view.scale * factor));
	const change = scale / view.scale;
	const next = { scale, x: around.x - (around.x - view.x) * change, y: around.y - (around.y - view.y) * change };
	return held(next, fit, frame);
}

export function moved(view: View, by: Point, fit: Area, frame: Area): View {
	return held({ ...view, x: view.x + by.x, y: view.y + by.y }, fit, frame);
}

/** Its edges do not leave the frame's when it is larger; it stays in the middle when it is not. */
function held(view: View, fit: Area, frame: Area): View {
	return {
		scale: view.scale,
		x: within(view.x, (fit.width * view.scale - frame.width) / 2),
		y: within(view.y, (fit.height * view.scale - frame.height) / 2),
	};
}

function within(value: number, most: number): number {
	// Never -0: it would be another value to whoever compares.
	return most <= 0 ? 0 : Math.min(most, Math.max(-most, value)) + 0;
}

/** What a finger meant that came up again: a step to the side, away, or nothing. */
export function swipeOf({ x, y }: Point): "next" | "previous" | "close" | null {
	if (Math.abs(x) > 60 && Math.abs(x) > Math.abs(y)) return x < 0 ? "next" : "previous";
	return y > 90 ? "close" : null;
}
