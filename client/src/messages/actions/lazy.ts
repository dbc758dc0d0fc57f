/** What is loaded when somebody first does something with a message. */
import type { Message } from "../../api/types";
import { lazy } from "../../ui/lazy";

interface OfOne {
	message: Message;
	onClose: () => void;
}

export const RowTools = lazy<{ message: Message }>(async () => (await import("./row-tools")).RowTools, null);
export const Pins = lazy<{ newest: Message; all: number }>(async () => (await import("../pins")).Pins, null);
export const RowPopup = lazy(async () => (await import("./row-popup")).RowPopup, null);
export const DeleteMessageDialog = lazy<OfOne>(async () => (await import("./dialogs")).DeleteMessageDialog);
export const ForwardDialog = lazy<OfOne>(async () => (await import("./dialogs")).ForwardDialog);
export const HistoryDialog = lazy<OfOne>(async () => (await import("./dialogs")).HistoryDialog);
export const PinsDialog = lazy<{ conversationId: string; onClose: () => void }>(
	async () => (await import("./dialogs")).PinsDialog,
);

/** The rules of keys and menus, for a key that is pressed before any menu was open. */
export const loadKeys = () => import("./keys");

/** For a renderer without a browser. */
export async function preloadMessageViews(): Promise<void> {
	const views = [Pins, RowTools, RowPopup, DeleteMessageDialog, ForwardDialog, HistoryDialog, PinsDialog];
	await Promise.all(views.map(({ preload }) => preload()));
}
