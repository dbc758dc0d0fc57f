/** Under the head of a conversation: what was pinned last, and the way to the rest. */
import { Pin } from "lucide";
import { useEffect } from "preact/hooks";
import { useApp } from "../app/context";
import { useShowDialog } from "../app/show-dialog";
import { count } from "../groups/people";
import { findMessage } from "../store/messages";
import { Icon } from "../ui/icon";
import { useGoTo } from "./go-to";
import { summaryOf } from "./summary";

export function PinBar({ conversationId }: { conversationId: string }) {
	const app = useApp();
	const show = useShowDialog();
	const goTo = useGoTo();
	const state = app.state.value;
	const isLive = app.connection.value === "live";
	// Loaded anew after each time away: pins that were set meanwhile may be outside of every window.
	useEffect(() => {
		if (isLive) app.messages.loadPins(conversationId).catch(() => {});
	}, [app, conversationId, isLive]);
	const ids = app.messages.pins.value.get(conversationId) ?? [];
	const pinned = ids.flatMap((id) => findMessage(state, conversationId, id) ?? []).filter((message) => message.pinned);
	const [newest] = pinned;
	if (!newest) return null;
	return (
		<div class="pin-bar">
			<button type="button" class="pin-bar-go" onClick={() => goTo(newest)}>
				<Icon shape={Pin} size={15} />
				<span class="clip" dir="auto">
					<span class="unseen">Pinned: </span>
					{summaryOf(newest) || "A message"}
				</span>
			</button>
			<button type="button" class="link-button" onClick={() => show({ name: "pins", conversationId })}>
				{pinned.length === 1 ? "Pins" : `All ${pinned.length}`}
				<span class="unseen">{count(pinned.length, "pinned message")}</span>
			</button>
		</div>
	);
}
