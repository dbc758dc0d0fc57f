/** Votes as they come: the same order of voters as the server keeps, so that a page and the log agree. All pure. */
import type { Message, Poll, PollOption } from "../api/types";
import type { Payloads } from "./events";
import { editMessage } from "./messages";
import { drop, put, type State } from "./state";

/** Somebody chooses these options of a public poll now, and no others. */
export function voted(state: State, { conversation_id, message_id, user_id, options }: Payloads["poll.voted"]): State {
	return editMessage(state, conversation_id, message_id, (message) =>
		message.poll ? { ...message, poll: withVote(message.poll, user_id, options) } : message,
	);
}

/** It was closed, or somebody voted in an anonymous one. */
export function pollChanged(state: State, { conversation_id, message_id, poll }: Payloads["poll.changed"]): State {
	return editMessage(state, conversation_id, message_id, (message) => ({ ...message, poll }));
}

/** What I chose in an anonymous poll, here or on another device. */
export function withMyVotes(state: State, messageId: string, options: readonly number[]): State {
	const votes = options.length > 0 ? put(state.votes, messageId, [...options]) : drop(state.votes, [messageId]);
	return { ...state, votes };
}

/** What a page says that I chose in its anonymous polls: in those that it does not name, nothing (any more). */
export function withVotesOf(
	state: State,
	messages: readonly Message[],
	chosen: { readonly [messageId: string]: readonly number[] },
): State {
	const gone = messages.filter(({ id, poll }) => poll?.anonymous && !chosen[id]).map(({ id }) => id);
	const named = Object.entries(chosen);
	const votes = drop(state.votes, gone);
	if (votes === state.votes && named.length === 0) return state;
	return { ...state, votes: new Map([...votes, ...named]) };
}

/** As the server keeps it: what stays chosen keeps its place, what is new comes last. */
export function withVote(poll: Poll, userId: string, chosen: readonly number[]): Poll {
	const options = poll.options.map((option, place) => withVoter(option, userId, chosen.includes(place)));
	const voters = new Set(options.flatMap(({ user_ids = [] }) => user_ids)).size;
	const { voters: _, ...rest } = poll;
	return { ...rest, options, ...(voters > 0 && { voters }) };
}

function withVoter(option: PollOption, userId: string, isChosen: boolean): PollOption {
	const { text, user_ids = [] } = option;
	if (user_ids.includes(userId) === isChosen) return option;
	const people = isChosen ? [...user_ids, userId] : user_ids.filter((id) => id !== userId);
	return people.length > 0 ? { text, count: people.length, user_ids: people } : { text };
}
