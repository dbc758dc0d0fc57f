/** The emoji that a group made itself. Pure. */
import type { CustomEmoji } from "../api/types";
import { editGroup } from "./change";
import { drop, type State } from "./state";

export type { CustomEmoji };

/** Exactly these, in the order in which they come (by name). */
export function withGroupEmoji(state: State, groupId: string, emoji: readonly CustomEmoji[]): State {
	return editGroup(state, groupId, (entry) => ({ ...entry, emoji: byId(emoji) }));
}

/** One more, or one that is there already, as it is now. */
export function withEmoji(state: State, emoji: CustomEmoji): State {
	return editGroup(state, emoji.group_id, (entry) => {
		const others = [...entry.emoji.values()].filter(({ id }) => id !== emoji.id);
		return { ...entry, emoji: byId([...others, emoji].sort(byName)) };
	});
}

export function withoutEmoji(state: State, groupId: string, emojiId: string): State {
	return editGroup(state, groupId, (entry) => ({ ...entry, emoji: drop(entry.emoji, [emojiId]) }));
}

function byId(emoji: readonly CustomEmoji[]): ReadonlyMap<string, CustomEmoji> {
	return new Map(emoji.map((one) => [one.id, one]));
}

/** As the server orders them: letter by letter. */
function byName(a: CustomEmoji, b: CustomEmoji): number {
	return a.name < b.name ? -1 : 1;
}
