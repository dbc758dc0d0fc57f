/** What is typed in the search box, where the caret is, and what is offered there. */
import { useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import { type FilterName, partAt, replaced } from "./line";
import { type Suggestion, suggestions } from "./suggest";

export type Box = ReturnType<typeof useBox>;

export function useBox(line: string, onLine: (line: string) => void) {
	const { state } = useApp();
	const input = useRef<HTMLInputElement>(null);
	/** Null while nothing is to be offered. */
	const [caret, setCaret] = useState<number | null>(null);
	const [at, setAt] = useState(0);
	const part = caret === null ? undefined : partAt(line, caret);
	const offered = suggestions(state.value, part, new Date());
	const place = (next: string, to: number) => {
		onLine(next);
		setCaret(to);
		setAt(0);
		const element = input.current;
		if (!element) return;
		element.value = next;
		element.focus();
		element.setSelectionRange(to, to);
	};
	const pick = (suggestion: Suggestion | undefined) => {
		if (!suggestion || !part) return;
		place(replaced(line, part, suggestion.insert), part.begin + suggestion.insert.length + 1);
	};
	/** Whether the key was one for the list. */
	const onKeyDown = (event: KeyboardEvent): boolean => {
		if (offered.length === 0) return false;
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step) setAt((at + step + offered.length) % offered.length);
		else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) pick(offered[at] ?? offered[0]);
		else if (event.key === "Escape") setCaret(null);
		else return false;
		event.preventDefault();
		event.stopPropagation();
		return true;
	};
	return {
		...{ input, offered, at: Math.min(at, Math.max(0, offered.length - 1)), setAt, pick, onKeyDown },
		...moving(line, place, caret, setCaret),
		onInput: (element: HTMLInputElement) => {
			onLine(element.value);
			setCaret(element.selectionStart);
			setAt(0);
		},
	};
}

function moving(
	line: string,
	place: (next: string, to: number) => void,
	caret: number | null,
	setCaret: (caret: number | null) => void,
) {
	return {
		/** Escape has closed the list: it opens again with the next letter, not by moving about. */
		onCaret: (element: HTMLInputElement) => {
			if (caret !== null && element.selectionStart !== caret) setCaret(element.selectionStart);
		},
		dismiss: () => setCaret(null),
		put: (next: string) => place(next, next.length),
		begin: (filter: FilterName) => {
			const next = `${line.trimEnd()} ${filter}:`.trimStart();
			place(next, next.length);
		},
	};
}
