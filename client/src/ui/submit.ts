/** What every form needs: busy while it runs, errors by field, and one sentence for everything else. */
import { useRef, useState } from "preact/hooks";

interface Failure {
	field: string | null;
	words: string;
}

export interface Submit {
	busy: boolean;
	/** The error that belongs to no field of the form. */
	general: string | undefined;
	/** The error of one field; asking for it says that the form shows it there. */
	error: (field: string) => string | undefined;
	onSubmit: (event: Event) => void;
	run: () => Promise<void>;
	fail: (field: string | null, words: string) => void;
	clear: () => void;
}

/** `fields` are those that the form shows: an error on any other field is shown as the general one. */
export function useSubmit(action: () => Promise<unknown>, fields: readonly string[] = []): Submit {
	const [busy, setBusy] = useState(false);
	const [failure, setFailure] = useState<Failure | null>(null);
	const running = useRef(false);
	const run = async () => {
		if (running.current) return;
		running.current = true;
		setBusy(true);
		setFailure(null);
		try {
			await action();
		} catch (error) {
			setFailure(readFailure(error));
		} finally {
			running.current = false;
			setBusy(false);
		}
	};
	const shown = failure?.field && fields.includes(failure.field) ? failure.field : null;
	return {
		busy,
		general: failure && !shown ? failure.words : undefined,
		error: (field) => (failure && shown === field ? failure.words : undefined),
		onSubmit: (event) => {
			event.preventDefault();
			void run();
		},
		run,
		fail: (field, words) => setFailure({ field, words }),
		clear: () => setFailure(null),
	};
}

/** Thrown by a form's own checks, before anything is sent. */
export class FieldProblem extends Error {
	constructor(
		readonly field: string,
		message: string,
	) {
		super(message);
	}
}

/** The sentence alone, for an action without a form. */
export function failureWords(error: unknown): string {
	return readFailure(error).words;
}

/** A sentence that says what to do, for anything that an action may throw. */
function readFailure(error: unknown): Failure {
	if (error instanceof Error && (error.name === "Offline" || error.constructor.name === "Offline")) {
		const gone = globalThis.navigator?.onLine === false;
		const words = gone
			? "You are offline. Try again when you are back."
			: "The server can't be reached. Try again soon.";
		return { field: null, words };
	}
	if (error instanceof Error && error.message) {
		const field = "field" in error && typeof error.field === "string" ? error.field : null;
		return { field, words: error.message };
	}
	return { field: null, words: "That did not work. Try again in a moment." };
}
