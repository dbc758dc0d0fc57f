/** Cards of what the links in a message lead to. A player connects to its site only after a click. */

import { ExternalLink, Play, X } from "lucide";
import { useState } from "preact/hooks";
import type { Message, Preview } from "../api/types";
import { useApp } from "../app/context";
import { RemoteImage } from "../app/remote-image";
import type { State } from "../store/state";
import { IconButton } from "../ui/button";
import { FieldError } from "../ui/field-error";
import { Icon } from "../ui/icon";
import { useSubmit } from "../ui/submit";
import { frameAddress, PLAYERS, type PlayerName } from "./players";

/** A picture at least as wide as this by its height stands above the words; another beside them. */
const WIDE = 1.4;

interface CardsProps {
	message: Message;
	previews: readonly Preview[];
}

export function PreviewCards({ message, previews }: CardsProps) {
	const { state, previews: actions } = useApp();
	const removing = useSubmit(() => actions.remove(message));
	return (
		<div class="previews">
			{previews.map((preview) => (
				<article key={preview.id} class="preview">
					{preview.player ? <PlayerCard preview={preview} player={preview.player} /> : <LinkCard preview={preview} />}
				</article>
			))}
			{mayRemove(state.value, message) && (
				<span class="preview-remove">
					<IconButton
						label={previews.length === 1 ? "Remove the preview" : "Remove the previews"}
						title="Remove for everybody"
						icon={X}
						aria-busy={removing.busy}
						onClick={removing.run}
					/>
				</span>
			)}
			{removing.general && <FieldError words={removing.general} />}
		</div>
	);
}

/** Its author; in a room also those who lead the group. */
function mayRemove({ me, conversations, groups }: State, message: Message): boolean {
	if (message.author_id === me?.id) return true;
	const conversation = conversations.get(message.conversation_id);
	const role = conversation && "group_id" in conversation ? groups.get(conversation.group_id)?.myRole : undefined;
	return role === "owner" || role === "admin";
}

function LinkCard({ preview }: { preview: Preview }) {
	const { image } = preview;
	const isWide = image != null && image.width >= WIDE * image.height && image.width >= 300;
	return (
		<a
			class={`preview-link${isWide ? " wide" : ""}`}
			href={preview.url}
			target="_blank"
			rel="noopener noreferrer nofollow ugc"
		>
			<span class="preview-words">
				<Words preview={preview} />
			</span>
			{image && <Picture image={image} />}
		</a>
	);
}

function Words({ preview: { site, title, description } }: { preview: Preview }) {
	return (
		<>
			{site && (
				<span class="preview-site" dir="auto">
					{site}
				</span>
			)}
			{title && <b dir="auto">{title}</b>}
			{description && (
				<span class="preview-description" dir="auto">
					{description}
				</span>
			)}
		</>
	);
}

/** Served by our own server: the site learns of no reader. */
function Picture({ image: { url, width, height } }: { image: NonNullable<Preview["image"]> }) {
	return (
		<RemoteImage
			class="preview-picture"
			src={url}
			alt=""
			width={width}
			height={height}
			loading="lazy"
			decoding="async"
		/>
	);
}

function PlayerCard({ preview, player }: { preview: Preview; player: PlayerName }) {
	const [playing, setPlaying] = useState(false);
	const { name, ...how } = PLAYERS[player];
	const address = frameAddress(preview);
	const size = "ratio" in how.shape ? { aspectRatio: `${1 / how.shape.ratio}` } : { height: `${how.shape.height}px` };
	return (
		<>
			{playing && address ? (
				<iframe
					class="player-frame"
					style={size}
					src={address}
					title={`${preview.title || "Player"} (${name})`}
					sandbox={how.sandbox}
					allow={how.allow}
					referrerpolicy={how.referrer}
					loading="eager"
				/>
			) : (
				address && (
					<button
						type="button"
						class="player-start"
						style={preview.image && "ratio" in how.shape ? size : {}}
						onClick={() => setPlaying(true)}
					>
						{preview.image && <Picture image={preview.image} />}
						<span class="player-button">
							<Icon shape={Play} size={22} />
						</span>
						<span class="player-note">{`${player === "x" ? "Show" : "Play"} from ${name}, which then sees you`}</span>
					</button>
				)
			)}
			<a class="preview-link" href={preview.url} target="_blank" rel="noopener noreferrer nofollow ugc">
				<span class="preview-words">
					<Words preview={preview} />
				</span>
				<Icon shape={ExternalLink} size={16} />
			</a>
		</>
	);
}
