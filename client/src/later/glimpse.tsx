/** A message shown away from its conversation: who, where, when, the beginning of it, and the way there. */
import type { ComponentChildren } from "preact";
import { Link } from "wouter-preact";
import type { Message } from "../api/types";
import { useApp } from "../app/context";
import { titleOf } from "../conversations/select";
import { userName } from "../groups/people";
import { Markdown } from "../messages/markdown-view";
import { addressOf } from "../messages/permalink";
import { summaryOf } from "../messages/summary";
import { Avatar } from "../ui/avatar";
import { moment } from "./times";

interface GlimpseProps {
	message: Message;
	/** Under the words: what there is to say about it here. */
	note?: ComponentChildren;
	/** Under the words, in full. */
	below?: ComponentChildren;
	/** What can be done with it. */
	children?: ComponentChildren;
}

export function Glimpse({ message, note, below, children }: GlimpseProps) {
	const state = useApp().state.value;
	const author = state.users.get(message.author_id);
	const conversation = state.conversations.get(message.conversation_id);
	const name = userName(author);
	const place = conversation ? titleOf(state, conversation) : "";
	const link = !message.deleted_at && (
		<Link class="button quiet" href={addressOf(message)}>
			Go to it
		</Link>
	);
	return (
		<article class="glimpse" aria-label={`${name}: ${summaryOf(message)}`}>
			<Avatar id={message.author_id} name={name} size={36} deleted={author?.kind === "deleted"} />
			<div class="glimpse-words">
				<p class="glimpse-head">
					<b dir="auto">{name}</b>
					<small>
						{message.thread_of ? "in a thread of " : "in "}
						<span dir="auto">{place}</span> ·{" "}
						<time dateTime={message.sent_at}>{moment(new Date(message.sent_at))}</time>
					</small>
					{!children && link}
				</p>
				<GlimpseBody message={message} />
				{note && <p class="glimpse-note soft">{note}</p>}
				{below}
				{children && (
					<div class="glimpse-actions">
						{link}
						{children}
					</div>
				)}
			</div>
		</article>
	);
}

function GlimpseBody({ message }: { message: Message }) {
	const { text, entities, files = [], poll, deleted_at } = message;
	if (deleted_at) return <p class="glimpse-text soft">This message was deleted.</p>;
	return (
		<>
			{text && (
				<div class="glimpse-text">
					<Markdown text={text} entities={entities ?? []} />
				</div>
			)}
			{files.length > 0 && <p class="soft">{summaryOf({ files })}</p>}
			{poll && <p class="soft">{poll.options.map((option) => option.text).join(" · ")}</p>}
		</>
	);
}
