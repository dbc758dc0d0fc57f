/** What a poll shows, worked out: what I chose, how much each option has, whether it is over. All pure. */
import type { Message, Poll } from "../api/types";
import { withVote } from "../store/polls";
import type { State } from "../store/state";

/** The places of the options that I chose, as the server knows it. */
export function myChoice({ me, votes }: State, { id, poll }: Message): readonly number[] {
	if (!poll || !me) return [];
	if (poll.anonymous) return votes.get(id) ?? [];
	return poll.options.flatMap(({ user_ids = [] }, place) => (user_ids.includes(me.id) ? [place] : []));
}

/** The poll as it will be when the server has taken what I choose. */
export function withChoice(poll: Poll, userId: string, before: readonly number[], chosen: readonly number[]): Poll {
	if (!poll.anonymous) return withVote(poll, userId, chosen);
	const options = poll.options.map((option, place) => {
		const change = Number(chosen.includes(place)) - Number(before.includes(place));
		return { ...option, count: (option.count ?? 0) + change };
	});
	const change = Number(chosen.length > 0) - Number(before.length > 0);
	return { ...poll, options, voters: (poll.voters ?? 0) + change };
}

/** What is chosen after somebody pressed this option: again takes it back. */
export function afterPress(poll: Poll, chosen: readonly number[], place: number): number[] {
	const isChosen = chosen.includes(place);
	if (!poll.multiple) return isChosen ? [] : [place];
	return (isChosen ? chosen.filter((one) => one !== place) : [...chosen, place]).toSorted((a, b) => a - b);
}

export function isClosed(poll: Poll, now: number): boolean {
	return poll.closed_at != null || (poll.closes_at != null && Date.parse(poll.closes_at) <= now);
}

/** How many of those who voted chose it, 0 to 1. */
export function shareOf(poll: Poll, place: number): number {
	const voters = poll.voters ?? 0;
	return voters === 0 ? 0 : (poll.options[place]?.count ?? 0) / voters;
}

/** The places of those with the most votes; none while there is no vote. */
export function leaders(poll: Poll): number[] {
	const most = Math.max(...poll.options.map(({ count = 0 }) => count));
	return most === 0 ? [] : poll.options.flatMap(({ count = 0 }, place) => (count === most ? [place] : []));
}
