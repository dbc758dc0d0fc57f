/** The focus that fell out of the page, because what had it is gone: back to where one writes. */
import { hasTouch } from "./touch";

/** Leaves it alone when it is somewhere, and with fingers: there the keyboard would come up. */
export function rescueFocus(): void {
	if (document.activeElement !== document.body || hasTouch()) return;
	document.querySelector<HTMLElement>("[data-rest]")?.focus({ preventScroll: true });
}
