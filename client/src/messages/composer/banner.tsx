/** What the composer is doing beside writing something new, and the way out of it. */
import { Pencil, Reply, X } from "lucide";
import { useApp } from "../../app/context";
import { shortName } from "../../groups/people";
import { IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { summaryOf } from "../summary";
import type { ComposerMode } from "./mode";

export function ModeBanner({ mode, onCancel }: { mode: ComposerMode | null; onCancel: () => void }) {
	const { users, me } = useApp().state.value;
	if (!mode) return null;
	const { message, kind } = mode;
	const whom = message.author_id === me?.id ? "yourself" : shortName(users.get(message.author_id));
	return (
		<div class="composer-banner">
			<Icon shape={kind === "edit" ? Pencil : Reply} size={18} />
			<p role="status">
				<b>{kind === "edit" ? "Changing your message" : `Answering ${whom}`}</b>{" "}
				<span dir="auto">{summaryOf(message)}</span>
			</p>
			<IconButton label={kind === "edit" ? "Leave it as it was" : "Answer nobody"} icon={X} onClick={onCancel} />
		</div>
	);
}
