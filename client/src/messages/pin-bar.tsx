/** Whether anything is pinned in a conversation; what it looks like loads then. */
import { useEffect } from "preact/hooks";
import { useApp } from "../app/context";
import { findMessage } from "../store/messages";
import { Pins } from "./actions/lazy";

export function PinBar({ conversationId }: { conversationId: string }) {
	const app = useApp();
	const state = app.state.value;
	const isLive = app.connection.value === "live";
	// Loaded anew after each time away: pins that were set meanwhile may be outside of every window.
	useEffect(() => {
		if (isLive) app.messages.loadPins(conversationId).catch(() => {});
	}, [app, conversationId, isLive]);
	const ids = app.messages.pins.value.get(conversationId) ?? [];
	const pinned = ids.flatMap((id) => findMessage(state, conversationId, id) ?? []).filter((message) => message.pinned);
	const [newest] = pinned;
	return newest ? <Pins newest={newest} all={pinned.length} /> : null;
}
