/** What is pinned in a conversation, the newest pin first. */
import { PinOff } from "lucide";
import { useApp } from "../../app/context";
import { shortName } from "../../groups/people";
import { findMessage } from "../../store/messages";
import { IconButton } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { ago } from "../../ui/time";
import { useGoTo } from "../go-to";
import { SaidBy } from "./said-by";

export function PinsDialog({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
	const app = useApp();
	const goTo = useGoTo();
	const state = app.state.value;
	const ids = app.messages.pins.value.get(conversationId) ?? [];
	const pinned = ids.flatMap((id) => findMessage(state, conversationId, id) ?? []).filter((message) => message.pinned);
	return (
		<Dialog title="Pinned" onClose={onClose}>
			{pinned.length === 0 && <p class="soft">Nothing is pinned. Pin a message from its menu, and all find it here.</p>}
			<ul class="pins" role="list">
				{pinned.map((message) => (
					<li key={message.id} class="pin-row">
						<button
							type="button"
							class="pin-go"
							onClick={() => {
								onClose();
								goTo(message);
							}}
						>
							<SaidBy message={message} />
							<span class="soft pin-by">
								{`Pinned by ${shortName(state.users.get(message.pinned?.by ?? ""))} ${ago(message.pinned?.at ?? "")}`}
							</span>
						</button>
						<IconButton label="Unpin" icon={PinOff} onClick={() => app.messages.unpin(message)} />
					</li>
				))}
			</ul>
		</Dialog>
	);
}
