/** Asks before a message goes for everybody. */
import type { Message } from "../../api/types";
import { useApp } from "../../app/context";
import { ConfirmDialog } from "../../ui/dialog";
import { SaidBy } from "./said-by";

export function DeleteMessageDialog({ message, onClose }: { message: Message; onClose: () => void }) {
	const app = useApp();
	const mine = message.author_id === app.state.value.me?.id;
	return (
		<ConfirmDialog
			title={mine ? "Delete your message?" : "Delete this message?"}
			words={
				<div class="delete-words">
					<SaidBy message={message} />
					<p>It goes for everybody, with its files, its earlier words and every forward of it. This can't be undone.</p>
				</div>
			}
			action="Delete"
			run={() => app.messages.remove(message)}
			onClose={onClose}
		/>
	);
}
