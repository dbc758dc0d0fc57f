/** What a line finds, page by page. The last answer is kept, so that coming back from a message shows it at once. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Hit, User } from "../api/types";
import { useApp } from "../app/context";
import { failureWords } from "../ui/submit";
import { asksAnything } from "./line";

export interface Found {
	readonly line: string;
	readonly hits: readonly Hit[];
	readonly users: ReadonlyMap<string, User>;
	readonly cursor: string | null;
}

interface Kept extends Found {
	readonly userId: string | undefined;
	/** The message that was gone to. */
	readonly openedId: string | null;
}

let kept: Kept | null = null;

/** Remembers which hit is followed, to be there again on the way back. */
export function noteOpened(messageId: string): void {
	if (kept) kept = { ...kept, openedId: messageId };
}

export interface FoundState {
	/** Of this line or, while it is being looked for, of the one before. */
	readonly found: Found | null;
	readonly busy: boolean;
	readonly failure: string | null;
	/** The message from which one comes back. */
	readonly openedId: string | null;
	readonly more: () => void;
	readonly again: () => void;
}

export function useFound(line: string): FoundState {
	const { search, state } = useApp();
	const userId = state.value.me?.id;
	const [start] = useState(() => (kept && kept.line === line && kept.userId === userId ? kept : null));
	const [found, setFound] = useState<Found | null>(start);
	const [busy, setBusy] = useState(false);
	const [failure, setFailure] = useState<string | null>(null);
	const asked = useRef(0);
	const ask = async (before: Found | null) => {
		const turn = ++asked.current;
		setBusy(true);
		setFailure(null);
		try {
			const answer = await search.find(line, before?.cursor ?? undefined);
			if (turn !== asked.current) return;
			const users = new Map([...(before?.users ?? []), ...answer.users.map((user) => [user.id, user] as const)]);
			const hits = [...(before?.hits ?? []), ...answer.hits];
			const next = { line, hits, users, cursor: answer.cursor ?? null };
			kept = { ...next, userId, openedId: start?.openedId ?? null };
			setFound(next);
		} catch (error) {
			if (turn !== asked.current) return;
			setFailure(failureWords(error));
			if (!before) setFound(null);
		}
		if (turn === asked.current) setBusy(false);
	};
	useEffect(() => {
		if (asksAnything(line)) {
			// Several pages may be there from before: one would take away what one came back to.
			if (!start || start.line !== line || !start.openedId) void ask(null);
		} else {
			asked.current++;
			setFound(null);
			setBusy(false);
			setFailure(null);
		}
	}, [line]);
	const more = () => {
		if (found?.cursor && !busy) void ask(found);
	};
	return { found, busy, failure, openedId: start?.openedId ?? null, more, again: () => void ask(null) };
}
