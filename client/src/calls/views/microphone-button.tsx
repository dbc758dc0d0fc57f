/** My microphone: it switches, or with push-to-talk it is held, by a finger too. */
import { useComputed } from "@preact/signals";
import { Mic, MicOff } from "lucide";
import { useApp } from "../../app/context";
import { IconButton } from "../../ui/button";
import type { Calls } from "../seam";

/** `look` is how it looks while I can be heard. */
export function MicrophoneButton({ look }: { look: "live" | "filled" }) {
	const { calls } = useApp();
	const muted = useComputed(() => calls.active.value?.people.find(({ me }) => me)?.muted ?? false).value;
	if (calls.preferences.value.pushToTalk) return <TalkButton heard={!muted} />;
	const words = muted ? "Unmute" : "Mute";
	return (
		<IconButton
			label={words}
			title={`${words} (Alt M)`}
			aria-keyshortcuts="Alt+M"
			icon={muted ? MicOff : Mic}
			look={muted ? "alert" : look}
			onClick={() => calls.setMuted(!muted)}
		/>
	);
}

function TalkButton({ heard }: { heard: boolean }) {
	const { calls } = useApp();
	const release = () => calls.talk(false);
	return (
		<IconButton
			label="Hold to talk"
			title="Hold to talk, or hold the space bar"
			icon={heard ? Mic : MicOff}
			look={heard ? "live" : "filled"}
			data-talk
			onPointerDown={() => talk(calls)}
			onPointerUp={release}
			onPointerLeave={release}
			onPointerCancel={release}
			onContextMenu={(event) => event.preventDefault()}
		/>
	);
}

/** Whoever holds the key wants to be heard, also when they came in muted. */
export function talk(calls: Calls): void {
	calls.setMuted(false);
	calls.talk(true);
}
