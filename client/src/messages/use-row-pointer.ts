/** Which message the mouse is on, and the ways to its menu: the other button, a long press, the menu key. */
import { useMemo, useRef } from "preact/hooks";
import type { Message } from "../api/types";
import { activeRow, openPopup, popup, swallowTap } from "./actions/popup";

/** Milliseconds of a finger that stays; where it may wander meanwhile, in px. */
const LONG = 480;
const WANDER = 10;
/** There the browser's own menu is worth more. */
const OWN_MENU = "a, img, video, audio, input, textarea, select, [contenteditable]";

export function useRowPointer(messages: readonly Message[]) {
	const latest = useRef(messages);
	latest.current = messages;
	return useMemo(() => handlers(latest), []);
}

function handlers(messages: { current: readonly Message[] }) {
	let press: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | null = null;
	const endPress = () => {
		clearTimeout(press?.timer);
		press = null;
	};
	const open = (row: HTMLElement, x: number, y: number) => {
		const message = messages.current.find(({ id }) => id === row.dataset.message);
		if (!message || (message.deleted_at && !message.thread)) return;
		openPopup("menu", message, { left: x, right: x, top: y, bottom: y });
	};
	return {
		onPointerOver: (event: PointerEvent) => {
			if (event.pointerType === "mouse") activeRow.value = rowOf(event)?.dataset.message ?? null;
		},
		onPointerLeave: () => {
			activeRow.value = null;
		},
		onFocusIn: (event: FocusEvent) => {
			const row = rowOf(event);
			if (row?.matches(":focus-visible, :has(:focus-visible)")) activeRow.value = row.dataset.message ?? null;
		},
		onFocusOut: (event: FocusEvent) => {
			const next = event.relatedTarget;
			if (!(next instanceof Element) || !next.closest("[data-message]")) activeRow.value = null;
		},
		onContextMenu: (event: MouseEvent) => {
			const row = rowOf(event);
			if (!row || wantsOwnMenu(event)) return;
			event.preventDefault();
			endPress();
			// The finger that still lies there has opened it already.
			if (popup.peek()?.message.id === row.dataset.message) return;
			const byKey = event.clientX === 0 && event.clientY === 0;
			const box = row.getBoundingClientRect();
			open(row, byKey ? box.left + 60 : event.clientX, byKey ? box.top + 20 : event.clientY);
		},
		onPointerDown: (event: PointerEvent) => {
			const row = rowOf(event);
			if (event.pointerType !== "touch" || !row || (event.target as Element).closest("button, a, input")) return;
			const { clientX: x, clientY: y } = event;
			const timer = setTimeout(() => {
				press = null;
				// The menu comes up under the finger: letting go must not press what lies there.
				swallowTap();
				open(row, x, y);
			}, LONG);
			press = { timer, x, y };
		},
		onPointerMove: (event: PointerEvent) => {
			if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > WANDER) endPress();
		},
		onPointerUp: endPress,
		onPointerCancel: endPress,
	};
}

function rowOf({ target }: Event): HTMLElement | null {
	return target instanceof Element ? target.closest<HTMLElement>("[data-message]") : null;
}

function wantsOwnMenu({ target }: Event): boolean {
	const selected = getSelection()?.toString() !== "";
	return selected || (target instanceof Element && target.closest(OWN_MENU) !== null);
}
