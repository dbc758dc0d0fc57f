/** Taking a face out of the row and putting it anywhere in the conversation, by mouse, finger or arrow keys. */
import { useRef } from "preact/hooks";
import { arrange, spotAt } from "./arrangement";

/** Pixels that a press may wander and still be a click. */
const SLACK = 6;
const STEP = 24;

interface Drag {
	pointer: number;
	/** Where in the face it was taken. */
	dx: number;
	dy: number;
	fromX: number;
	fromY: number;
	moved: boolean;
}

export function useDrag(userId: string) {
	const drag = useRef<Drag | null>(null);
	const wasDragged = useRef(false);
	return {
		/** The click that ends a drag is none. */
		tookClick: () => {
			const taken = wasDragged.current;
			wasDragged.current = false;
			return taken;
		},
		onPointerDown: (event: PointerEvent) => {
			wasDragged.current = false;
			if (event.button !== 0) return;
			const element = event.currentTarget as HTMLElement;
			// A quick hand is off the face before the first move is told.
			element.setPointerCapture(event.pointerId);
			const { face } = boxes(element);
			const { pointerId: pointer, clientX: fromX, clientY: fromY } = event;
			drag.current = { pointer, dx: fromX - face.left, dy: fromY - face.top, fromX, fromY, moved: false };
		},
		onPointerMove: (event: PointerEvent) => {
			const held = drag.current;
			if (!held || held.pointer !== event.pointerId) return;
			const element = event.currentTarget as HTMLElement;
			if (!held.moved && Math.hypot(event.clientX - held.fromX, event.clientY - held.fromY) < SLACK) return;
			held.moved = true;
			wasDragged.current = true;
			put(userId, element, event.clientX - held.dx, event.clientY - held.dy);
		},
		onPointerUp: () => {
			drag.current = null;
		},
		onPointerCancel: () => {
			drag.current = null;
		},
		onKeyDown: (event: KeyboardEvent) => step(userId, event),
	};
}

/** Arrow keys move it, Home puts it back into the row. */
function step(userId: string, event: KeyboardEvent): void {
	if (event.altKey || event.ctrlKey || event.metaKey) return;
	const [x, y] = STEPS[event.key] ?? [0, 0];
	if (event.key === "Home") arrange(userId, { spot: null });
	else if (x || y) {
		const element = event.currentTarget as HTMLElement;
		const { face } = boxes(element);
		put(userId, element, face.left + x * STEP, face.top + y * STEP);
	} else return;
	event.preventDefault();
}

function put(userId: string, element: HTMLElement, left: number, top: number): void {
	const { face, area } = boxes(element);
	if (area) arrange(userId, { spot: spotAt(left, top, face, area) });
}

const STEPS: Record<string, readonly [number, number]> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};

function boxes(element: HTMLElement): { face: DOMRect; area: DOMRect | undefined } {
	const face = element.closest(".face") ?? element;
	return { face: face.getBoundingClientRect(), area: element.closest(".conversation")?.getBoundingClientRect() };
}
