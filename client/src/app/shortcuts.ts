/**
 * Keys that work everywhere: Ctrl K finds, Ctrl Shift F searches messages, Alt with up and down goes through the conversations of the sidebar, and Shift
 * Esc says that all is read.
 */
import { useEffect } from "preact/hooks";

interface Shortcuts {
	onFind: () => void;
	onSearch: () => void;
	onStep: (step: 1 | -1) => void;
	onReadAll: () => void;
}

export function useShortcuts({ onFind, onSearch, onStep, onReadAll }: Shortcuts): void {
	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent) => {
			if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
				event.preventDefault();
				onFind();
			} else if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "f") {
				event.preventDefault();
				onSearch();
			} else if (event.altKey && !event.ctrlKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
				event.preventDefault();
				onStep(event.key === "ArrowDown" ? 1 : -1);
			} else if (event.shiftKey && event.key === "Escape") {
				event.preventDefault();
				onReadAll();
			}
		};
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [onFind, onSearch, onStep, onReadAll]);
}
