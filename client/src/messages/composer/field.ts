/** Writing into the text field on somebody's behalf, so that Ctrl+Z takes it back like anything typed. */
import type { Change } from "./format";

export function typeInto(area: HTMLTextAreaElement, { from, to, piece }: Change): void {
	area.focus({ preventScroll: true });
	area.setSelectionRange(from, to);
	if (from === to && piece === "") return;
	// Deprecated and without a successor: nothing else keeps the field's own history of changes.
	const done = document.execCommand(piece === "" ? "delete" : "insertText", false, piece);
	if (done && area.value.slice(from, from + piece.length) === piece) return;
	area.setRangeText(piece, from, to, "end");
	area.dispatchEvent(new Event("input", { bubbles: true }));
}
