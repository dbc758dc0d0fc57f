/** What was typed and not sent, per conversation: in memory, and in sessionStorage so that a reload keeps it. */

const drafts = new Map<string, string>();

export function draftOf(conversationId: string): string {
	return drafts.get(conversationId) ?? stored(conversationId) ?? "";
}

export function keepDraft(conversationId: string, text: string): void {
	drafts.set(conversationId, text);
	try {
		if (text) sessionStorage.setItem(key(conversationId), text);
		else sessionStorage.removeItem(key(conversationId));
	} catch {
		// No storage: memory holds it until the tab closes.
	}
}

/** After signing out nothing of a person stays on the device. */
export function dropDrafts(): void {
	for (const id of drafts.keys()) keepDraft(id, "");
	drafts.clear();
}

function stored(conversationId: string): string | null {
	try {
		return sessionStorage.getItem(key(conversationId));
	} catch {
		return null;
	}
}

function key(conversationId: string): string {
	return `draft:${conversationId}`;
}
