/** A message as one looks at it in a dialog: who, when, and its words. */
import type { ComponentChildren } from "preact";
import type { Message } from "../../api/types";
import { useApp } from "../../app/context";
import { BotBadge } from "../../groups/bot-badge";
import { userName } from "../../groups/people";
import { Avatar } from "../../ui/avatar";
import { clock, dayName } from "../../ui/time";
import { summaryOf } from "../summary";

interface SaidByProps {
	message: Message;
	/** Instead of its words in short. */
	children?: ComponentChildren;
}

export function SaidBy({ message, children }: SaidByProps) {
	const { users } = useApp().state.value;
	const author = users.get(message.author_id);
	const name = userName(author);
	return (
		<div class="said-by">
			<Avatar id={message.author_id} name={name} size={32} deleted={author?.kind === "deleted"} />
			<div class="said-words">
				<p class="message-by">
					<b dir="auto">{name}</b>
					<BotBadge user={author} />
					<time dateTime={message.sent_at}>{`${dayName(message.sent_at)}, ${clock(message.sent_at)}`}</time>
				</p>
				{children ?? (
					<p class="said-short" dir="auto">
						{summaryOf(message)}
					</p>
				)}
			</div>
		</div>
	);
}
