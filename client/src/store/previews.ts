/** What the links in a message show, as the server finds it or takes it away. Pure. */
import type { Payloads } from "./events";
import { editMessage } from "./messages";
import type { State } from "./state";

export function previewsChanged(
	state: State,
	{ conversation_id, message_id, previews }: Payloads["preview.changed"],
): State {
	return editMessage(state, conversation_id, message_id, ({ previews: _, ...message }) => ({
		...message,
		...(previews.length > 0 && { previews }),
	}));
}
