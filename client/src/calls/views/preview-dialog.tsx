/** Before walking in: my picture as a bubble, my level, my devices. Nobody sees or hears it yet. */
import { DoorOpen, Video, VideoOff } from "lucide";
import { useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { titleOf } from "../../conversations/select";
import { userName } from "../../groups/people";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import type { Preview } from "../seam";
import { DevicePickers, SoundSwitches } from "./device-pickers";
import { LevelMeter } from "./level-meter";
import { Picture } from "./picture";
import { usePreview } from "./use-preview";
import { useJoin } from "./walk-in";

export function PreviewDialog({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
	const { state, calls } = useApp();
	const join = useJoin();
	const { preview, failure } = usePreview(true);
	const [muted, setMuted] = useState(false);
	const [video, setVideo] = useState(false);
	const [again, setAgain] = useState(false);
	const conversation = state.value.conversations.get(conversationId);
	const title = conversation ? titleOf(state.value, conversation) : "the call";
	const walkIn = () => {
		onClose();
		// Shown once, unless it is wanted: from then on one tap is enough.
		if (!again) void calls.prefer({ askBefore: false });
		void join(conversationId, { muted, video });
	};
	return (
		<Dialog title={`Before you walk into ${title}`} onClose={onClose}>
			<Mirror preview={preview} video={video} onVideo={setVideo} />
			{failure && <Notice kind="bad">{failure}</Notice>}
			<DevicePickers />
			<label class="choice">
				<input type="checkbox" checked={muted} onChange={(event) => setMuted(event.currentTarget.checked)} />
				<span class="words">Join muted</span>
			</label>
			<details class="more-choices">
				<summary>Noise, echo, push to talk</summary>
				<SoundSwitches />
			</details>
			<label class="choice">
				<input type="checkbox" checked={again} onChange={(event) => setAgain(event.currentTarget.checked)} />
				<span class="words">
					Show this the next time too
					<small>Otherwise one tap is enough. The settings bring it back.</small>
				</span>
			</label>
			<div class="form-actions">
				<Button onClick={onClose}>Not now</Button>
				<Button look="live" icon={DoorOpen} onClick={walkIn} data-autofocus>
					{conversation?.call ? "Join the call" : "Start the call"}
				</Button>
			</div>
		</Dialog>
	);
}

interface MirrorProps {
	preview: Preview | null;
	video: boolean;
	onVideo: (on: boolean) => void;
}

/** My face as the others would see it, mirrored for me, with what my microphone hears. */
export function Mirror({ preview, video, onVideo }: MirrorProps) {
	const me = useApp().state.value.me;
	const camera = preview?.camera.value ?? null;
	const toggle = async () => {
		await preview?.setCamera(!video).catch(() => {});
		onVideo(!video);
	};
	return (
		<div class="mirror">
			<span class="face-round still">
				{camera ? (
					<Picture stream={camera} mirrored label="Your camera" />
				) : (
					me && <Avatar id={me.id} name={userName(me)} size="inherit" mine />
				)}
			</span>
			<div class="mirror-side">
				<Button icon={video ? Video : VideoOff} disabled={!preview} onClick={toggle}>
					{video ? "Camera is on" : "Camera is off"}
				</Button>
				{preview ? <LevelMeter level={preview.level} /> : <span class="spinner" role="status" aria-label="Opening" />}
				<p class="soft">The bar moves when you are heard.</p>
			</div>
			{preview?.problem.value && <Notice kind="bad">{preview.problem.value}</Notice>}
		</div>
	);
}
