/** Moving in lists by keyboard: arrows, Home and End go among the items; Tab leaves the list. */

/** Moves the focus among the elements that match `items` inside `list`. True when the key was used. */
export function moveFocus(event: KeyboardEvent, list: HTMLElement, items: string): boolean {
	const all = [...list.querySelectorAll<HTMLElement>(items)].filter((item) => item.offsetParent !== null);
	const at = all.indexOf(document.activeElement as HTMLElement);
	const to = target(event.key, at, all.length);
	if (to === null || all.length === 0) return false;
	event.preventDefault();
	all[to]?.focus();
	return true;
}

function target(key: string, at: number, count: number): number | null {
	if (key === "ArrowDown") return at < 0 ? 0 : Math.min(at + 1, count - 1);
	if (key === "ArrowUp") return at < 0 ? count - 1 : Math.max(at - 1, 0);
	if (key === "Home") return 0;
	if (key === "End") return count - 1;
	return null;
}
