/** Brings a list to the message that somebody asked for, marks it for a moment, and gives it the focus. */
import { useEffect } from "preact/hooks";
import { useApp } from "../app/context";
import type { Timeline } from "../store/state";
import { flash, rowElement } from "./actions/popup";
import type { ListHandle } from "./virtual-list";

/** The wish that was answered last: a list that opens later must not go there again. */
let answered = 0;

/** The key of the row to open at, when the list appears for such a wish. */
export function useTarget(
	placeId: string,
	timeline: Timeline,
	list: { current: ListHandle | null },
): string | undefined {
	const target = useApp().messages.target.value;
	const wanted = target && target.placeId === placeId && target.ask > answered ? target : null;
	const message = wanted && timeline.messages.find(({ number }) => number === wanted.number);
	useEffect(() => {
		if (!wanted || !message) return;
		answered = wanted.ask;
		list.current?.toRow(message.id);
		flash(message.id);
		const focus = requestAnimationFrame(() => giveFocus(message.id));
		return () => cancelAnimationFrame(focus);
	}, [wanted?.ask, message?.id]);
	return message?.id;
}

/** Whoever is writing goes on writing. */
function giveFocus(messageId: string): void {
	const active = document.activeElement;
	const writes = active instanceof HTMLElement && active.matches("input, textarea") && !active.closest("dialog");
	if (!writes || (active instanceof HTMLTextAreaElement && active.value === "")) {
		rowElement(messageId)?.focus({ preventScroll: true });
	}
}
