/** What the log carries, by the kind of stream (docs/protocol.md). One fact each, past tense. */
import type {
	Call,
	Chat,
	CustomEmoji,
	Entity,
	Group,
	InviteToMe,
	Marker,
	Me,
	Member,
	Message,
	Participant,
	Pin,
	Poll,
	Preview,
	Room,
	StreamFloor,
	User,
} from "../api/types";
import type { Draft, Saved, Scheduled } from "./later";

/** Why somebody is out of a call: their own leave, silence, removal, or another device of theirs that came. */
export type LeftReason = "left" | "lost" | "removed" | "elsewhere";

/** The payload of every event type that this client understands. */
export interface Payloads {
	"group.created": { group: Group; member: Member };
	"group.changed": { group: Group };
	"group.deleted": Record<string, never>;
	"member.joined": { member: Member };
	"member.left": { user_id: string };
	"member.removed": { user_id: string };
	/** `member` in a group's stream, `user` in a chat's. */
	"member.changed": { member: Member } | { user: User };
	"room.created": { room: Room };
	"room.changed": { room_id: string; topic: string };
	"room.deleted": { room_id: string };
	"chat.created": { chat: Chat };
	"message.posted": { message: Message };
	"message.edited": OfMessage & { text: string; entities: Entity[]; edited_at: string };
	/** `erased` are the seqs of this stream that hold nothing any more. */
	"message.deleted": OfMessage & { deleted_at: string; undone: boolean; erased: number[] };
	/** Older than the group keeps them: all below that number, in the room or in a thread. */
	"messages.expired": Expired;
	"message.pinned": OfMessage & { pinned: Pin };
	"message.unpinned": OfMessage;
	"reaction.added": OfMessage & { emoji: string; user_id: string };
	"reaction.removed": OfMessage & { emoji: string; user_id: string };
	/** In a poll that is not anonymous somebody chooses these now, and no others. */
	"poll.voted": OfMessage & { user_id: string; options: number[] };
	"poll.changed": OfMessage & { poll: Poll };
	/** In `user:`, of an anonymous poll. */
	"vote.cast": { message_id: string; options: number[] };
	"preview.changed": OfMessage & { previews: Preview[] };
	"emoji.created": { emoji: CustomEmoji };
	"emoji.deleted": { emoji_id: string };
	"call.started": { call: Call };
	"call.joined": { conversation_id: string; call_id: string; participant: Participant };
	"call.left": CallLeft;
	"call.moved": { conversation_id: string; call_id: string; transport: Call["transport"] };
	/** The last one left: this instead of `call.left`. */
	"call.ended": { conversation_id: string; call_id: string; reason: string; seconds: number };
	"stream.opened": { streams: StreamFloor[] };
	"stream.closed": { streams: string[]; reason: string };
	"seen.moved": { marker: Marker };
	/** I said of everything at once that I have seen it. */
	"markers.moved": { markers: Marker[] };
	"saved.changed": { saved: Saved };
	"saved.removed": { message_id: string };
	/** It waits until I look at it. */
	"reminder.due": { saved: Saved };
	/** Without text there is no draft any more. */
	"draft.changed": { draft: Draft };
	"scheduled.changed": { scheduled: Scheduled };
	"scheduled.removed": { scheduled_id: string; reason: "sent" | "deleted" };
	"user.changed": { user: Me };
	"invite.created": { invite: InviteToMe };
	"invite.closed": { invite_id: string };
}

/** Which message a fact is about. */
export interface OfMessage {
	conversation_id: string;
	message_id: string;
}

export interface Expired {
	conversation_id: string;
	thread_of: string | null;
	first_number: number;
	deleted_at: string;
	erased: number[];
}

export interface CallLeft {
	conversation_id: string;
	call_id: string;
	participant_id: string;
	user_id: string;
	reason: LeftReason;
}

export type EventType = keyof Payloads;

export interface Event {
	stream: string;
	/** From 1, without gaps in its stream. */
	seq: number;
	/** One of `EventType`, or a type that only a newer client knows. */
	type: string;
	at: string;
	/** null when the event was erased. */
	payload: unknown;
	/** The chain's value after this event, 16 hex digits. */
	hash: string;
}

/** "group" of "group:0192…". */
export function streamKind(stream: string): string {
	return stream.slice(0, stream.indexOf(":"));
}

/** The id of "group:<id>". */
export function streamId(stream: string): string {
	return stream.slice(stream.indexOf(":") + 1);
}
