/** What stands open at a message, and which message the hand or the focus is on. One of each for the whole page. */
import { signal } from "@preact/signals";
import type { Message } from "../../api/types";

/** A rectangle of the page, in px of the window. */
export interface Anchor {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

export interface Popup {
	readonly kind: "menu" | "react";
	readonly message: Message;
	readonly anchor: Anchor;
	/** Where the focus goes afterwards. */
	readonly from: HTMLElement | null;
}

export const popup = signal<Popup | null>(null);

/** The message under the mouse, or with the focus. */
export const activeRow = signal<string | null>(null);

/** The message that is marked for a moment: one was brought to it. */
export const flashed = signal<string | null>(null);

/** Milliseconds, as long as its animation in the style sheet. */
const FLASH = 2_200;

let unflash: ReturnType<typeof setTimeout> | undefined;

export function flash(messageId: string): void {
	clearTimeout(unflash);
	flashed.value = messageId;
	unflash = setTimeout(() => {
		flashed.value = null;
	}, FLASH);
}

export function openPopup(kind: Popup["kind"], message: Message, at: HTMLElement | Anchor): void {
	const isElement = at instanceof HTMLElement;
	const active = document.activeElement;
	const from = isElement ? at : active instanceof HTMLElement ? active : null;
	popup.value = { kind, message, anchor: isElement ? at.getBoundingClientRect() : at, from };
}

/** `focus`: give it back to where it came from, or to the row of the message when that is gone. */
export function closePopup({ focus = true } = {}): void {
	const before = popup.peek();
	popup.value = null;
	if (!focus || !before) return;
	const back = before.from?.isConnected ? before.from : rowElement(before.message.id);
	back?.focus({ preventScroll: true });
}

export function rowElement(messageId: string): HTMLElement | null {
	return document.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
}

/** The finger that is down now presses nothing when it is lifted. */
export function swallowTap(): void {
	const lifted = new AbortController();
	const until = { capture: true, passive: false, signal: lifted.signal };
	const end = (event: Event) => {
		if (event.type === "touchend") event.preventDefault();
		lifted.abort();
	};
	document.addEventListener("touchend", end, until);
	document.addEventListener("touchcancel", end, until);
}
