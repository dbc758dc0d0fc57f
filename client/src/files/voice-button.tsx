/** The microphone beside the text: held, it records until it is let go; tapped, until somebody says so. */
import { Mic } from "lucide";
import { useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icon";
import { lazy } from "../ui/lazy";
import type { Gesture, RecorderProps } from "./recorder";
import type { Post } from "./seam";

const Recorder = lazy<RecorderProps>(async () => (await import("./recorder")).Recorder, <div class="recorder" />);

/** Milliseconds: shorter is a tap. */
const TAP = 400;
/** Pixels to the left that mean "no". */
const SLIDE = 80;

interface VoiceButtonProps {
	conversationId: string;
	threadOf?: string | undefined;
	/** Something else is written: no new one can begin; one that is being recorded goes on. */
	hidden?: boolean;
	/** Sends a message without text that has this voice note: `app.send(id, "", { file_ids, thread_of, reply_to })`. */
	post: Post;
}

/** Stands inside of `.composer-box`; while it records it covers the box. */
export function VoiceButton({ conversationId, threadOf, hidden = false, post }: VoiceButtonProps) {
	const [gesture, setGesture] = useState<Gesture | null>(null);
	const button = useRef<HTMLButtonElement>(null);
	// A browser hands out no microphone over plain http.
	if (typeof navigator === "undefined" || !navigator.mediaDevices) return null;
	const end = () => {
		setGesture(null);
		// When the composer can be reached again.
		requestAnimationFrame(() => button.current?.focus());
	};
	return (
		<>
			<button
				ref={button}
				hidden={hidden}
				type="button"
				class="icon-button bare voice-button"
				aria-label="Record a voice note"
				title="Voice note: tap, or hold and let go"
				onPointerEnter={() => void Recorder.preload().catch(() => {})}
				onPointerDown={(event) => {
					if (event.button !== 0) return;
					setGesture("held");
					// Unless it was thrown away by then.
					follow(event.currentTarget, (said) => setGesture((now) => now && said));
				}}
				onClick={(event) => event.detail === 0 && setGesture("tapped")}
				onContextMenu={(event) => event.preventDefault()}
			>
				<Icon shape={Mic} />
			</button>
			{gesture && (
				<Recorder place={threadOf ?? conversationId} gesture={gesture} post={post} onGesture={setGesture} onEnd={end} />
			)}
		</>
	);
}

/** Follows the finger that pressed, wherever it goes. At once: a tap is over before anything is drawn. */
function follow(button: HTMLElement, say: (gesture: Gesture) => void): void {
	const ended = new AbortController();
	const since = performance.now();
	const { left } = button.getBoundingClientRect();
	const end = (gesture: Gesture) => {
		ended.abort();
		say(gesture);
	};
	const on = (name: "pointermove" | "pointerup" | "pointercancel", work: (event: PointerEvent) => void) =>
		addEventListener(name, work, { signal: ended.signal });
	on("pointermove", (event) => event.clientX < left - SLIDE && end("cancelled"));
	on("pointerup", () => end(performance.now() - since < TAP ? "tapped" : "sent"));
	on("pointercancel", () => end("tapped"));
}
