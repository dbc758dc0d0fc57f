/** Where gifs may come from in a conversation: shelves first, then whoever the instance asks. Pure. */
import type { Instance } from "../api/types";
import type { State } from "../store/state";

export type Source =
	| { kind: "shelf"; key: string; name: string; groupId: string }
	| { kind: "provider"; key: string; name: string };

const PROVIDERS = { giphy: "GIPHY", tenor: "Tenor" } as const;

/** In a room its group's shelf; in a direct chat those of all my groups. */
export function sourcesFor(
	{ conversations, groups }: State,
	conversationId: string,
	provider: Instance["gif_provider"] | undefined,
): Source[] {
	const conversation = conversations.get(conversationId);
	const mine = conversation?.kind === "room" ? [conversation.group_id] : [...groups.keys()];
	const shelves = mine.flatMap((groupId): Source[] => {
		const entry = groups.get(groupId);
		return entry ? [{ kind: "shelf", key: groupId, name: entry.group.name, groupId }] : [];
	});
	return provider ? [...shelves, { kind: "provider", key: provider, name: PROVIDERS[provider] }] : shelves;
}
