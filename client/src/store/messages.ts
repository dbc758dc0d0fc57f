/**
 * What happens to a message after it was posted, and its thread. A message may be in a window, in a thread, among the
 * known ones and the last of its conversation at once: `editMessage` changes it wherever it is. All pure.
 */
import type { Message, Pin, Quoted, Thread } from "../api/types";
import type { Payloads } from "./events";
import { meansMe, withMentionIn, withoutMentionIn } from "./markers";
import { put, type State, type Timeline } from "./state";
import { append } from "./timeline";

/** Faces at the foot of a message with a thread. */
const MOST_THREAD_FACES = 5;
/** Messages kept beside the windows, for quotes and permalinks. */
const MOST_KNOWN = 500;

type Edit = (message: Message) => Message;

/** Where the message is, in a window, a thread or beside them; undefined when this client has not got it. */
export function findMessage(state: State, conversationId: string, messageId: string): Message | undefined {
	const named = (message: Message) => message.id === messageId;
	const here = state.timelines.get(conversationId)?.messages.findLast(named) ?? state.known.get(messageId);
	if (here) return here;
	const last = state.conversations.get(conversationId)?.last_message;
	if (last?.id === messageId) return last;
	for (const { messages } of state.threads.values()) {
		const reply = messages.find(named);
		if (reply) return reply;
	}
	return undefined;
}

/** Changes the message everywhere; one that this client has not got stays away. */
export function editMessage(state: State, conversationId: string, messageId: string, edit: Edit): State {
	return {
		...state,
		timelines: editedIn(state.timelines, [conversationId], messageId, edit),
		threads: editedIn(state.threads, state.threads.keys(), messageId, edit),
		known: editedKnown(state.known, messageId, edit),
		conversations: editedLast(state.conversations, conversationId, messageId, edit),
	};
}

function editedIn(
	windows: ReadonlyMap<string, Timeline>,
	ids: Iterable<string>,
	messageId: string,
	edit: Edit,
): ReadonlyMap<string, Timeline> {
	let result = windows;
	for (const id of ids) {
		const timeline = windows.get(id);
		const at = timeline?.messages.findLastIndex((message) => message.id === messageId) ?? -1;
		if (!timeline || at < 0) continue;
		const messages = timeline.messages.with(at, edit(timeline.messages[at] as Message));
		result = put(result, id, { ...timeline, messages });
	}
	return result;
}

function editedKnown(known: State["known"], messageId: string, edit: Edit): State["known"] {
	const message = known.get(messageId);
	return message ? put(known, messageId, edit(message)) : known;
}

function editedLast(
	conversations: State["conversations"],
	conversationId: string,
	messageId: string,
	edit: Edit,
): State["conversations"] {
	const conversation = conversations.get(conversationId);
	if (!conversation?.last_message || conversation.last_message.id !== messageId) return conversations;
	return put(conversations, conversationId, { ...conversation, last_message: edit(conversation.last_message) });
}

/** Other words; who is meant by them follows, as far as the message is unread. */
export function edited(
	state: State,
	{ conversation_id, message_id, text, entities, edited_at }: Payloads["message.edited"],
): State {
	const changed = editMessage(state, conversation_id, message_id, ({ entities: _, ...message }) => ({
		...message,
		text,
		...(entities.length > 0 && { entities }),
		edited_at,
	}));
	const message = findMessage(changed, conversation_id, message_id);
	if (!message || message.thread_of) return changed;
	return meansMe(changed, message) ? withMentionIn(changed, message) : withoutMentionIn(changed, message);
}

/** Only its place stays: its number, its author, and the thread below it. */
export function deleted(
	state: State,
	{ conversation_id, message_id, deleted_at, undone }: Payloads["message.deleted"],
): State {
	const before = findMessage(state, conversation_id, message_id);
	const changed = editMessage(state, conversation_id, message_id, (message) => tombstone(message, deleted_at, undone));
	return before ? withoutMentionIn(changed, before) : changed;
}

