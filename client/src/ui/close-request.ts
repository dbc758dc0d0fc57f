/**
 * What lies over the page closes with the gesture or button that goes back on Android, instead of the page being left.
 * Where a browser knows no close requests this does nothing; dialogs hear of them by themselves.
 */
import { useEffect } from "preact/hooks";

interface Watcher {
	onclose: (() => void) | null;
	destroy(): void;
}

/** `close` may be called when it is closed already: Escape is such a request too. */
export function useCloseRequest(open: boolean, close: () => void): void {
	useEffect(() => {
		const { CloseWatcher } = globalThis as { CloseWatcher?: new () => Watcher };
		if (!open || !CloseWatcher) return;
		const watcher = new CloseWatcher();
		watcher.onclose = () => close();
		return () => watcher.destroy();
	}, [open]);
}
