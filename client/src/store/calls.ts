/** What the log tells of calls: each conversation has one live call or none. All pure, all safe to repeat. */
import type { Call } from "../api/types";
import type { CallLeft, Payloads } from "./events";
import { put, type State } from "./state";

/** The call that the conversation has now. */
export function withCall(state: State, call: Call): State {
	return setCall(state, call.conversation_id, call);
}

/** Changes the named call; a call that is over, or another one, stays as it is. */
export function editCall(
	state: State,
	{ conversation_id, call_id }: { conversation_id: string; call_id: string },
	edit: (call: Call) => Call | null,
): State {
	const call = state.conversations.get(conversation_id)?.call;
	return call?.id === call_id ? setCall(state, conversation_id, edit(call)) : state;
}

/** One for each person: who joins from another device takes the place of the device before, as the newest. */
export function withParticipant(state: State, { participant, ...where }: Payloads["call.joined"]): State {
	return editCall(state, where, (call) => ({
		...call,
		participants: [...call.participants.filter((it) => it.user_id !== participant.user_id), participant],
	}));
}

export function withoutParticipant(state: State, left: CallLeft): State {
	return editCall(state, left, (call) => ({
		...call,
		participants: call.participants.filter((it) => it.id !== left.participant_id),
	}));
}

function setCall(state: State, conversationId: string, call: Call | null): State {
	const conversation = state.conversations.get(conversationId);
	if (!conversation) return state;
	return { ...state, conversations: put(state.conversations, conversationId, { ...conversation, call }) };
}
