/** Whole answers → state: the home page's load, a stream's snapshot, a page of history, a command's answer. */
import type {
	ChatState,
	GroupState,
	Home,
	Marker,
	Me,
	Message,
	MessagePage,
	RoomState,
	Snapshot,
	User,
	UserState,
} from "../api/types";
import {
	withConversation,
	withGroup,
	withInvite,
	withMe,
	withMessage,
	withoutConversations,
	withoutStream,
	withUsers,
} from "./change";
import { withGroupEmoji } from "./emoji";
import { streamKind } from "./events";
import { withKept } from "./later";
import { keptFrom, withWholeMarker } from "./markers";
import { findMessage, withKnown, withMessagesOf } from "./messages";
import { withVotesOf } from "./polls";
import { type Cursor, emptyState, put, type State, type Timeline } from "./state";
import { cut, merge, trim } from "./timeline";

/** Everything the page opens with, true at `home.heads`. */
export function stateFromHome(home: Home): State {
	let state: State = withMe({ ...emptyState, epoch: home.epoch }, home.me);
	for (const { group, my_role, members, rooms, emoji } of home.groups) {
		state = rooms.reduce(withConversation, withGroup(state, group, my_role, members));
		state = withGroupEmoji(state, group.id, emoji);
	}
	state = home.chats.reduce(withConversation, state);
	state = withMarkers(state, home.markers);
	state = withKept(home.invites.reduce(withInvite, state), home);
	return { ...state, cursors: new Map(Object.entries(home.heads)) };
}

/**
 * Replaces what a stream brought by its snapshot and sets the cursor there. A snapshot from before the cursor is
 * late and changes nothing; drop the cursor first (`forgetStream`) when the server says that it is wrong.
 */
export function withSnapshot(state: State, snapshot: Snapshot): State {
	const { stream, seq, hash } = snapshot;
	if (seq < (state.cursors.get(stream)?.seq ?? 0)) return state;
	const changed = withMarkers(withStreamState(withoutSkipped(state, snapshot), snapshot), snapshot.state.markers);
	return { ...changed, cursors: put(changed.cursors, stream, { seq, hash }) };
}

/** What a window holds may have been changed or deleted by an event that was skipped: it is loaded anew. */
function withoutSkipped(state: State, { stream, seq }: Snapshot): State {
	const before = state.cursors.get(stream)?.seq;
	if (before === undefined || before === seq) return state;
	const mine = new Set([...state.conversations.values()].filter((it) => it.stream === stream).map(({ id }) => id));
	const left = withMessagesOf(state, (id) => !mine.has(id));
	const timelines = [...left.timelines].map(
		([id, timeline]) => [id, mine.has(id) ? stale(timeline) : timeline] as const,
	);
	return { ...left, timelines: new Map(timelines) };
}

function stale(timeline: Timeline): Timeline {
	return { ...timeline, stale: true };
}

function withMarkers(state: State, markers: readonly Marker[]): State {
	return markers.reduce((so, marker) => withWholeMarker(so, marker), state);
}

function withStreamState(state: State, { stream, state: content }: Snapshot): State {
	switch (streamKind(stream)) {
		case "group":
			return withGroupSnapshot(state, stream, content as GroupState);
		case "room":
			return withConversation(state, (content as RoomState).room);
		case "chat":
			return withConversation(state, (content as ChatState).chat);
		case "user":
			return withUserSnapshot(state, stream, content as UserState);
		default:
			return state; // a kind of stream that only a newer client knows
	}
}

/** The open rooms that the snapshot does not name are gone; private ones come with streams of their own. */
function withGroupSnapshot(state: State, stream: string, content: GroupState): State {
	const { group, my_role, members, rooms, emoji } = content;
	const named = new Set(rooms.map((room) => room.id));
	const gone = [...state.conversations.values()].filter((it) => it.stream === stream && !named.has(it.id));
	const left = withoutConversations(
		state,
		gone.map((room) => room.id),
	);
	const changed = rooms.reduce(withConversation, withGroup(left, group, my_role, members));
	return withGroupEmoji(changed, group.id, emoji);
}

