/** Sending at a time instead of now: what stands in the composer, with its files once they are up. */
import { useApp } from "../../app/context";
import { ScheduleMenu } from "../../later/schedule-menu";
import type { ScheduledWords } from "../../store/kept";
import { directoryOf } from "../entities/directory";
import { trimmed, type Words } from "../entities/marks";
import { meant } from "../entities/typed";
import type { ComposerMode } from "./mode";
import { type Place, placeIdOf } from "./place";
import { extrasOf } from "./sending";

interface SendLaterProps {
	place: Place;
	mode: ComposerMode | null;
	words: Words;
	canSend: boolean;
	/** It is written down: nothing of it stays in the composer. */
	onDone: () => void;
}

export function SendLater({ place, mode, words, canSend, onDone }: SendLaterProps) {
	const app = useApp();
	const placeId = placeIdOf(place);
	const uploads = app.files.trays.value.get(placeId)?.uploads ?? [];
	const areUp = uploads.every(({ file }) => file);
	const forLater = (): ScheduledWords => {
		const ready = meant(trimmed(words), directoryOf(app.state.peek(), place.conversationId));
		const { quoted: _, ...extras } = extrasOf(place, mode, ready);
		const fileIds = uploads.flatMap(({ file }) => file?.id ?? []);
		return {
			text: ready.text,
			...(extras as Partial<ScheduledWords>),
			...(fileIds.length > 0 && { file_ids: fileIds }),
		};
	};
	const done = () => {
		// The files are the message's now: the tray lets go of them as when they are sent.
		app.files.send(placeId, { text: "", takeBack: () => {}, post: () => {} });
		onDone();
	};
	return (
		<ScheduleMenu
			conversationId={place.conversationId}
			disabled={!canSend || !areUp}
			words={forLater}
			onScheduled={done}
		/>
	);
}
