// Runs before the first paint, so that nobody sees the wrong light. The settings (ui/theme.ts) write localStorage
// and send "theme"; what is not chosen there follows the device, also while the page is open.
(() => {
	const root = document.documentElement;
	const dark = matchMedia("(prefers-color-scheme: dark)");
	const more = matchMedia("(prefers-contrast: more)");
	const kept = (key) => {
		try {
			return localStorage.getItem(key);
		} catch {
			return null;
		}
	};
	const apply = () => {
		const theme = kept("theme");
		root.dataset.theme = theme === "light" || theme === "dark" ? theme : dark.matches ? "dark" : "light";
		root.dataset.contrast = kept("contrast") === "more" || more.matches ? "more" : "normal";
	};
	apply();
	dark.addEventListener("change", apply);
	more.addEventListener("change", apply);
	addEventListener("storage", apply);
	addEventListener("theme", apply);
})();
