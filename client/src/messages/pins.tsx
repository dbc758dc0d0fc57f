/** Under the head of a conversation with pins: what was pinned last, and the way to the rest. */
import { Pin } from "lucide";
import type { Message } from "../api/types";
import { useShowDialog } from "../app/show-dialog";
import { count } from "../groups/people";
import { Icon } from "../ui/icon";
import { useGoTo } from "./go-to";
import { summaryOf } from "./summary";

interface PinsProps {
	newest: Message;
	/** How many are pinned here. */
	all: number;
}

export function Pins({ newest, all }: PinsProps) {
	const show = useShowDialog();
	const goTo = useGoTo();
	return (
		<div class="pin-bar">
			<button type="button" class="pin-bar-go" onClick={() => goTo(newest)}>
				<Icon shape={Pin} size={15} />
				<span class="clip" dir="auto">
					<span class="unseen">Pinned: </span>
					{summaryOf(newest) || "A message"}
				</span>
			</button>
			<button
				type="button"
				class="link-button"
				onClick={() => show({ name: "pins", conversationId: newest.conversation_id })}
			>
				{all === 1 ? "Pins" : `All ${all}`}
				<span class="unseen">{count(all, "pinned message")}</span>
			</button>
		</div>
	);
}
