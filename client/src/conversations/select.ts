/** What a screen asks of the state about conversations: their names, their order, what is unread. */
import type { Room, User } from "../api/types";
import { listed, shortName, userName } from "../groups/people";
import { firstUnread } from "../store/markers";
import type { ChatEntry, Conversation, State } from "../store/state";

export function unreadIn(state: State, conversation: Conversation): number {
	return Math.max(0, conversation.last_number + 1 - firstUnread(state, conversation.id));
}

/** How many unread messages call me, by name, with everybody, or by answering me. */
export function mentionsIn(state: State, { id }: Conversation): number {
	return state.mentions.get(id)?.length ?? 0;
}

export function unreadInGroup(state: State, groupId: string): number {
	return roomsOf(state, groupId).reduce((sum, room) => sum + unreadIn(state, room), 0);
}

/** How many are in the calls of a group's rooms. */
export function insideInGroup(state: State, groupId: string): number {
	return roomsOf(state, groupId).reduce((sum, { call }) => sum + (call?.participants.length ?? 0), 0);
}

export function unreadInAll(state: State): number {
	let sum = 0;
	for (const conversation of state.conversations.values()) sum += unreadIn(state, conversation);
	return sum;
}

/** The rooms of a group that I may read, in the order in which they were made. */
export function roomsOf(state: State, groupId: string): Room[] {
	const rooms: Room[] = [];
	for (const conversation of state.conversations.values()) {
		if (conversation.kind === "room" && conversation.group_id === groupId) rooms.push(conversation);
	}
	return rooms.sort((a, b) => a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id));
}

export function chatsOf(state: State): ChatEntry[] {
	const chats: ChatEntry[] = [];
	for (const conversation of state.conversations.values()) if (conversation.kind === "chat") chats.push(conversation);
	return chats.sort((a, b) => lastMoment(b).localeCompare(lastMoment(a)));
}

export function lastMoment(conversation: Conversation): string {
	return conversation.last_message?.sent_at ?? conversation.created_at;
}

/** The others in a chat; myself when I am the only one left. */
export function othersIn(state: State, chat: ChatEntry): User[] {
	const others = chat.user_ids.filter((id) => id !== state.me?.id);
	return others.flatMap((id) => state.users.get(id) ?? []);
}

/** The direct chat with exactly this person, when there is one. */
export function chatWith(state: State, userId: string): ChatEntry | undefined {
	return chatsOf(state).find((chat) => chat.user_ids.length === 2 && chat.user_ids.includes(userId));
}

export function titleOf(state: State, conversation: Conversation): string {
	if (conversation.kind === "room") return conversation.topic;
	const others = othersIn(state, conversation);
	return others.length === 1 ? userName(others[0]) : listed(others.map(shortName)) || "Nobody else";
}

/** Who made a room is not told to the page; owners and admins may delete it, and the server lets its maker too. */
export function leadsGroupOf(state: State, room: Room): boolean {
	const role = state.groups.get(room.group_id)?.myRole;
	return role === "owner" || role === "admin";
}
