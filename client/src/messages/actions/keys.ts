/** The keys of a list of messages: arrows go from row to row, single keys act on the row that has the focus. */
import type { Message } from "../../api/types";
import { type Acting, actionsOn } from "./actions";
import { openPopup } from "./popup";

/** Says whether the key was an action on this message. */
export function actByKey(event: KeyboardEvent, message: Message, row: HTMLElement, acting: Acting): boolean {
	const { key } = event;
	if (key === "+" && !message.deleted_at) openPopup("react", message, row);
	else if (key === "Enter") openPopup("menu", message, row);
	else {
		const name = key === "Backspace" ? "Delete" : key.length === 1 ? key.toLowerCase() : key;
		const action = actionsOn(message, acting).find((it) => it.key === name);
		if (!action) return false;
		action.run();
	}
	return true;
}
