/** The message that another one answers, in one line; a press goes to it. */
import { CornerUpLeft } from "lucide";
import { useEffect } from "preact/hooks";
import { useLocation } from "wouter-preact";
import type { Message, Quoted } from "../api/types";
import { useApp } from "../app/context";
import { userName } from "../groups/people";
import { findMessage } from "../store/messages";
import { Icon } from "../ui/icon";
import { useGoTo } from "./go-to";
import { summaryOf } from "./summary";

interface QuoteProps {
	/** The answer. */
	message: Pick<Message, "conversation_id" | "thread_of">;
	quoted: Quoted;
}

export function Quote({ message, quoted }: QuoteProps) {
	const app = useApp();
	const state = app.state.value;
	const goTo = useGoTo();
	const [path] = useLocation();
	const original = findMessage(state, message.conversation_id, quoted.id);
	const missing = app.messages.missing.value.has(quoted.id);
	// Ids are all that a quote holds, so that what was erased is erased here too.
	useEffect(() => {
		if (!original) app.messages.want(quoted.id);
	}, [app, quoted.id, original === undefined]);
	const mine = quoted.author_id === state.me?.id;
	const author = mine ? "You" : userName(state.users.get(quoted.author_id));
	return (
		<button
			type="button"
			class="quote"
			disabled={!original || Boolean(original.deleted_at)}
			onClick={() => original && goTo(original, path)}
		>
			<b dir="auto">
				<Icon shape={CornerUpLeft} size={13} />
				<span class="unseen">Answers </span>
				{author}
			</b>
			<span class={original && !original.deleted_at ? "clip" : "clip none"} dir="auto">
				{wordsOf(original, missing)}
			</span>
		</button>
	);
}

function wordsOf(original: Message | undefined, missing: boolean): string {
	if (original) return summaryOf(original) || "A message";
	return missing ? "This message can't be shown" : "…";
}
