/** Where in the app one is: the group and conversation of an address, and the places that were open last. */
import { chatsOf, lastMoment, roomsOf } from "../conversations/select";
import { groupsByName } from "../groups/select";
import type { Conversation, State } from "../store/state";

const LAST_CONVERSATION = "last-conversation";
const LAST_GROUP = "last-group";

export interface Place {
	groupId: string | null;
	conversationId: string | null;
}

/** A direct chat belongs to no group: the sidebar stays with the group that was open before. */
export function placeOf(path: string, state: State): Place {
	const [, kind, id] = path.split("/");
	if (kind === "c" && id) {
		const conversation = state.conversations.get(id);
		const groupId = conversation?.kind === "room" ? conversation.group_id : lastGroup(state);
		return { groupId, conversationId: id };
	}
	if (kind === "g" && id && state.groups.has(id)) return { groupId: id, conversationId: null };
	return { groupId: lastGroup(state), conversationId: null };
}

export function rememberPlace({ groupId, conversationId }: Place): void {
	if (conversationId) keep(LAST_CONVERSATION, conversationId);
	if (groupId) keep(LAST_GROUP, groupId);
	if (groupId && conversationId) keep(`${LAST_CONVERSATION}:${groupId}`, conversationId);
}

/** The address that `/` leads to: the conversation that was open last, else the liveliest room. Null when there is none. */
export function homeAddress(state: State): string | null {
	const last = recall(LAST_CONVERSATION);
	if (last && state.conversations.has(last)) return `/c/${last}`;
	const livelyRoom = liveliest(state);
	if (livelyRoom) return `/c/${livelyRoom.id}`;
	const groupId = lastGroup(state);
	if (groupId) return `/g/${groupId}`;
	const chat = chatsOf(state)[0];
	return chat ? `/c/${chat.id}` : null;
}

/** Where something was said last: on a new device one arrives among people. */
function liveliest(state: State): Conversation | undefined {
	const rooms = [...state.conversations.values()].filter(({ kind }) => kind === "room");
	return rooms.sort((a, b) => lastMoment(b).localeCompare(lastMoment(a)))[0];
}

/** The room of a group that was open last there, else its first; null when it has none. */
export function roomAddress(state: State, groupId: string): string | null {
	const rooms = roomsOf(state, groupId);
	const last = recall(`${LAST_CONVERSATION}:${groupId}`);
	const room = rooms.find(({ id }) => id === last) ?? rooms[0];
	return room ? `/c/${room.id}` : null;
}

function lastGroup(state: State): string | null {
	const last = recall(LAST_GROUP);
	if (last && state.groups.has(last)) return last;
	return groupsByName(state)[0]?.group.id ?? null;
}

function keep(key: string, value: string): void {
	try {
		localStorage.setItem(key, value);
	} catch {
		// The first room is a fine place to start.
	}
}

function recall(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}
