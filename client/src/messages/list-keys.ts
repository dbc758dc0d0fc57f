/** Going through the rows of a list with the arrow keys, and who answers to the other keys. */

const ROWS = "[data-message]";
/** Pixels of a row that may be out of sight before the arrow scrolls instead of leaving it. */
const HIDDEN = 8;

/** The message's row that has the focus itself, not something in it. */
export function focusedRow(event: Event): HTMLElement | null {
	const { target } = event;
	return target instanceof HTMLElement && target.matches(ROWS) ? target : null;
}

/** Arrow up and down: says whether the key was used. A row that is taller than the view is scrolled through first. */
export function moveAmongRows(event: KeyboardEvent): boolean {
	if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return false;
	if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
	const list = event.currentTarget as HTMLElement;
	const row = focusedRow(event);
	if (!row && event.target !== list) return false;
	const down = event.key === "ArrowDown";
	if (row && reachesOut(row, list, down)) return false;
	const next = row ? nextRow(list, row, down) : nearestRow(list);
	if (!next) return false;
	event.preventDefault();
	focusRow(next);
	return true;
}

export function focusRow(row: HTMLElement): void {
	row.focus({ preventScroll: true });
	row.scrollIntoView({ block: "nearest" });
}

function reachesOut(row: HTMLElement, list: HTMLElement, down: boolean): boolean {
	const [inner, outer] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
	return down ? inner.bottom > outer.bottom + HIDDEN : inner.top < outer.top - HIDDEN;
}

function nextRow(list: HTMLElement, row: HTMLElement, down: boolean): HTMLElement | undefined {
	const rows = [...list.querySelectorAll<HTMLElement>(ROWS)];
	return rows[rows.indexOf(row) + (down ? 1 : -1)];
}

/** From the list itself: the lowest row in view. */
function nearestRow(list: HTMLElement): HTMLElement | undefined {
	const { bottom } = list.getBoundingClientRect();
	const rows = [...list.querySelectorAll<HTMLElement>(ROWS)];
	return rows.findLast((row) => row.getBoundingClientRect().top < bottom - HIDDEN) ?? rows.at(-1);
}
