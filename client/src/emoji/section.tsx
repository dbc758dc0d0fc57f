/** The emoji of a group, in its settings: every member makes some; who made one, and who leads, takes it away. */

import { SmilePlus, Trash2 } from "lucide";
import { useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { CustomEmoji } from "../api/types";
import { useApp } from "../app/context";
import { RemoteImage } from "../app/remote-image";
import { userName } from "../groups/people";
import type { GroupEntry } from "../store/state";
import { Button, IconButton } from "../ui/button";
import { ConfirmDialog } from "../ui/dialog";
import { NewEmojiDialog } from "./new-emoji-dialog";

type Open = { name: "new" } | { name: "delete"; emoji: CustomEmoji } | null;

export function EmojiSection({ entry }: { entry: GroupEntry }) {
	const app = useApp();
	const [open, setOpen] = useState<Open>(null);
	const all = [...entry.emoji.values()];
	const close = () => setOpen(null);
	return (
		<Section title="Emoji" lead="Made by this group, for its rooms: write :name:, or choose them in the picker.">
			{all.length === 0 && <p class="soft">None yet. Any member can make some.</p>}
			<ul role="list" class="own-emoji">
				{all.map((emoji) => (
					<EmojiRow key={emoji.id} emoji={emoji} entry={entry} onDelete={() => setOpen({ name: "delete", emoji })} />
				))}
			</ul>
			<div class="form-actions">
				<Button icon={SmilePlus} onClick={() => setOpen({ name: "new" })}>
					New emoji
				</Button>
			</div>
			{open?.name === "new" && <NewEmojiDialog groupId={entry.group.id} onClose={close} />}
			{open?.name === "delete" && (
				<ConfirmDialog
					title={`Delete :${open.emoji.name}:?`}
					words="Where it was used, its name stays."
					action="Delete"
					run={() => app.emoji.remove(entry.group.id, open.emoji.id)}
					onClose={close}
				/>
			)}
		</Section>
	);
}

interface RowProps {
	emoji: CustomEmoji;
	entry: GroupEntry;
	onDelete: () => void;
}

function EmojiRow({ emoji, entry, onDelete }: RowProps) {
	const { users, me } = useApp().state.value;
	const maker = users.get(emoji.created_by);
	const mayDelete = entry.myRole !== "member" || emoji.created_by === me?.id;
	return (
		<li>
			<RemoteImage src={emoji.url} alt="" width={32} height={32} loading="lazy" />
			<span class="words">
				<b class="clip">:{emoji.name}:</b>
				<small class="clip">by {maker ? userName(maker) : "a former member"}</small>
			</span>
			{mayDelete && <IconButton label={`Delete :${emoji.name}:`} icon={Trash2} onClick={onDelete} />}
		</li>
	);
}
