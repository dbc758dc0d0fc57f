/** The keys of a call: Alt M mutes and unmutes, also while writing; the space bar talks while it is held. */
import type { Calls } from "../seam";
import { talk } from "./microphone-button";

/** Listens everywhere on the page until the answer is called. */
export function listenToKeys(calls: Calls): () => void {
	const ended = new AbortController();
	const until = { signal: ended.signal };
	const bar = talkBar(calls);
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyM") {
			event.preventDefault();
			if (!event.repeat) toggleMute(calls);
		} else bar.down(event);
	};
	document.addEventListener("keydown", onKeyDown, until);
	document.addEventListener("keyup", bar.up, until);
	document.addEventListener("pointerdown", bar.pointed, until);
	document.addEventListener("visibilitychange", bar.release, until);
	addEventListener("blur", bar.release, until);
	return () => {
		bar.release();
		ended.abort();
	};
}

function toggleMute(calls: Calls): void {
	const mine = calls.active.peek()?.people.find(({ me }) => me);
	if (mine && !calls.preferences.peek().pushToTalk) calls.setMuted(!mine.muted);
}

/** The space bar, outside of anything that it belongs to. */
function talkBar(calls: Calls) {
	let held = false;
	// What was only clicked keeps the focus but does not own the bar; what the keyboard chose does.
	let clicked: Element | null = null;
	const release = () => {
		if (held) calls.talk(false);
		held = false;
	};
	return {
		release,
		pointed: ({ target }: Event) => {
			clicked = pressable(target);
		},
		down: (event: KeyboardEvent) => {
			if (event.code === "Tab" || event.code.startsWith("Arrow")) clicked = null;
			if (!calls.preferences.peek().pushToTalk || !isFree(event, clicked)) return;
			event.preventDefault();
			if (!held) talk(calls);
			held = true;
		},
		up: (event: KeyboardEvent) => {
			if (event.code !== "Space" || !held) return;
			// Or it would press the button that was clicked before.
			event.preventDefault();
			release();
		},
	};
}

function isFree(event: KeyboardEvent, clicked: Element | null): boolean {
	if (event.code !== "Space" || event.altKey || event.ctrlKey || event.metaKey) return false;
	if (document.querySelector("dialog[open]")) return false;
	const target = event.target instanceof Element ? event.target : null;
	if (target?.closest("input, textarea, select, [contenteditable]")) return false;
	const owner = pressable(target);
	return owner === null || owner === clicked || owner.matches("[data-talk]");
}

function pressable(target: EventTarget | null): Element | null {
	return target instanceof Element ? target.closest("button, a, summary") : null;
}
