/** What an entity of a text looks like: a person, everybody, a room, an emoji of the group. */

import type { ComponentChildren } from "preact";
import { Link } from "wouter-preact";
import type { Entity } from "../../api/types";
import { useApp } from "../../app/context";
import { RemoteImage } from "../../app/remote-image";
import { userName } from "../../groups/people";
import { emojiById } from "./group-emoji";

/** `text` is what stood there when it was written: shown when the person, room or emoji is not known here. */
export function EntityView({ entity, text }: { entity: Entity; text: string }): ComponentChildren {
	switch (entity.type) {
		case "mention":
			return <Mention userId={entity.user_id ?? ""} text={text} />;
		case "all":
		case "here":
			return <b class="mention me">{`@${entity.type}`}</b>;
		case "room":
			return <RoomLink roomId={entity.room_id ?? ""} text={text} />;
		case "emoji":
			return <GroupEmoji emojiId={entity.emoji_id ?? ""} text={text} />;
	}
}

function Mention({ userId, text }: { userId: string; text: string }) {
	const { users, me } = useApp().state.value;
	const user = users.get(userId);
	return (
		<b class={userId === me?.id ? "mention me" : "mention"} dir="auto">
			{user ? `@${userName(user)}` : text}
		</b>
	);
}

/** By its present name; who may not read it sees what was typed, and no link. */
function RoomLink({ roomId, text }: { roomId: string; text: string }) {
	const room = useApp().state.value.conversations.get(roomId);
	if (room?.kind !== "room") return <span dir="auto">{text}</span>;
	return (
		<Link href={`/c/${roomId}`} class="mention room" dir="auto">
			{`#${room.topic}`}
		</Link>
	);
}

function GroupEmoji({ emojiId, text }: { emojiId: string; text: string }) {
	const emoji = emojiById(useApp().state.value, emojiId);
	if (!emoji) return text;
	const name = `:${emoji.name}:`;
	return <RemoteImage class="group-emoji" src={emoji.url} alt={name} title={name} draggable={false} loading="lazy" />;
}
