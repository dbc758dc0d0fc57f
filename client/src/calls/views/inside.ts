/** Who is in a call and how, in words: for the sidebar, the porch and everything that is read out. */
import type { Call } from "../../api/types";
import { listed, shortName, userName } from "../../groups/people";
import type { State } from "../../store/state";
import type { Calls, ParticipantState } from "../seam";

export interface Insider {
	userId: string;
	name: string;
	first: string;
	mine: boolean;
	deleted: boolean;
	told: ParticipantState | undefined;
}

/** In the order in which they came. */
export function insidersOf(state: State, calls: Calls, call: Call): Insider[] {
	const told = calls.states.value.get(call.conversation_id);
	return call.participants.map(({ user_id }) => {
		const user = state.users.get(user_id);
		const mine = user_id === state.me?.id;
		return {
			userId: user_id,
			name: userName(user),
			first: mine ? "You" : shortName(user),
			mine,
			deleted: user?.kind === "deleted",
			told: told?.get(user_id),
		};
	});
}

/** "muted", "hand raised": what somebody shows beside being there. */
export function marksOf(told: ParticipantState | undefined): string[] {
	if (!told) return [];
	const all = [
		told.deafened ? "not listening" : told.muted && "muted",
		told.hand && "hand raised",
		told.video && "camera on",
		told.sharing && "sharing the screen",
	];
	return all.filter((mark) => mark !== false);
}

/** "Mira, Tomás (muted) and 2 others". */
export function namedInside(insiders: readonly Insider[]): string {
	const names = insiders.map(({ first, mine, told }, at) => {
		const marks = marksOf(told);
		const name = mine && at > 0 ? "you" : first;
		return marks.length > 0 ? `${name} (${marks.join(", ")})` : name;
	});
	return listed(names, 6);
}
