/** Suggestions while one writes: when they open, which is marked, and the keys that walk them. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useApp } from "../../app/context";
import type { Place } from "./place";
import type { Suggestion } from "./suggest";
import { type Trigger, triggerAt } from "./trigger";

interface Offer {
	readonly key: string;
	readonly trigger: Trigger;
	readonly list: readonly Suggestion[];
}

export interface Assist {
	readonly id: string;
	readonly list: readonly Suggestion[];
	/** -1 while none is marked, because what was typed is whole already. */
	readonly at: number;
	mark(at: number): void;
	pick(suggestion: Suggestion): void;
	/** True when the key was for the list. */
	onKey(event: KeyboardEvent): boolean;
}

type Put = (trigger: Trigger, suggestion: Suggestion) => void;

export function useAssist(place: Place, text: string, caret: number, put: Put): Assist {
	const id = useId();
	const trigger = triggerAt(text, caret);
	const key = trigger ? `${trigger.from}${trigger.sign}${trigger.query}${trigger.closed ? ":" : ""}` : "";
	const [dismissed, setDismissed] = useState("");
	const [at, mark] = useState(0);
	const offer = useOffer(place, trigger, key, put, (open) => mark(isWhole(open) ? -1 : 0));
	const list = offer && offer.key === key && key !== dismissed && !trigger?.closed ? offer.list : [];
	const pick = (suggestion: Suggestion) => trigger && put(trigger, suggestion);
	const onKey = (event: KeyboardEvent): boolean => {
		if (list.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return false;
		if (event.key === "ArrowDown") mark((at + 1) % list.length);
		else if (event.key === "ArrowUp") mark((at <= 0 ? list.length : at) - 1);
		else if (event.key === "Escape") setDismissed(key);
		else if (event.key === "Tab" && !event.shiftKey) pick(list[Math.max(0, at)] as Suggestion);
		else if (event.key === "Enter" && !event.shiftKey && list[at]) pick(list[at]);
		else return false;
		event.stopPropagation();
		return true;
	};
	return { id, list, at, mark, pick, onKey };
}

function useOffer(place: Place, trigger: Trigger | null, key: string, put: Put, onOpen: (offer: Offer) => void) {
	const app = useApp();
	const [offer, setOffer] = useState<Offer | null>(null);
	const wanted = useRef(key);
	wanted.current = key;
	useEffect(() => {
		if (!trigger) return;
		void import("./suggest")
			.then(({ suggest }) => suggest(trigger, app, place))
			.then((list) => {
				if (wanted.current !== key) return;
				const next = { key, trigger, list };
				if (trigger.closed) {
					if (list[0]) put(trigger, list[0]);
					return;
				}
				setOffer(next);
				onOpen(next);
			})
			// Offline before it was ever loaded: one writes without.
			.catch(() => {});
	}, [key]);
	return offer;
}

/** "/me" is a command already: Enter sends it. A name is picked, so that it means the person. */
function isWhole({ trigger, list }: Offer): boolean {
	return trigger.sign === "/" && list.some(({ label }) => label === trigger.query);
}
