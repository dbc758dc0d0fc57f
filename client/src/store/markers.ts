/** How far I have read: the newest number seen, what I marked unread again, and who meant me meanwhile. All pure. */
import type { Marker, Message } from "../api/types";
import { drop, put, type State } from "./state";

/** The newest of them are kept, as the server does. */
const MOST_MENTIONS = 100;

/** I have seen up to here. Markers only grow; reading past what I marked unread ends that mark. */
export function withMarker(state: State, conversationId: string, number: number): State {
	const unreadFrom = state.unreadFrom.get(conversationId);
	const grown = (state.markers.get(conversationId) ?? 0) < number;
	const readOn = unreadFrom !== undefined && number >= unreadFrom;
	if (!grown && !readOn) return state;
	const moved: State = {
		...state,
		markers: grown ? put(state.markers, conversationId, number) : state.markers,
		unreadFrom: readOn ? drop(state.unreadFrom, [conversationId]) : state.unreadFrom,
	};
	return setMentions(moved, conversationId, mentionsIn(state, conversationId));
}

/** The number after the newest that I have read, or what I marked unread before it: of what is kept. */
export function firstUnread(state: State, conversationId: string): number {
	const next = (state.markers.get(conversationId) ?? 0) + 1;
	return Math.max(Math.min(next, state.unreadFrom.get(conversationId) ?? next), keptFrom(state, conversationId));
}

/** The number of the oldest message that is kept. What an older version kept of a room does not say it. */
export function keptFrom(state: State, conversationId: string): number {
	const conversation = state.conversations.get(conversationId);
	return (conversation?.kind === "room" && conversation.first_number) || 1;
}

/** Without those that are read or gone. */
export function withMentionsLeft(state: State, conversationId: string): State {
	return setMentions(state, conversationId, mentionsIn(state, conversationId));
}

/** A marker as a snapshot tells it: true at its moment, in all its parts. */
export function withWholeMarker(state: State, marker: Marker): State {
	const { conversation_id: id } = marker;
	return setMentions(withMovedMarker(state, { ...marker, mentions: [] }), id, marker.mentions ?? []);
}

/**
 * A marker as an event in `user:` tells it. Messages have a stream of their own: a mention that came since the marker
 * was written stays.
 */
export function withMovedMarker(state: State, { conversation_id: id, number, unread_from, mentions }: Marker): State {
	const moved = withMarker(state, id, number);
	const unreadFrom = unread_from ? put(moved.unreadFrom, id, unread_from) : drop(moved.unreadFrom, [id]);
	return setMentions({ ...moved, unreadFrom }, id, [...mentionsIn(moved, id), ...(mentions ?? [])]);
}

/** A new message of others, unread, that means me. */
export function withMentionIn(state: State, message: Message): State {
	if (!meansMe(state, message)) return state;
	const { conversation_id: id } = message;
	return setMentions(state, id, [...mentionsIn(state, id), message.number]);
}

/** It means me no more: deleted, or edited so. */
export function withoutMentionIn(state: State, { conversation_id: id, number, thread_of }: Message): State {
	const before = mentionsIn(state, id);
	if (thread_of || !before.includes(number)) return state;
	return setMentions(
		state,
		id,
		before.filter((it) => it !== number),
	);
}

/** Whether a message of somebody else calls me: by name, with everybody, or by answering me. */
export function meansMe({ me }: Pick<State, "me">, { author_id, entities, reply_to, deleted_at }: Message): boolean {
	if (!me || author_id === me.id || deleted_at) return false;
	if (reply_to?.author_id === me.id) return true;
	return (entities ?? []).some(
		({ type, user_id }) => type === "all" || type === "here" || (type === "mention" && user_id === me.id),
	);
}

function mentionsIn(state: State, conversationId: string): readonly number[] {
	return state.mentions.get(conversationId) ?? [];
}

/** Those that are unread, each once, rising. */
function setMentions(state: State, conversationId: string, numbers: readonly number[]): State {
	const first = firstUnread(state, conversationId);
	const unread = [...new Set(numbers)].filter((number) => number >= first).sort((a, b) => a - b);
	const kept = unread.slice(-MOST_MENTIONS);
	if (kept.join() === mentionsIn(state, conversationId).join()) return state;
	const mentions = kept.length ? put(state.mentions, conversationId, kept) : drop(state.mentions, [conversationId]);
	return { ...state, mentions };
}
