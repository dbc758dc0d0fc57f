/** A pencil beside a conversation in which something was begun and not sent, there or in one of its threads. */
import { Pencil } from "lucide";
import type { State } from "../store/state";
import { Icon } from "../ui/icon";

export function hasDraft({ drafts }: State, conversationId: string): boolean {
	if (drafts.has(conversationId)) return true;
	for (const draft of drafts.values()) if (draft.conversation_id === conversationId) return true;
	return false;
}

export function DraftMark() {
	return (
		<span class="row-draft" title="You began to write here">
			<Icon shape={Pencil} size={14} />
			<span class="unseen">, with a draft</span>
		</span>
	);
}
