/** The choice of light, dark and contrast. It is kept on this device and applied by `public/theme.js`. */

export type Theme = "system" | "light" | "dark";
export type Contrast = "system" | "more";

export function chosenTheme(): Theme {
	const kept = read("theme");
	return kept === "light" || kept === "dark" ? kept : "system";
}

export function chosenContrast(): Contrast {
	return read("contrast") === "more" ? "more" : "system";
}

export function chooseTheme(theme: Theme): void {
	write("theme", theme);
}

export function chooseContrast(contrast: Contrast): void {
	write("contrast", contrast);
}

function read(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

function write(key: string, value: string): void {
	try {
		localStorage.setItem(key, value);
	} catch {
		// Without storage the choice follows the system.
	}
	window.dispatchEvent(new Event("theme"));
}