function withUserSnapshot(state: State, stream: string, content: UserState): State {
	const { me, invites, streams } = content;
	const mine = new Set([stream, ...streams.map((it) => it.stream)]);
	const closed = [...state.cursors.keys()].filter((it) => !mine.has(it));
	const next = withMe(closed.reduce(withoutStream, state), me);
	return withKept(invites.reduce(withInvite, { ...next, invites: new Map() }), content);
}

/** What was kept of a stream can't be trusted (another history): no cursor, no windows; its snapshot follows. */
export function forgetStream(state: State, stream: string): State {
	const cursors = new Map(state.cursors);
	cursors.delete(stream);
	const timelines = new Map(state.timelines);
	const conversations = new Map(state.conversations);
	for (const it of state.conversations.values()) {
		if (it.stream !== stream) continue;
		timelines.delete(it.id);
		conversations.set(it.id, { ...it, last_number: 0, last_message: null, call: null });
	}
	const elsewhere = withMessagesOf(state, (id) => state.conversations.get(id)?.stream !== stream);
	return { ...elsewhere, cursors, timelines, conversations };
}

/** A page of history; see `merge` for `apart`. */
export function withPage(state: State, conversationId: string, page: MessagePage, apart: "keep" | "replace"): State {
	if (!state.conversations.has(conversationId)) return state;
	const timeline = merge(state.timelines.get(conversationId), page, apart);
	const known = withBesides(state, page);
	const window = cut(timeline, keptFrom(state, conversationId));
	return { ...known, timelines: put(known.timelines, conversationId, window) };
}

/** A page of the replies below a message. */
export function withThreadPage(state: State, rootId: string, page: MessagePage, apart: "keep" | "replace"): State {
	const timeline = merge(state.threads.get(rootId), page, apart);
	const known = withBesides(state, page);
	return { ...known, threads: put(known.threads, rootId, timeline) };
}

/** Messages outside of windows, with who wrote them. */
export function withMessagesSeen(state: State, found: Besides & { messages: readonly Message[] }): State {
	return withKnown(withBesides(state, found), found.messages);
}

/** Who wrote a page, what its messages quote, and what I voted in its polls. */
function withBesides(state: State, { users, quoted = [], root, votes, messages = [] }: Besides): State {
	const known = withKnown(withUsers(state, users), root ? [...quoted, root] : quoted);
	return votes ? withVotesOf(known, messages, votes) : known;
}

interface Besides {
	users: readonly User[];
	quoted?: readonly Message[];
	votes?: { [messageId: string]: number[] };
	messages?: readonly Message[];
	/** Of a thread: the message above it. */
	root?: Message | null;
}

/** The answer to sending: on screen before its event, unless others' messages before it are still to come. */
export function withSentMessage(state: State, message: Message): State {
	const conversation = state.conversations.get(message.conversation_id);
	if (!conversation) return state;
	const last = message.thread_of
		? (findMessage(state, conversation.id, message.thread_of)?.thread?.count ?? 0)
		: conversation.last_number;
	return message.number === last + 1 ? withMessage(state, message) : state;
}

/** A group that I just made, before its stream tells. */
export function withOwnGroup(state: State, group: GroupState["group"], me: Me): State {
	if (state.groups.has(group.id)) return state;
	return withGroup(state, group, "owner", [{ user: me, role: "owner", joined_at: group.created_at }]);
}

/** Keeps of every conversation but the open one only its newest messages. */
export function trimmed(state: State, openId: string | null): State {
	const timelines = new Map(state.timelines);
	for (const [id, timeline] of state.timelines) {
		const kept = id === openId ? timeline : trim(timeline);
		if (kept) timelines.set(id, kept);
		else timelines.delete(id);
	}
	return { ...withMessagesOf(state, (id) => id === openId || timelines.has(id)), timelines };
}

/** The cursors as hello wants them; one without a hash (none yet) hands in the number alone. */
export function helloCursors(cursors: ReadonlyMap<string, Cursor>) {
	const entries = [...cursors];
	return {
		cursors: Object.fromEntries(entries.map(([stream, { seq }]) => [stream, seq])),
		hashes: Object.fromEntries(entries.map(([stream, { hash }]) => [stream, hash])),
	};
}
