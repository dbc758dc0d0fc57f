/** The emoji under a message: how many gave each, and whether I did. A press gives mine, or takes it back. */

import { SmilePlus } from "lucide";
import type { Message, Reaction } from "../api/types";
import { useApp } from "../app/context";
import { RemoteImage } from "../app/remote-image";
import { listed, shortName } from "../groups/people";
import { Icon } from "../ui/icon";
import { openPopup } from "./actions/popup";
import { emojiById } from "./entities/group-emoji";

const MOST_NAMES = 12;

export function Reactions({ message }: { message: Message }) {
	const { reactions = [] } = message;
	if (reactions.length === 0) return null;
	return (
		<ul class="reactions" role="list" aria-label="Reactions">
			{reactions.map((reaction) => (
				<li key={reaction.emoji}>
					<Chip message={message} reaction={reaction} />
				</li>
			))}
			<li>
				<button
					type="button"
					class="chip add"
					aria-label="Add a reaction"
					onClick={(event) => openPopup("react", message, event.currentTarget)}
				>
					<Icon shape={SmilePlus} size={16} />
				</button>
			</li>
		</ul>
	);
}

function Chip({ message, reaction: { emoji, user_ids } }: { message: Message; reaction: Reaction }) {
	const app = useApp();
	const { users, me } = app.state.value;
	const mine = user_ids.includes(me?.id ?? "");
	const others = user_ids.filter((id) => id !== me?.id).map((id) => shortName(users.get(id)));
	const names = listed(mine ? ["You", ...others] : others, MOST_NAMES);
	const toggle = () => (mine ? app.messages.unreact(message, emoji) : app.messages.react(message, emoji));
	return (
		<button type="button" class={mine ? "chip mine" : "chip"} aria-pressed={mine} data-tip={names} onClick={toggle}>
			<EmojiGlyph emoji={emoji} />
			<span class="chip-count">{user_ids.length}</span>
			<span class="unseen">{`from ${names}`}</span>
		</button>
	);
}

/** An emoji of the world, or one that a group made, by its id. */
export function EmojiGlyph({ emoji }: { emoji: string }) {
	const custom = emojiById(useApp().state.value, emoji);
	if (custom) return <RemoteImage class="chip-emoji" src={custom.url} alt={`:${custom.name}:`} draggable={false} />;
	return <span class="chip-emoji">{isEmojiId(emoji) ? "▫️" : emoji}</span>;
}

/** Of one that a group made. Ids are long; an emoji of many parts is still shorter, and has no hyphen. */
export function isEmojiId(emoji: string): boolean {
	return emoji.length >= 32 && emoji.includes("-");
}
