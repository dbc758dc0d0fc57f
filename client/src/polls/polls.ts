/** `app.polls`: my votes are on screen at once; one request at a time for each poll, and the last choice counts. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Message } from "../api/types";
import { pollChanged, voted, withMyVotes } from "../store/polls";
import { drop, put, type State } from "../store/state";
import type { PollRequests } from "./requests";
import type { Polls } from "./seam";

interface Parts {
	store: { get: () => State; set: (state: State) => void };
	connection: ReadonlySignal<string>;
	requests: PollRequests;
}

export function pollsOf({ store, connection, requests }: Parts): Polls {
	const choosing: Signal<ReadonlyMap<string, readonly number[]>> = signal(new Map());
	const failures: Signal<ReadonlyMap<string, string>> = signal(new Map());
	const sending = new Set<string>();

	/** While live the log tells how a poll stands, in its place among the votes of others. */
	const show = ({ id, conversation_id }: Message, poll: NonNullable<Message["poll"]>) => {
		if (connection.peek() !== "live") store.set(pollChanged(store.get(), { conversation_id, message_id: id, poll }));
	};

	const send = async (message: Message, options: readonly number[]) => {
		const answer = await requests.vote(message.id, options);
		const { id: message_id, conversation_id } = message;
		const me = store.get().me;
		if (answer.poll.anonymous) store.set(withMyVotes(store.get(), message_id, answer.votes));
		else if (me) store.set(voted(store.get(), { conversation_id, message_id, user_id: me.id, options: answer.votes }));
		show(message, answer.poll);
	};

	const settle = async (message: Message) => {
		if (sending.has(message.id)) return;
		sending.add(message.id);
		try {
			for (let sent = choosing.peek().get(message.id); sent; ) {
				await send(message, sent);
				const now = choosing.peek().get(message.id);
				sent = now === sent ? undefined : now;
			}
		} catch (error) {
			failures.value = put(failures.peek(), message.id, words(error));
		} finally {
			sending.delete(message.id);
			choosing.value = drop(choosing.peek(), [message.id]);
		}
	};

	return {
		choosing,
		failures,
		vote(message, options) {
			failures.value = drop(failures.peek(), [message.id]);
			choosing.value = put(choosing.peek(), message.id, [...options]);
			void settle(message);
		},
		async close(message) {
			failures.value = drop(failures.peek(), [message.id]);
			try {
				show(message, (await requests.close(message.id)).poll);
			} catch (error) {
				failures.value = put(failures.peek(), message.id, words(error));
			}
		},
	};
}

function words(error: unknown): string {
	return error instanceof Error ? error.message : "That did not work.";
}
