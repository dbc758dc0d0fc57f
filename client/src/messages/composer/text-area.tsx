/** The field itself: grows with its text, Enter sends (on phones Enter is a new line), and Ctrl+B makes bold. */
import { useEffect, useLayoutEffect } from "preact/hooks";
import { hasTouch } from "../../ui/touch";
import { typeInto } from "./field";
import { type Formatting, formattingOf, linked } from "./format";

const TALLEST = 220;

interface TextAreaProps {
	area: { current: HTMLTextAreaElement | null };
	/** Another place, or another thing to do there: the focus comes here. */
	subject: string;
	label: string;
	text: string;
	/** The list of suggestions, while it is open, and the one that is marked in it. */
	list: { id: string; active: string | undefined } | null;
	onInput: (text: string, caret: number) => void;
	/** The caret may be elsewhere. */
	onCaret: (caret: number) => void;
	/** True when the key was for something else than the field. */
	onKey: (event: KeyboardEvent) => boolean;
	onSend: () => void;
}

export function TextArea({ area, subject, label, text, list, onInput, onCaret, onKey, onSend }: TextAreaProps) {
	useGrowing(area, text);
	useEffect(() => {
		if (!hasTouch()) area.current?.focus({ preventScroll: true });
	}, [area, subject]);
	const look = (event: { currentTarget: HTMLTextAreaElement }) => onCaret(event.currentTarget.selectionEnd);
	return (
		<textarea
			ref={area}
			data-rest
			class="composer-text"
			rows={1}
			dir="auto"
			aria-label={label}
			aria-autocomplete="list"
			aria-controls={list?.id}
			aria-activedescendant={list?.active}
			placeholder={label}
			enterkeyhint={hasTouch() ? "enter" : "send"}
			value={text}
			onInput={(event) => onInput(event.currentTarget.value, event.currentTarget.selectionEnd)}
			onKeyUp={look}
			onClick={look}
			onFocus={look}
			// Somewhere else nothing is suggested.
			onBlur={() => onCaret(0)}
			onPaste={(event) => pasted(event)}
			onKeyDown={(event) => {
				// While an input method composes, keys belong to it; Safari ends composing before it tells the key.
				if (event.isComposing || event.keyCode === 229) return;
				if (onKey(event) || formats(event)) event.preventDefault();
				else if (sendsOnEnter(event)) {
					event.preventDefault();
					onSend();
				}
			}}
		/>
	);
}

function useGrowing(field: { current: HTMLTextAreaElement | null }, text: string): void {
	// The text is what the height depends on.
	useLayoutEffect(() => {
		const area = field.current;
		const box = area?.parentElement;
		if (!area || !box) return;
		// Held while the field is measured: were it smaller for a moment, the list above would scroll.
		box.style.height = `${box.offsetHeight}px`;
		area.style.height = "auto";
		area.style.height = `${Math.min(area.scrollHeight, TALLEST)}px`;
		box.style.height = "";
	}, [field, text]);
}

function sendsOnEnter(event: KeyboardEvent): boolean {
	return event.key === "Enter" && !event.shiftKey && !hasTouch();
}

function formats(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): boolean {
	const area = event.currentTarget;
	return changed(area, formattingOf(event, selectedIn(area)));
}

/** An address pasted over words makes a link of them. */
function pasted(event: ClipboardEvent & { currentTarget: HTMLTextAreaElement }): void {
	const text = event.clipboardData?.getData("text/plain") ?? "";
	if (text && changed(event.currentTarget, linked(text, selectedIn(event.currentTarget)))) event.preventDefault();
}

function selectedIn({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) {
	return { text: value, from: selectionStart, to: selectionEnd };
}

function changed(area: HTMLTextAreaElement, formatting: Formatting | null): boolean {
	if (!formatting) return false;
	for (const change of formatting.changes) typeInto(area, change);
	area.setSelectionRange(...formatting.select);
	return true;
}
