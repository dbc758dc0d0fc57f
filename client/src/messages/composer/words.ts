/** What stands in a composer: the draft of its place, or the message that is being changed, which leaves the draft alone. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../api/types";
import { useApp } from "../../app/context";
import type { App } from "../../app/seam";
import type { DraftWords } from "../../later/seam";
import { entitiesOf, NO_WORDS, type Words, wordsOf } from "../entities/marks";
import { type ComposerMode, modeOf, replyTo } from "./mode";
import { type Place, placeIdOf } from "./place";

/** Changes that were begun and not saved, by message: one may look elsewhere and come back. */
const edits = new Map<string, Words>();

export interface Writing {
	/** As of this moment, whatever was drawn last. */
	readonly latest: { current: Words };
	readonly words: Words;
	write(words: Words): void;
	/** Sent, saved or given up: nothing of it stays. */
	clear(): void;
}

export function useWords(place: Place, mode: ComposerMode | null): Writing {
	const app = useApp();
	const placeId = placeIdOf(place);
	const editing = mode?.kind === "edit" ? mode.message : null;
	const subject = editing ? `edit:${editing.id}` : placeId;
	const begin = () => ({ subject, words: begun(app, placeId, editing) });
	const [kept, setKept] = useState(begin);
	const { words } = kept.subject === subject ? kept : begin();
	const latest = useRef(words);
	latest.current = words;
	const show = (next: Words) => {
		latest.current = next;
		setKept({ subject, words: next });
	};
	const write = (next: Words) => {
		if (editing) edits.set(editing.id, next);
		else app.later.drafts.write(place, draftOf(next, mode));
		show(next);
	};
	const clear = () => {
		if (editing) edits.delete(editing.id);
		else {
			app.later.drafts.clear(place);
			show(NO_WORDS);
		}
	};
	useSync(place, mode, latest, show);
	return { latest, words, write, clear };
}

/** What the draft knows beside the text: what it answers; and what other devices write into it. */
function useSync(place: Place, mode: ComposerMode | null, latest: { current: Words }, show: (words: Words) => void) {
	const app = useApp();
	const placeId = placeIdOf(place);
	const answered = mode?.kind === "reply" ? mode.message.id : null;
	const isEditing = mode?.kind === "edit";
	useEffect(() => {
		const draft = app.later.drafts.read(placeId);
		if (draft) void answerAgain(app, placeId, draft);
	}, [app, placeId]);
	useEffect(() => {
		if (!isEditing && latest.current.text !== "") app.later.drafts.write(place, draftOf(latest.current, mode));
	}, [answered]);
	useEffect(() => {
		if (isEditing) return;
		return app.later.drafts.onRemote(placeId, (draft) => {
			show(draft ? wordsOf(draft.text, draft.entities) : NO_WORDS);
			if (draft) void answerAgain(app, placeId, draft);
		});
	}, [app, placeId, isEditing]);
}

function begun(app: App, placeId: string, editing: Message | null): Words {
	if (editing) return edits.get(editing.id) ?? wordsOf(editing.text, editing.entities);
	const draft = app.later.drafts.read(placeId);
	return draft ? wordsOf(draft.text, draft.entities) : NO_WORDS;
}

function draftOf(words: Words, mode: ComposerMode | null): DraftWords {
	const entities = entitiesOf(words);
	return {
		text: words.text,
		...(entities.length > 0 && { entities }),
		...(mode?.kind === "reply" && { reply_to: mode.message.id }),
	};
}

/** The draft was an answer: it is one again, when the message is still there. */
async function answerAgain(app: App, placeId: string, { reply_to }: DraftWords): Promise<void> {
	if (!reply_to || modeOf(placeId)) return;
	const message = await app.messages.message(reply_to).catch(() => null);
	if (message && !message.deleted_at && !modeOf(placeId)) replyTo(placeId, message);
}
