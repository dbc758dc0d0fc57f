/** Where a message is written: grows with the text, Enter sends (on phones Enter is a new line), drafts are kept. */
import { ArrowRight, Smile } from "lucide";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { IconButton } from "../ui/button";
import { hasTouch } from "../ui/touch";
import { draftOf, keepDraft } from "./drafts";
import { EmojiPanel } from "./emoji-panel";

const MOST_CHARACTERS = 8000;
const COUNTER_FROM = 7500;
const TALLEST = 220;

interface ComposerProps {
	conversationId: string;
	placeholder: string;
	onSend: (text: string) => void;
	onTyping: () => void;
}

export function Composer(props: ComposerProps) {
	const { area, text, left, canSend, picking, ...writing } = useWriting(props);
	return (
		<form
			class="composer"
			onSubmit={(event) => {
				event.preventDefault();
				writing.send();
			}}
		>
			{picking && <EmojiPanel onPick={writing.insert} onClose={writing.backToText} />}
			<div class="composer-box">
				<TextArea
					area={area}
					subject={props.conversationId}
					label={props.placeholder}
					text={text}
					onInput={writing.type}
					onSend={writing.send}
					onEscape={writing.closePicker}
				/>
				<IconButton label="Emoji" icon={Smile} aria-expanded={picking} onClick={writing.togglePicker} />
				<IconButton label="Send" icon={ArrowRight} look="primary" type="submit" disabled={!canSend} />
			</div>
			<Counter left={left} />
		</form>
	);
}

/** The draft, what may be done with it, and whether the emoji are open. */
function useWriting({ conversationId, onSend, onTyping }: ComposerProps) {
	const [text, setText] = useDraft(conversationId);
	const [picking, setPicking] = useState(false);
	const area = useRef<HTMLTextAreaElement>(null);
	const left = charactersLeft(text);
	const canSend = text.trim() !== "" && left >= 0;
	const backToText = () => {
		setPicking(false);
		area.current?.focus();
	};
	const send = () => {
		if (!canSend) return;
		onSend(text.trim());
		setText("");
		backToText();
	};
	const insert = (emoji: string) => {
		setText(withInserted(area.current, text, emoji));
		// With fingers several are picked in a row; with keys and mouse one goes back to writing.
		if (!hasTouch()) backToText();
	};
	const type = (next: string) => {
		setText(next);
		if (next.trim() !== "") onTyping();
	};
	const closePicker = () => setPicking(false);
	const togglePicker = () => setPicking(!picking);
	return { area, text, left, canSend, picking, backToText, send, insert, type, closePicker, togglePicker };
}

interface TextAreaProps {
	area: { current: HTMLTextAreaElement | null };
	/** Another conversation: the focus comes here. */
	subject: string;
	label: string;
	text: string;
	onInput: (text: string) => void;
	onSend: () => void;
	onEscape: () => void;
}

function TextArea({ area, subject, label, text, onInput, onSend, onEscape }: TextAreaProps) {
	useGrowing(area, text);
	useEffect(() => {
		if (!hasTouch()) area.current?.focus({ preventScroll: true });
	}, [area, subject]);
	return (
		<textarea
			ref={area}
			data-rest
			class="composer-text"
			rows={1}
			dir="auto"
			aria-label={label}
			placeholder={label}
			enterkeyhint={hasTouch() ? "enter" : "send"}
			value={text}
			onInput={(event) => onInput(event.currentTarget.value)}
			onKeyDown={(event) => {
				if (event.key === "Escape") onEscape();
				if (!sendsOnEnter(event)) return;
				event.preventDefault();
				onSend();
			}}
		/>
	);
}

function Counter({ left }: { left: number }) {
	if (left > MOST_CHARACTERS - COUNTER_FROM) return null;
	return (
		<p class={left < 0 ? "composer-counter over" : "composer-counter"} role="status">
			{left < 0 ? `${-left} characters too long. Send it in two parts.` : `${left} characters left`}
		</p>
	);
}

/** Counted in code points, as the server does; short texts need no counting. */
function charactersLeft(text: string): number {
	return text.length < COUNTER_FROM ? MOST_CHARACTERS - text.length : MOST_CHARACTERS - [...text.trim()].length;
}

function useDraft(conversationId: string): [string, (text: string) => void] {
	const [kept, setKept] = useState({ conversationId, text: draftOf(conversationId) });
	const text = kept.conversationId === conversationId ? kept.text : draftOf(conversationId);
	const keep = (next: string) => {
		keepDraft(conversationId, next);
		setKept({ conversationId, text: next });
	};
	return [text, keep];
}

function useGrowing(area: { current: HTMLTextAreaElement | null }, text: string): void {
	// The text is what the height depends on.
	useLayoutEffect(() => {
		if (!area.current) return;
		area.current.style.height = "auto";
		area.current.style.height = `${Math.min(area.current.scrollHeight, TALLEST)}px`;
	}, [area, text]);
}

/** While an input method composes, Enter belongs to it. */
function sendsOnEnter(event: KeyboardEvent): boolean {
	return event.key === "Enter" && !event.shiftKey && !event.isComposing && !hasTouch();
}

function withInserted(area: HTMLTextAreaElement | null, text: string, piece: string): string {
	const from = area?.selectionStart ?? text.length;
	const to = area?.selectionEnd ?? text.length;
	if (area) requestAnimationFrame(() => area.setSelectionRange(from + piece.length, from + piece.length));
	return text.slice(0, from) + piece + text.slice(to);
}
