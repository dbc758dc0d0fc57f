/** What I keep for later: saved messages, drafts, what is to be sent at a time. All pure, all safe to repeat. */
import type { Draft, Saved, Scheduled } from "./kept";
import { drop, put, type State } from "./state";

export type { Draft, Saved, Scheduled, ScheduledWords } from "./kept";

/** What a home and a snapshot of `user:` say of it. */
export interface Kept {
	saved?: readonly Saved[];
	drafts?: readonly Draft[];
	scheduled?: readonly Scheduled[];
}

type Places = Pick<Draft, "conversation_id" | "thread_of">;

/** Where a draft is: in its thread, or else in its conversation. */
export function draftPlace({ conversation_id, thread_of }: Places): string {
	return thread_of ?? conversation_id;
}

export function withSaved(state: State, saved: Saved): State {
	return { ...state, saved: put(state.saved, saved.message_id, saved) };
}

export function withoutSaved(state: State, messageId: string): State {
	return { ...state, saved: drop(state.saved, [messageId]) };
}

/** A draft without text is none. */
export function withDraft(state: State, draft: Draft): State {
	const place = draftPlace(draft);
	return { ...state, drafts: draft.text ? put(state.drafts, place, draft) : drop(state.drafts, [place]) };
}

export function withScheduled(state: State, scheduled: Scheduled): State {
	return { ...state, scheduled: put(state.scheduled, scheduled.id, scheduled) };
}

export function withoutScheduled(state: State, scheduledId: string): State {
	return { ...state, scheduled: drop(state.scheduled, [scheduledId]) };
}

/** Exactly this, in place of all that was kept. */
export function withKept(state: State, { saved = [], drafts = [], scheduled = [] }: Kept): State {
	return {
		...state,
		saved: new Map(saved.map((it) => [it.message_id, it])),
		drafts: new Map(drafts.map((it) => [draftPlace(it), it])),
		scheduled: new Map(scheduled.map((it) => [it.id, it])),
	};
}

/** The conversations are gone, and with them what was saved and begun there. What is scheduled says so when it is due. */
export function withoutKeptIn(state: State, conversationIds: ReadonlySet<string>): State {
	const gone = <T extends { conversation_id: string }>(kept: ReadonlyMap<string, T>) =>
		[...kept].filter(([, it]) => conversationIds.has(it.conversation_id)).map(([id]) => id);
	return { ...state, saved: drop(state.saved, gone(state.saved)), drafts: drop(state.drafts, gone(state.drafts)) };
}
