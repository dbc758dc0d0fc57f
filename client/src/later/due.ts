/** Which reminders wait to be looked at. */
import type { Saved } from "../store/kept";
import type { State } from "../store/state";

/** The one that waits longest comes first. */
export function dueReminders({ saved, conversations }: State): Saved[] {
	return [...saved.values()]
		.filter((it) => it.reminded_at && conversations.has(it.conversation_id))
		.sort((a, b) => (a.reminded_at ?? "").localeCompare(b.reminded_at ?? ""));
}
