/** What is wrong with a device, in one sentence that says what to do. Browsers tell only the name of the error. */

export type Device = "microphone" | "camera" | "screen";

export function problemWith(device: Device, error: unknown): string {
	const name = error instanceof Error || isNamed(error) ? error.name : "";
	switch (name) {
		case "NotAllowedError":
		case "SecurityError":
			return device === "screen"
				? "The screen was not shared. Choose a window or a screen, and allow it when your browser or system asks."
				: `The ${device} is blocked. Allow it with the icon beside the page's address, then try again.`;
		case "NotFoundError":
		case "OverconstrainedError":
			return device === "screen"
				? "There is nothing to share here. Try it from a computer's browser."
				: `No ${device} was found. Plug one in, or choose another in the call's devices.`;
		case "NotReadableError":
		case "AbortError":
			return device === "screen"
				? "The screen can't be captured. Close other programs that record it, then try again."
				: `The ${device} can't be opened. Close other programs that use it, then try again.`;
		default:
			return `The ${device === "screen" ? "screen can't be shared" : `${device} can't be opened`}. Try again.`;
	}
}

/** A DOMException is not an Error in every engine. */
function isNamed(error: unknown): error is { name: string } {
	return typeof error === "object" && error !== null && "name" in error && typeof error.name === "string";
}
