/** What is kept for later, without a server: drafts stay in the page, and commands change the state at once. */
import type { Signal } from "@preact/signals";
import type { CatchUp } from "../src/api/types";
import { type DraftWords, type Later, placeIdOf } from "../src/later/seam";
import { withoutSaved, withoutScheduled, withSaved } from "../src/store/later";
import type { State } from "../src/store/state";

const NOTHING: CatchUp = {
	conversations: [],
	mentions: [],
	replies: [],
	most_reacted: [],
	polls: [],
	users: [],
	quoted: [],
	votes: {},
};

export function fakeLater(state: Signal<State>, missed: CatchUp = NOTHING): Later {
	const typed = new Map<string, DraftWords>();
	const change = (work: (state: State) => State) => {
		state.value = work(state.peek());
	};
	const keep = async (messageId: string, remindAt?: Date) =>
		change((now) => {
			const conversationId = [...now.timelines].find(([, { messages }]) => messages.some(({ id }) => id === messageId));
			return withSaved(now, {
				message_id: messageId,
				conversation_id: conversationId?.[0] ?? "",
				saved_at: new Date().toISOString(),
				...(remindAt && { remind_at: remindAt.toISOString() }),
			});
		});
	return {
		drafts: {
			read: (placeId) => typed.get(placeId) ?? (state.peek().drafts.get(placeId) as DraftWords | undefined) ?? null,
			write: (place, words) => typed.set(placeIdOf(place), words),
			clear: (place) => typed.delete(placeIdOf(place)),
			onRemote: () => () => {},
		},
		save: keep,
		remind: keep,
		unsave: async (id) => change((now) => withoutSaved(now, id)),
		loadSaved: async () => {},
		schedule: async () => {},
		changeScheduled: async () => {},
		sendScheduled: async (id) => change((now) => withoutScheduled(now, id)),
		deleteScheduled: async (id) => change((now) => withoutScheduled(now, id)),
		catchUp: async () => missed,
		sawThread: async () => {},
		readAll: async () => async () => {},
	};
}
