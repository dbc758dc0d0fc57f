/** The small changes that events, snapshots and answers are made of. All pure, all safe to repeat. */
import type { Role } from "../api/roles";
import type { Chat, Group, InviteToMe, Me, Member, Message, Room, User } from "../api/types";
import { withoutKeptIn } from "./later";
import { keptFrom, withMarker, withMentionIn } from "./markers";
import { withMessagesOf, withReply } from "./messages";
import { type Conversation, drop, type GroupEntry, type MemberEntry, put, type State } from "./state";
import { append, cut, markEnd } from "./timeline";

export function withUsers(state: State, users: Iterable<User>): State {
	const copy = new Map(state.users);
	for (const { id, first_name, last_name, kind } of users) copy.set(id, { id, first_name, last_name, kind });
	return { ...state, users: copy };
}

export function withMe(state: State, me: Me): State {
	return { ...withUsers(state, [me]), me };
}

function entryOf(member: Member): MemberEntry {
	return { user_id: member.user.id, role: member.role, joined_at: member.joined_at };
}

/** A group with exactly these members. */
export function withGroup(state: State, group: Group, myRole: Role, members: readonly Member[]): State {
	const entries = new Map(members.map((member) => [member.user.id, entryOf(member)]));
	const known = withUsers(
		state,
		members.map((member) => member.user),
	);
	const emoji = known.groups.get(group.id)?.emoji ?? new Map();
	return { ...known, groups: put(known.groups, group.id, { group, myRole, members: entries, emoji }) };
}

/** Changes one group that is there; a group that is not stays away. */
export function editGroup(state: State, groupId: string, edit: (entry: GroupEntry) => GroupEntry): State {
	const entry = state.groups.get(groupId);
	return entry ? { ...state, groups: put(state.groups, groupId, edit(entry)) } : state;
}

/** Adds or changes a member; my own role follows. */
export function withMember(state: State, groupId: string, member: Member): State {
	if (!state.groups.has(groupId)) return state;
	return editGroup(withUsers(state, [member.user]), groupId, (entry) => ({
		...entry,
		myRole: member.user.id === state.me?.id ? member.role : entry.myRole,
		members: put(entry.members, member.user.id, entryOf(member)),
	}));
}

export function withoutMember(state: State, groupId: string, userId: string): State {
	if (userId === state.me?.id) return withoutGroup(state, groupId);
	return editGroup(state, groupId, (entry) => ({ ...entry, members: drop(entry.members, [userId]) }));
}

/** Also its rooms: without the group nobody reads them. */
export function withoutGroup(state: State, groupId: string): State {
	const rooms = [...state.conversations.values()].filter((it) => it.kind === "room" && it.group_id === groupId);
	const left = withoutConversations(
		state,
		rooms.map((room) => room.id),
	);
	return { ...left, groups: drop(left.groups, [groupId]) };
}

/** Adds or replaces a room or chat. What is known of its newest message never goes back. */
export function withConversation(state: State, incoming: Room | Chat): State {
	const known = incoming.kind === "chat" ? withUsers(state, incoming.users) : state;
	const before = known.conversations.get(incoming.id);
	const entry = asEntry(incoming);
	const current =
		before && before.last_number > entry.last_number
			? { ...entry, last_number: before.last_number, last_message: before.last_message }
			: entry;
	const next = fitted({ ...known, conversations: put(known.conversations, entry.id, current) }, entry.id);
	// Posting moves my own marker, also when the event itself was skipped.
	const mine = current.last_message?.author_id === state.me?.id;
	return mine ? withMarker(next, entry.id, current.last_number) : next;
}

function asEntry(incoming: Room | Chat): Conversation {
	if (incoming.kind === "room") return incoming;
	const { users, ...rest } = incoming;
	return { ...rest, user_ids: users.map((user) => user.id) };
}

export function editRoom(state: State, roomId: string, edit: (room: Room) => Room): State {
	const room = state.conversations.get(roomId);
	if (room?.kind !== "room") return state;
	return { ...state, conversations: put(state.conversations, roomId, edit(room)) };
}

export function withoutConversations(state: State, ids: readonly string[]): State {
	const gone = new Set(ids);
	const left = withoutKeptIn(
		withMessagesOf(state, (id) => !gone.has(id)),
		gone,
	);
	return {
		...left,
		conversations: drop(left.conversations, ids),
		timelines: drop(left.timelines, ids),
		markers: drop(left.markers, ids),
		unreadFrom: drop(left.unreadFrom, ids),
		mentions: drop(left.mentions, ids),
	};
}

/** Everything that a stream brought, but not its cursor. */
export function withoutContentOf(state: State, stream: string): State {
	const own = [...state.conversations.values()].filter((it) => it.stream === stream).map((it) => it.id);
	const left = withoutConversations(state, own);
	return stream.startsWith("group:") ? withoutGroup(left, stream.slice("group:".length)) : left;
}

/** The stream is no longer mine: its content and its cursor go. */
export function withoutStream(state: State, stream: string): State {
	const left = withoutContentOf(state, stream);
	return { ...left, cursors: drop(left.cursors, [stream]) };
}

/**
 * A message that follows what is known: the conversation, its window and, when it is mine, my marker. One that is
 * known already or that would leave a hole changes no window.
 */
export function withMessage(state: State, message: Message): State {
	const conversation = state.conversations.get(message.conversation_id);
	if (!conversation) return state;
	if (message.thread_of) return withReply(state, message);
	const timeline = append(state.timelines.get(conversation.id), message, conversation.last_number);
	const newer = message.number > conversation.last_number;
	const current = newer ? { ...conversation, last_number: message.number, last_message: message } : conversation;
	const posted: State = {
		...state,
		conversations: put(state.conversations, conversation.id, current),
		timelines: timeline
			? put(state.timelines, conversation.id, cut(timeline, keptFrom(state, conversation.id)))
			: state.timelines,
	};
	const mine = message.author_id === state.me?.id;
	return mine ? withMarker(posted, conversation.id, message.number) : withMentionIn(posted, message);
}

export function withInvite(state: State, invite: InviteToMe): State {
	return { ...withUsers(state, [invite.invited_by]), invites: put(state.invites, invite.id, invite) };
}

export function withoutInvite(state: State, inviteId: string): State {
	return { ...state, invites: drop(state.invites, [inviteId]) };
}

/** Lets a window say that it no longer reaches the newest message, and end above what is gone. */
function fitted(state: State, conversationId: string): State {
	const timeline = state.timelines.get(conversationId);
	const conversation = state.conversations.get(conversationId);
	if (!timeline || !conversation) return state;
	const window = cut(markEnd(timeline, conversation.last_number), keptFrom(state, conversationId));
	return { ...state, timelines: put(state.timelines, conversationId, window) };
}
