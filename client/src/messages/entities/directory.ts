/** Whom and what one can name in a conversation: its readers, the rooms and the emoji of the group. */
import type { Room, User } from "../../api/types";
import { roomsOf } from "../../conversations/select";
import type { CustomEmoji } from "../../store/emoji";
import type { Conversation, State } from "../../store/state";

export interface Directory {
	/** Everybody who reads here, but me and accounts that are gone. */
	readonly people: readonly User[];
	/** The ids of all who read here, me among them. */
	readonly readers: ReadonlySet<string>;
	readonly rooms: readonly Room[];
	/** Of the room's group; a direct chat has none. */
	readonly emoji: readonly CustomEmoji[];
}

export const NOBODY: Directory = { people: [], readers: new Set(), rooms: [], emoji: [] };

export function directoryOf(state: State, conversationId: string): Directory {
	const conversation = state.conversations.get(conversationId);
	if (!conversation) return NOBODY;
	const readers = readersOf(state, conversation);
	const groupId = conversation.kind === "room" ? conversation.group_id : undefined;
	return {
		people: readers.filter((user) => user.kind === "person" && user.id !== state.me?.id),
		readers: new Set(readers.map(({ id }) => id)),
		rooms: (groupId ? [groupId] : [...state.groups.keys()]).flatMap((id) => roomsOf(state, id)),
		emoji: groupId ? [...(state.groups.get(groupId)?.emoji.values() ?? [])] : [],
	};
}

/** Everybody who may read a conversation, me among them. */
export function readersOf(state: State, conversation: Conversation): User[] {
	return readerIds(state, conversation).flatMap((id) => state.users.get(id) ?? []);
}

function readerIds(state: State, conversation: Conversation): readonly string[] {
	if (conversation.kind === "chat") return conversation.user_ids;
	if (conversation.private) return conversation.member_ids ?? [];
	return [...(state.groups.get(conversation.group_id)?.members.keys() ?? [])];
}
