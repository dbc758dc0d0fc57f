/** One composer at work: its words and files, what it is doing, its suggestions, and how it sends. */
import { useRef, useState } from "preact/hooks";
import type { Message } from "../../api/types";
import { useApp } from "../../app/context";
import type { App } from "../../app/seam";
import type { Post } from "../../files/seam";
import type { CustomEmoji } from "../../store/emoji";
import { hasTouch } from "../../ui/touch";
import { type Meaning, NO_WORDS, replaced, rewritten, type Words } from "../entities/marks";
import { useAssist } from "./assist";
import { charactersLeft } from "./counter";
import { typeInto } from "./field";
import { type ComposerMode, cancel, modeOf, startEditing } from "./mode";
import { type Place, placeIdOf } from "./place";
import { extrasOf, useSending } from "./sending";
import { takesBack, useTakenBack } from "./taken-back";
import { useWords } from "./words";

export function useComposer(place: Place) {
	const app = useApp();
	const placeId = placeIdOf(place);
	const mode = modeOf(placeId);
	const area = useRef<HTMLTextAreaElement>(null);
	const writing = useWords(place, mode);
	const { words } = writing;
	useTakenBack({ app, placeId, mode, writing, area });
	const [caret, look] = useState(0);
	const picker = usePicker(area);
	const insert = useInsert(area, writing.latest);
	const assist = useAssist(place, words.text, caret, ({ from, to }, { piece, meaning }) =>
		insert.put(from, to, piece, meaning),
	);
	const sending = useSending(place, mode, writing, picker.close);
	const hasFiles = (app.files.trays.value.get(placeId)?.uploads.length ?? 0) > 0 && mode?.kind !== "edit";
	const left = charactersLeft(words.text);
	const hasNothing = words.text.trim() === "" && !hasFiles;
	const leaveMode = () => {
		if (mode?.kind === "edit") writing.clear();
		cancel(placeId);
		area.current?.focus();
	};
	const type = (text: string, at: number) => {
		writing.write(insert.taken(text) ?? rewritten(writing.latest.current, text, at));
		look(at);
		if (text.trim() !== "" && mode?.kind !== "edit") app.startedTyping(place.conversationId);
	};
	const doing = { app, place, mode, picker, isFree: hasNothing && !mode, leaveMode };
	return {
		...{ area, words, mode, assist, picker, sending, look, left, hasNothing, leaveMode, type },
		canSend: !hasNothing && left >= 0,
		subject: mode ? `${placeId} ${mode.kind} ${mode.message.id}` : placeId,
		activeOption: assist.at >= 0 ? `${assist.id}-${assist.at}` : undefined,
		onKey: (event: KeyboardEvent) => assist.onKey(event) || onKey(event, doing),
		insertEmoji: insert.emoji,
		postFiles: ((files) => postFiles(app, place, mode, files)) satisfies Post,
	};
}

interface Doing {
	app: App;
	place: Place;
	mode: ComposerMode | null;
	picker: { open: boolean; close: () => void };
	/** Nothing is written, and nothing else is done here. */
	isFree: boolean;
	leaveMode: () => void;
}

/** True when the key was for the composer, not for the field. */
function onKey(event: KeyboardEvent, { app, place, mode, picker, isFree, leaveMode }: Doing): boolean {
	if (event.key === "Escape" && picker.open) picker.close();
	else if (event.key === "Escape" && mode) leaveMode();
	else if (event.key === "ArrowUp" && isBare(event) && isFree) return changeMyLast(app, place);
	else if (takesBack(event) && isFree) return app.messages.undoLast(placeIdOf(place));
	else return false;
	event.stopPropagation();
	return true;
}

/** A message of files alone: a voice note. What is written stays. */
function postFiles(app: App, place: Place, mode: ComposerMode | null, files: Parameters<Post>[0]): void {
	const extras = { ...extrasOf(place, mode, NO_WORDS), file_ids: files.map(({ id }) => id), files };
	app.send(place.conversationId, "", extras);
	cancel(placeIdOf(place));
}

/** Writes for the person, so that Ctrl+Z takes it back, and keeps what it means. */
function useInsert(area: { current: HTMLTextAreaElement | null }, latest: { current: Words }) {
	const coming = useRef<Words | null>(null);
	const put = (from: number, to: number, piece: string, meaning?: Meaning) => {
		if (!area.current) return;
		coming.current = replaced(latest.current, from, to, piece, meaning);
		typeInto(area.current, { from, to, piece });
		coming.current = null;
	};
	const emoji = (character: string, custom?: CustomEmoji) => {
		const { text } = latest.current;
		const [from, to] = [area.current?.selectionStart ?? text.length, area.current?.selectionEnd ?? text.length];
		if (custom) put(from, to, `:${custom.name}:`, { type: "emoji", emoji_id: custom.id });
		else put(from, to, character);
	};
	/** The words that this change was to make, when the field now says so. */
	const taken = (text: string): Words | null => (coming.current?.text === text ? coming.current : null);
	return { put, emoji, taken };
}

function usePicker(area: { current: HTMLTextAreaElement | null }) {
	const [open, setOpen] = useState(false);
	const close = () => {
		setOpen(false);
		// With fingers the keyboard would come up; with keys and mouse one goes back to writing.
		if (open || !hasTouch()) area.current?.focus({ preventScroll: true });
	};
	return { open, close, toggle: () => setOpen(!open) };
}

function isBare(event: KeyboardEvent): boolean {
	return !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
}

/** In an empty field the arrow goes up to what I said last. False when that is nothing, or too far away. */
function changeMyLast(app: App, { conversationId, threadOf }: Place): boolean {
	const { timelines, threads, me } = app.state.peek();
	const timeline = threadOf ? threads.get(threadOf) : timelines.get(conversationId);
	const mine = ({ author_id, deleted_at, text, forwarded, poll }: Message) =>
		author_id === me?.id && !deleted_at && text !== "" && !forwarded && !poll;
	const last = timeline?.hasNewer ? undefined : timeline?.messages.findLast(mine);
	if (last) startEditing(last);
	return last !== undefined;
}
