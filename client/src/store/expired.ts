/** What was older than its group keeps it is gone: nothing below the oldest that is kept is shown. Pure. */
import type { Payloads } from "./events";
import { withMentionsLeft } from "./markers";
import { editMessage } from "./messages";
import { put, type State } from "./state";
import { cut } from "./timeline";

export function expired(
	state: State,
	{ conversation_id: id, thread_of, first_number: first }: Payloads["messages.expired"],
): State {
	// A quote of one that is gone asks for what is left of it.
	const known = [...state.known].filter(
		([, it]) => it.conversation_id !== id || (it.thread_of ?? null) !== thread_of || it.number >= first,
	);
	const left = known.length < state.known.size ? { ...state, known: new Map(known) } : state;
	return thread_of ? shorterThread(left, id, thread_of, first) : shorterRoom(left, id, first);
}

/** The room, from that message on; it never moves back. */
export function shorterRoom(state: State, id: string, first: number): State {
	const room = state.conversations.get(id);
	if (room?.kind !== "room") return state;
	const from = Math.max(first, room.first_number ?? 1);
	const last = (room.last_message?.number ?? 0) < from ? null : room.last_message;
	const timeline = state.timelines.get(id);
	return withMentionsLeft(
		{
			...state,
			conversations: put(state.conversations, id, { ...room, first_number: from, last_message: last }),
			timelines: timeline ? put(state.timelines, id, cut(timeline, from)) : state.timelines,
		},
		id,
	);
}

function shorterThread(state: State, id: string, rootId: string, first: number): State {
	const timeline = state.threads.get(rootId);
	const shorter = timeline ? { ...state, threads: put(state.threads, rootId, cut(timeline, first)) } : state;
	return editMessage(shorter, id, rootId, ({ thread, ...root }) =>
		thread && thread.count >= first ? { ...root, thread: { ...thread, first_number: first } } : root,
	);
}
