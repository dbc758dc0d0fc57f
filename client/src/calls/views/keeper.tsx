/** Stands beside every page while I am in a call: keys that work everywhere, and who comes and goes, read out. */
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { listed, shortName } from "../../groups/people";
import type { Calls } from "../seam";
import { talk } from "./microphone-button";

export function CallKeeper() {
	const { calls } = useApp();
	useEffect(() => listenToKeys(calls), [calls]);
	return <Announcer />;
}

interface Seen {
	users: ReadonlySet<string>;
	hands: ReadonlySet<string>;
	sharing: ReadonlySet<string>;
}

function Announcer() {
	const { calls, state } = useApp();
	const [words, setWords] = useState("");
	const before = useRef<Seen | null>(null);
	const people = (calls.active.value?.people ?? []).filter(({ me }) => !me);
	const now: Seen = {
		users: new Set(people.map(({ userId }) => userId)),
		hands: new Set(people.filter(({ hand }) => hand).map(({ userId }) => userId)),
		sharing: new Set(people.filter(({ sharing }) => sharing).map(({ userId }) => userId)),
	};
	const key = [now.users, now.hands, now.sharing].map((ids) => [...ids].join(" ")).join("|");
	// Those who are inside when I come are on the screen already.
	useEffect(() => {
		const news = before.current && newsBetween(before.current, now, (id) => shortName(state.peek().users.get(id)));
		before.current = now;
		if (news) setWords(news);
	}, [key]);
	return (
		<p class="unseen" role="status">
			{words}
		</p>
	);
}

/** "Mira joined. Tomás left." Empty when nothing happened. */
export function newsBetween(before: Seen, now: Seen, nameOf: (userId: string) => string): string {
	const fresh = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...b].filter((id) => !a.has(id)).map(nameOf);
	const sentences: ReadonlyArray<readonly [string[], string]> = [
		[fresh(before.users, now.users), "joined"],
		[fresh(now.users, before.users), "left"],
		[fresh(before.hands, now.hands), "raised a hand"],
		[fresh(before.sharing, now.sharing), "shared the screen"],
	];
	return sentences
		.filter(([names]) => names.length > 0)
		.map(([names, did]) => `${listed(names)} ${did}.`)
		.join(" ");
}

/** Alt M mutes and unmutes, also while writing. The space bar talks while it is held, outside of anything it belongs to. */
function listenToKeys(calls: Calls): () => void {
	const ended = new AbortController();
	const until = { signal: ended.signal };
	let held = false;
	const release = () => {
		if (held) calls.talk(false);
		held = false;
	};
	const onDown = (event: KeyboardEvent) => {
		if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyM") {
			event.preventDefault();
			if (!event.repeat) toggleMute(calls);
		} else if (isTalkKey(event, calls)) {
			event.preventDefault();
			if (!held) talk(calls);
			held = true;
		}
	};
	const onUp = (event: KeyboardEvent) => {
		if (event.code !== "Space" || !held) return;
		// A button that was clicked before keeps the focus: releasing the key must not press it.
		event.preventDefault();
		release();
	};
	document.addEventListener("keydown", onDown, until);
	document.addEventListener("keyup", onUp, until);
	addEventListener("blur", release, until);
	document.addEventListener("visibilitychange", release, until);
	return () => {
		release();
		ended.abort();
	};
}

function toggleMute(calls: Calls): void {
	const mine = calls.active.peek()?.people.find(({ me }) => me);
	if (mine && !calls.preferences.peek().pushToTalk) calls.setMuted(!mine.muted);
}

function isTalkKey(event: KeyboardEvent, calls: Calls): boolean {
	if (event.code !== "Space" || event.altKey || event.ctrlKey || event.metaKey) return false;
	if (!calls.preferences.peek().pushToTalk || document.querySelector("dialog[open]")) return false;
	const target = event.target instanceof Element ? event.target : null;
	if (target?.closest("input, textarea, select, [contenteditable]")) return false;
	if (target?.matches("[data-talk]")) return true;
	// What the keyboard chose owns the key; what was only clicked does not.
	return target?.matches("button:focus-visible, a:focus-visible, summary:focus-visible") !== true;
}
