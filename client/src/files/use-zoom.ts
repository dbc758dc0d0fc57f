/** Fingers, mouse and wheel on a picture: pinch and wheel enlarge, dragging moves it, a swipe steps on. */
import { useRef, useState } from "preact/hooks";
import { type Area, fitting, moved, type Point, swipeOf, type View, WHOLE, zoomed } from "./zoom";

interface Swipes {
	next: () => void;
	previous: () => void;
	close: () => void;
}

export function useZoom(picture: Area & { id: string }, frame: Area, swipes: Swipes) {
	// Another picture begins whole, in the very render that shows it: an effect would come after a quick key.
	const [kept, setKept] = useState({ of: picture.id, view: WHOLE });
	const view = kept.of === picture.id ? kept.view : WHOLE;
	const setView = (change: (now: View) => View) =>
		setKept((now) => ({ of: picture.id, view: change(now.of === picture.id ? now.view : WHOLE) }));
	/** How far a finger has dragged a picture that fits. */
	const [drag, setDrag] = useState<Point>({ x: 0, y: 0 });
	const fit = fitting(picture, frame);
	const zoom = (factor: number, around: Point = { x: 0, y: 0 }) =>
		setView((now) => zoomed(now, factor, around, fit, frame));
	const move = (by: Point) => setView((now) => moved(now, by, fit, frame));
	const fingers = useFingers({
		onDrag: (by) => (view.scale > 1 ? move(by) : setDrag((now) => ({ x: now.x + by.x, y: now.y + by.y }))),
		onPinch: zoom,
		onUp: () => {
			const meant = view.scale > 1 ? null : swipeOf(drag);
			setDrag({ x: 0, y: 0 });
			if (meant) swipes[meant]();
		},
	});
	const handlers = {
		...fingers,
		onWheel: (event: WheelEvent) => {
			event.preventDefault();
			zoom(Math.exp(-event.deltaY / 400), fromMiddle(event));
		},
		onDblClick: (event: MouseEvent) => {
			if (view.scale > 1) setView(() => WHOLE);
			else zoom(2.5, fromMiddle(event));
		},
	};
	return { view, drag, fit, zoom, move, reset: () => setView(() => WHOLE), handlers };
}

interface Fingers {
	onDrag: (by: Point) => void;
	onPinch: (factor: number, around: Point) => void;
	onUp: () => void;
}

function useFingers({ onDrag, onPinch, onUp }: Fingers) {
	const down = useRef(new Map<number, Point>());
	const end = (event: PointerEvent) => {
		if (!down.current.delete(event.pointerId)) return;
		if (down.current.size === 0) onUp();
	};
	return {
		onPointerDown: (event: PointerEvent) => {
			if (event.button !== 0) return;
			(event.currentTarget as Element).setPointerCapture(event.pointerId);
			down.current.set(event.pointerId, fromMiddle(event));
		},
		onPointerMove: (event: PointerEvent) => {
			const before = down.current.get(event.pointerId);
			if (!before) return;
			const now = fromMiddle(event);
			const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
			down.current.set(event.pointerId, now);
			if (!other) onDrag({ x: now.x - before.x, y: now.y - before.y });
			else onPinch(apart(now, other) / Math.max(1, apart(before, other)), between(now, other));
		},
		onPointerUp: end,
		onPointerCancel: end,
	};
}

function fromMiddle(event: MouseEvent): Point {
	const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
	return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
}

function apart(one: Point, other: Point): number {
	return Math.hypot(one.x - other.x, one.y - other.y);
}

function between(one: Point, other: Point): Point {
	return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
