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

export function Composer({ conversationId, placeholder, onSend, onTyping }: ComposerProps) {
	const [text, setText] = useDraft(conversationId);
	const [picking, setPicking] = useState(false);
	const area = useRef<HTMLTextAreaElement>(null);
	useGrowing(area, text);
	useEffect(() => {
		if (!hasTouch()) area.current?.focus({ preventScroll: true });
	}, [conversationId]);
	const left = charactersLeft(text);
	const send = () => {
		if (text.trim() === "" || left < 0) return;
		onSend(text.trim());
		setText("");
		setPicking(false);
		area.current?.focus();
	};
	const insert = (emoji: string) => {
		setText(withInserted(area.current, text, emoji));
		if (!hasTouch()) area.current?.focus();
	};
	return (
		<form
			class="composer"
			onSubmit={(event) => {
				event.preventDefault();
				send();
			}}
		>
			{picking && <EmojiPanel onPick={insert} onClose={() => closePicker(setPicking, area.current)} />}
			<div class="composer-box">
				<textarea
					ref={area}
					class="composer-text"
					rows={1}
					dir="auto"
					aria-label={placeholder}
					placeholder={placeholder}
					enterkeyhint={hasTouch() ? "enter" : "send"}
					value={text}
					onInput={(event) => {
						setText(event.currentTarget.value);
						if (event.currentTarget.value.trim() !== "") onTyping();
					}}
					onKeyDown={(event) => {
						if (!sendsOnEnter(event)) return;
						event.preventDefault();
						send();
					}}
				/>
				<IconButton label="Emoji" icon={Smile} aria-expanded={picking} onClick={() => setPicking(!picking)} />
				<IconButton
					label="Send"
					icon={ArrowRight}
					look="primary"
					type="submit"
					disabled={text.trim() === "" || left < 0}
				/>
			</div>
			<Counter left={left} />
		</form>
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

function closePicker(setPicking: (picking: boolean) => void, area: HTMLTextAreaElement | null): void {
	setPicking(false);
	area?.focus();
}
