/** A list that a page asks for when it opens, and asks for again after a change. */
import { useEffect, useRef, useState } from "preact/hooks";
import { failureWords } from "../ui/submit";

export interface Loaded<Value> {
	/** Undefined until the first answer. */
	readonly value: Value | undefined;
	/** Why the last try failed, in words. */
	readonly problem: string | null;
	readonly reload: () => Promise<void>;
}

/** `about` says of what it is: another one is asked for anew, and an answer about the one before is dropped. */
export function useLoaded<Value>(ask: () => Promise<Value>, about: string): Loaded<Value> {
	const [answer, setAnswer] = useState<{ about: string; value: Value } | null>(null);
	const [problem, setProblem] = useState<string | null>(null);
	const current = useRef<string | null>(about);
	const reload = async () => {
		try {
			const value = await ask();
			if (current.current !== about) return;
			setAnswer({ about, value });
			setProblem(null);
		} catch (error) {
			if (current.current === about) setProblem(failureWords(error));
		}
	};
	useEffect(() => {
		current.current = about;
		void reload();
		return () => {
			current.current = null;
		};
	}, [about]);
	return { value: answer?.about === about ? answer.value : undefined, problem, reload };
}
