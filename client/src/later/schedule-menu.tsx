/** "Send later" beside the send button. */
import { Clock } from "lucide";
import { useShowDialog } from "../app/show-dialog";
import type { ScheduledWords } from "../store/later";
import { IconButton } from "../ui/button";

interface ScheduleMenuProps {
	conversationId: string;
	/** Nothing to send, or files that are still on their way up. */
	disabled: boolean;
	/** What would be sent now, asked for when it is pressed. */
	words: () => ScheduledWords;
	/** It is written down on the server: the composer empties itself, and its draft. */
	onScheduled: () => void;
}

export function ScheduleMenu({ conversationId, disabled, words, onScheduled }: ScheduleMenuProps) {
	const show = useShowDialog();
	const open = () => show({ name: "schedule", conversationId, words: words(), onDone: onScheduled });
	return <IconButton label="Send later…" icon={Clock} disabled={disabled} aria-haspopup="dialog" onClick={open} />;
}
