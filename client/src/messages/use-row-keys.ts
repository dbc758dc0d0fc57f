/** The keys of a list of messages. What they do is loaded with the first of them. */
import type { Message } from "../api/types";
import { loadKeys } from "./actions/lazy";
import { useActing } from "./actions/use-acting";
import { focusedRow, moveAmongRows } from "./list-keys";

export function useRowKeys(messages: readonly Message[]): (event: KeyboardEvent) => void {
	const acting = useActing();
	return (event) => {
		if (moveAmongRows(event)) return;
		const row = focusedRow(event);
		if (!row) return;
		if (event.key === "Escape" || (event.key === "ArrowDown" && isLast(row))) {
			toComposer(row);
			event.preventDefault();
			return;
		}
		if (event.ctrlKey || event.metaKey || event.altKey || !isActionKey(event)) return;
		const message = messages.find(({ id }) => id === row.dataset.message);
		if (!message) return;
		// Before the code is there: a "/" or an Enter must not do what the browser would.
		event.preventDefault();
		void loadKeys().then(({ actByKey }) => actByKey(event, message, row, acting));
	};
}

function isActionKey({ key }: KeyboardEvent): boolean {
	return /^[a-z+]$/i.test(key) || key === "Delete" || key === "Backspace" || key === "Enter";
}

function isLast(row: HTMLElement): boolean {
	const all = row.closest(".log")?.querySelectorAll("[data-message]");
	return all?.[all.length - 1] === row;
}

/** The one that belongs to the list: a thread has its own. */
function toComposer(row: HTMLElement): void {
	const place = row.closest(".thread, .conversation");
	place?.querySelector<HTMLElement>("[data-rest]")?.focus();
}