function tombstone(message: Message, deletedAt: string, undone: boolean): Message {
	const { id, conversation_id, number, author_id, sent_at, thread, thread_of } = message;
	return {
		id,
		conversation_id,
		number,
		author_id,
		sent_at,
		text: "",
		deleted_at: deletedAt,
		...(undone && { undone }),
		...(thread && { thread }),
		...(thread_of && { thread_of }),
	};
}

export function pinned(state: State, where: Place, pin: Pin | null): State {
	return editMessage(state, where.conversation_id, where.message_id, ({ pinned: _, ...message }) => ({
		...message,
		...(pin && { pinned: pin }),
	}));
}

interface Place {
	conversation_id: string;
	message_id: string;
}

/** Each person gives each emoji once; emoji stand in the order of their first. */
export function reacted(state: State, { emoji, user_id, ...where }: Payloads["reaction.added"]): State {
	return editReactions(state, where, (reactions) => {
		const at = reactions.findIndex((reaction) => reaction.emoji === emoji);
		const reaction = reactions[at];
		if (!reaction) return [...reactions, { emoji, user_ids: [user_id] }];
		if (reaction.user_ids.includes(user_id)) return reactions;
		return reactions.with(at, { emoji, user_ids: [...reaction.user_ids, user_id] });
	});
}

export function unreacted(state: State, { emoji, user_id, ...where }: Payloads["reaction.removed"]): State {
	return editReactions(state, where, (reactions) =>
		reactions
			.map((it) => (it.emoji === emoji ? { ...it, user_ids: it.user_ids.filter((id) => id !== user_id) } : it))
			.filter((it) => it.user_ids.length > 0),
	);
}

type Reactions = NonNullable<Message["reactions"]>;

function editReactions(state: State, where: Place, edit: (reactions: Reactions) => Reactions): State {
	return editMessage(state, where.conversation_id, where.message_id, ({ reactions = [], ...message }) => {
		const after = edit(reactions);
		return after.length > 0 ? { ...message, reactions: after } : message;
	});
}

/** A reply goes into its thread and is counted at the message above; it touches no main window and no marker. */
export function withReply(state: State, reply: Message): State {
	const rootId = reply.thread_of;
	if (!rootId || !state.conversations.has(reply.conversation_id)) return state;
	const counted = editMessage(state, reply.conversation_id, rootId, (root) => ({
		...root,
		thread: threadWith(root.thread ?? null, reply),
	}));
	const timeline = counted.threads.get(rootId);
	const longer = timeline && append(timeline, reply, 0);
	return longer ? { ...counted, threads: put(counted.threads, rootId, longer) } : counted;
}

function threadWith(thread: Thread | null, { number, sent_at, author_id }: Message): Thread {
	if (thread && thread.count >= number) return thread;
	const faces = thread?.user_ids ?? [];
	const isNew = !faces.includes(author_id) && faces.length < MOST_THREAD_FACES;
	return { ...thread, count: number, last_at: sent_at, user_ids: isNew ? [...faces, author_id] : faces };
}

/** Keeps messages that are in no window: what is quoted, what a link leads to. The newest known stay. */
export function withKnown(state: State, messages: Iterable<Message>): State {
	const known = new Map(state.known);
	for (const message of messages) {
		known.delete(message.id);
		known.set(message.id, message);
	}
	for (const id of known.keys()) {
		if (known.size <= MOST_KNOWN) break;
		known.delete(id);
	}
	return known.size === 0 ? state : { ...state, known };
}

/** Threads and known messages of only these conversations. */
export function withMessagesOf(state: State, isKept: (conversationId: string) => boolean): State {
	const threads = [...state.threads].filter(([, { messages }]) => messages[0] && isKept(messages[0].conversation_id));
	const known = [...state.known].filter(([, message]) => isKept(message.conversation_id));
	return {
		...state,
		threads: threads.length === state.threads.size ? state.threads : new Map(threads),
		known: known.length === state.known.size ? state.known : new Map(known),
	};
}

/** A quote of it: ids, never a copy. */
export function quoteOf({ id, number, author_id }: Message): Quoted {
	return { id, number, author_id };
}
