/**
 * The group's own slash commands, which programs elsewhere answer. Asked for when somebody types "/" first, and again
 * when what is known is a minute old.
 */
import { path } from "../../api/client";
import type { CommandSaid, Commands } from "../../api/types";
import type { App } from "../../app/seam";
import { newId } from "../../lib/ids";
import type { Command } from "./registry";

const FRESH_MS = 60_000;

type Asking = Pick<App, "platform" | "state">;

const known = new WeakMap<Asking["platform"], Map<string, { at: number; commands: Promise<Command[]> }>>();

/** Those of the group of this room, by name; none in a direct chat or in a thread, or where they can't be asked for. */
export async function groupCommands(app: Asking, place: { conversationId: string; threadOf?: string | undefined }) {
	const conversation = app.state.peek().conversations.get(place.conversationId);
	if (conversation?.kind !== "room" || place.threadOf) return [];
	const groups = known.get(app.platform) ?? new Map<string, { at: number; commands: Promise<Command[]> }>();
	known.set(app.platform, groups);
	const before = groups.get(conversation.group_id);
	if (before && Date.now() - before.at < FRESH_MS) return before.commands;
	const commands = askFor(app, conversation.group_id);
	groups.set(conversation.group_id, { at: Date.now(), commands });
	return commands;
}

async function askFor({ platform }: Asking, groupId: string): Promise<Command[]> {
	try {
		const { commands } = await platform.get<Commands>(path`/api/groups/${groupId}/commands`);
		return commands.map(({ name, hint, about }) => ({
			name,
			hint,
			about,
			async run({ app, conversationId, words, tell }) {
				const asked = { id: newId(), command: name, text: words.text };
				const { answer } = await app.platform.post<CommandSaid>(
					path`/api/conversations/${conversationId}/commands`,
					asked,
				);
				if (answer.kind === "shown" && answer.text !== "") tell(answer.text);
			},
		}));
	} catch {
		return []; // without the network there is nobody to call either
	}
}
