/** Fingers instead of a mouse: Enter makes lines, and nothing takes the focus (and raises the keyboard) by itself. */
export function hasTouch(): boolean {
	return typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;
}
