/** The thread beside a conversation, loaded with the first that is opened. */
import { lazy } from "../../ui/lazy";
import type { ThreadPanelProps } from "./panel";

export const ThreadPanel = lazy<ThreadPanelProps>(async () => (await import("./panel")).ThreadPanel);

export async function preloadThreads(): Promise<void> {
	await ThreadPanel.preload();
}
