/** A message that was taken back after sending: its words come back into the composer, above what stands there. */
import { useEffect } from "preact/hooks";
import type { App } from "../../app/seam";
import { replaced, wordsOf } from "../entities/marks";
import type { ComposerMode } from "./mode";
import type { Writing } from "./words";

interface TakenBackProps {
	app: App;
	placeId: string;
	mode: ComposerMode | null;
	writing: Writing;
	area: { current: HTMLTextAreaElement | null };
}

export function useTakenBack({ app, placeId, mode, writing, area }: TakenBackProps): void {
	const { messages } = app;
	const back = messages.takenBack.value;
	const isMine = back?.placeId === placeId && mode?.kind !== "edit";
	useEffect(() => {
		if (!back || !isMine) return;
		messages.tookBack();
		const said = wordsOf(back.text, back.entities);
		const now = writing.latest.current;
		const both = now.text === "" ? said : replaced(now, 0, 0, `${said.text}\n`);
		writing.write({ text: both.text, marks: now.text === "" ? said.marks : [...said.marks, ...both.marks] });
		area.current?.focus({ preventScroll: true });
	}, [back, isMine]);
}

/** Ctrl Z where there is nothing to take back but what was sent. */
export function takesBack(event: KeyboardEvent): boolean {
	return event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
}
