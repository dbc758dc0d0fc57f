/** Who voted for what, in a poll that is not anonymous. Moves on while people vote. */
import { useApp } from "../app/context";
import { count } from "../groups/people";
import { findMessage } from "../store/messages";
import { Avatar } from "../ui/avatar";
import { Dialog } from "../ui/dialog";
import { namesOf } from "./poll-view";

interface VotesProps {
	conversationId: string;
	messageId: string;
	onClose: () => void;
}

export function VotesDialog({ conversationId, messageId, onClose }: VotesProps) {
	const state = useApp().state.value;
	const message = findMessage(state, conversationId, messageId);
	return (
		<Dialog title="Who voted" onClose={onClose}>
			{message?.poll && <p class="soft clip">{message.text}</p>}
			{message?.poll?.options.map(({ text, user_ids = [] }) => (
				<section key={text} class="poll-voters">
					<h3>
						<span dir="auto">{text}</span>
						<small>{count(user_ids.length, "vote")}</small>
					</h3>
					<ul role="list">
						{user_ids.map((id, at) => (
							<li key={id}>
								<Avatar id={id} name={namesOf(state, [id])[0] ?? ""} size={24} deleted={isGone(id)} />
								<span dir="auto">{namesOf(state, user_ids)[at]}</span>
							</li>
						))}
					</ul>
				</section>
			)) ?? <p>This poll is gone.</p>}
		</Dialog>
	);

	function isGone(id: string): boolean {
		return state.users.get(id)?.kind === "deleted";
	}
}
