/** A recording in the composer's place: its time, how loud it is, and the two ways to end it. Escape throws it away. */
import { Send, Trash2 } from "lucide";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import { IconButton } from "../ui/button";
import { player } from "./player";
import { LONGEST, Recording } from "./recording";
import { browserRecording } from "./recording-browser";
import type { Place, Post } from "./seam";
import { lengthInWords } from "./words";

/** What the fingers say: "held" until they let go, which sends; "tapped" waits for the buttons. */
export type Gesture = "held" | "tapped" | "sent" | "cancelled";

export interface RecorderProps {
	place: Place;
	gesture: Gesture;
	post: Post;
	onGesture: (gesture: Gesture) => void;
	onEnd: () => void;
}

export function Recorder({ place, gesture, post, onGesture, onEnd }: RecorderProps) {
	const recording = useRecording({ place, gesture, post, onGesture, onEnd });
	const { phase, seconds, levels, problem } = recording.state.value;
	const element = useCover();
	useEscape(() => onGesture("cancelled"));
	if (phase === "failed") {
		return (
			<div ref={element} class="recorder" role="alert">
				<p class="recorder-words">{problem}</p>
				<IconButton label="Close" icon={Trash2} onClick={onEnd} data-autofocus />
			</div>
		);
	}
	return (
		<div ref={element} class="recorder" role="group" aria-label="Recording a voice note">
			<IconButton label="Throw away" icon={Trash2} onClick={() => onGesture("cancelled")} />
			<span class={phase === "recording" ? "recorder-dot on" : "recorder-dot"} />
			<span class="recorder-time" role="timer">
				{lengthInWords(seconds)}
			</span>
			<Levels levels={levels} />
			<p class="recorder-words">{wordsOf(gesture, seconds)}</p>
			<SendButton onSend={() => onGesture("sent")} />
		</div>
	);
}

function SendButton({ onSend }: { onSend: () => void }) {
	const button = useRef<HTMLSpanElement>(null);
	useEffect(() => button.current?.querySelector("button")?.focus(), []);
	return (
		<span ref={button}>
			<IconButton label="Send the voice note" icon={Send} look="primary" onClick={onSend} />
		</span>
	);
}

function wordsOf(gesture: Gesture, seconds: number): string {
	if (gesture === "held") return "Let go to send, slide left to throw away";
	if (seconds >= LONGEST) return "That is the longest a voice note can be.";
	return gesture === "sent" ? "Sending…" : "";
}

function useRecording({ place, gesture, post, onGesture, onEnd }: RecorderProps): Recording {
	const app = useApp();
	const [recording] = useState(() => new Recording(browserRecording(app.calls.preferences.peek())));
	useEffect(() => {
		player().pause();
		void recording.start();
		return () => recording.cancel();
	}, [recording]);
	useEffect(() => {
		if (gesture === "cancelled") onEnd();
		if (gesture !== "sent") return;
		// Let go while the browser was asking for the microphone: nothing is there to be sent yet.
		if (recording.state.peek().phase === "opening") {
			onGesture("tapped");
			return;
		}
		void recording.finish().then((chosen) => {
			if (chosen) void app.files.sendOne(place, chosen, post);
			onEnd();
		});
	}, [gesture]);
	return recording;
}

/** What it covers can't be reached meanwhile. */
function useCover() {
	const element = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => {
		const box = element.current?.parentElement;
		const covered = [...(box?.children ?? [])].filter((it) => it instanceof HTMLElement && it !== element.current);
		for (const it of covered) it.toggleAttribute("inert", true);
		return () => {
			for (const it of covered) it.toggleAttribute("inert", false);
		};
	}, []);
	return element;
}

function useEscape(work: () => void): void {
	const latest = useRef(work);
	latest.current = work;
	useEffect(() => {
		const listen = (event: KeyboardEvent) => {
			if (event.key !== "Escape") return;
			event.preventDefault();
			event.stopPropagation();
			latest.current();
		};
		document.addEventListener("keydown", listen, { capture: true });
		return () => document.removeEventListener("keydown", listen, { capture: true });
	}, []);
}

function Levels({ levels }: { levels: readonly number[] }) {
	return (
		<span class="recorder-levels" aria-hidden="true">
			{levels.map((level, at) => (
				<span key={at} style={{ height: `${10 + level * 90}%` }} />
			))}
		</span>
	);
}
