/** What can be done with messages, without a server: it happens in the state, and nothing is refused. */
import { type Signal, signal } from "@preact/signals";
import type { Message } from "../src/api/types";
import type { Messages, Target, Version } from "../src/messages/seam";
import { deleted, edited, findMessage, pinned, reacted, unreacted } from "../src/store/messages";
import type { State } from "../src/store/state";

export interface FakeMessages {
	undoable?: readonly string[];
	pins?: ReadonlyMap<string, readonly string[]>;
	history?: readonly Version[];
	failure?: string;
	target?: Target;
}

export function fakeMessages(state: Signal<State>, scene: FakeMessages = {}): Messages {
	const nothing = async () => {};
	const target: Signal<Target | null> = signal(scene.target ?? null);
	const failure: Signal<string | null> = signal(scene.failure ?? null);
	const undoable: Signal<ReadonlySet<string>> = signal(new Set(scene.undoable));
	const change = (to: (state: State) => State) => {
		state.value = to(state.value);
	};
	const place = ({ id, conversation_id }: Message) => ({ message_id: id, conversation_id });
	const mine = (message: Message, emoji: string) => ({ ...place(message), emoji, user_id: state.value.me?.id ?? "" });
	const now = () => new Date().toISOString();
	const goTo = (placeId: string, number: number) => {
		target.value = { placeId, number, ask: (target.value?.ask ?? 0) + 1 };
	};
	const find = (id: string) => {
		for (const conversationId of state.value.conversations.keys()) {
			const message = findMessage(state.value, conversationId, id);
			if (message) return message;
		}
		throw new Error("It is not there.");
	};
	return {
		...{ failure, undoable, target, takenBack: signal(null), missing: signal(new Set<string>()) },
		pins: signal(scene.pins ?? new Map()),
		react: (message, emoji) => change((so) => reacted(so, mine(message, emoji))),
		unreact: (message, emoji) => change((so) => unreacted(so, mine(message, emoji))),
		pin: (message) => change((so) => pinned(so, place(message), { by: so.me?.id ?? "", at: now() })),
		unpin: (message) => change((so) => pinned(so, place(message), null)),
		markUnread: ({ conversation_id, number }) =>
			change((so) => ({ ...so, unreadFrom: new Map(so.unreadFrom).set(conversation_id, number) })),
		undo: (id) => change((so) => deleted(so, { ...place(find(id)), deleted_at: now(), undone: true, erased: [] })),
		undoLast: () => false,
		tookBack() {},
		dismissFailure: () => {
			failure.value = null;
		},
		edit: async (message, text, entities = []) =>
			change((so) => edited(so, { ...place(message), text, entities: [...entities], edited_at: now() })),
		remove: async (message) =>
			change((so) => deleted(so, { ...place(message), deleted_at: now(), undone: false, erased: [] })),
		forward: nothing,
		history: async () => [...(scene.history ?? [])],
		message: async (id) => find(id),
		want() {},
		loadPins: nothing,
		goTo: async (conversationId, number) => goTo(conversationId, number),
		goToReply: async (_, rootId, number) => goTo(rootId, number),
		...{ openThread: nothing, loadOlderReplies: nothing, loadNewerReplies: nothing, loadNewestReplies: nothing },
	};
}
