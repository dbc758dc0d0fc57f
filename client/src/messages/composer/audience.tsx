/** Asks before a message rings for many. */
import { count } from "../../groups/people";
import { ConfirmDialog } from "../../ui/dialog";

interface AudienceDialogProps {
	people: number;
	/** Only those who are here now. */
	here: boolean;
	onSend: () => void;
	onClose: () => void;
}

export function AudienceDialog({ people, here, onSend, onClose }: AudienceDialogProps) {
	const words = here
		? "Everybody who is here now gets a notice of this message."
		: "Everybody who reads here gets a notice of this message, whether they are here or not.";
	return (
		<ConfirmDialog
			title={`Tell ${count(people, "person", "people")}?`}
			words={words}
			action="Send"
			danger={false}
			run={async () => onSend()}
			onClose={onClose}
		/>
	);
}
