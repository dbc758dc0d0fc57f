/** What "Send later" takes from a composer: the same message that would be sent now. */
import type { App } from "../../app/seam";
import type { ScheduledWords } from "../../store/kept";
import { directoryOf } from "../entities/directory";
import type { Words } from "../entities/marks";
import { meant } from "../entities/typed";
import { type ComposerMode, cancel } from "./mode";
import { type Place, placeIdOf } from "./place";
import { extrasOf } from "./sending";
import type { Writing } from "./words";

export function scheduleOf(app: App, place: Place, mode: ComposerMode | null, writing: Writing) {
	const placeId = placeIdOf(place);
	const uploads = app.files.trays.value.get(placeId)?.uploads ?? [];
	return {
		/** Files must be up; a command does something now. */
		disabled: uploads.some(({ file }) => !file) || /^\s*\/[a-z]/i.test(writing.words.text),
		words: (): ScheduledWords => {
			const ready = meant(writing.latest.current, directoryOf(app.state.peek(), place.conversationId));
			const fileIds = uploads.flatMap(({ file }) => file?.id ?? []);
			return wordsOf(place, mode, ready, fileIds);
		},
		onScheduled: () => {
			// The files leave the tray with it, and go nowhere now.
			if (uploads.length > 0) app.files.send(placeId, { text: "", post: () => {} });
			writing.clear();
			cancel(placeId);
		},
	};
}

function wordsOf(place: Place, mode: ComposerMode | null, words: Words, fileIds: string[]): ScheduledWords {
	const { entities, reply_to, thread_of } = extrasOf(place, mode, words);
	return {
		text: words.text,
		...(entities && { entities: [...entities] }),
		...(reply_to && { reply_to }),
		...(thread_of && { thread_of }),
		...(fileIds.length > 0 && { file_ids: fileIds }),
	};
}
