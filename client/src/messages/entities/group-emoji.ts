/** The emoji that groups made, as messages name them. */
import type { CustomEmoji } from "../../store/emoji";
import type { State } from "../../store/state";

/** Of any group of mine: ids are of one world, and a message may be forwarded. */
export function emojiById(state: State, id: string): CustomEmoji | undefined {
	for (const { emoji } of state.groups.values()) {
		const found = emoji.get(id);
		if (found) return found;
	}
	return undefined;
}
