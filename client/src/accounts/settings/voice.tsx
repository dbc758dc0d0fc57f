/** My devices for calls, tried without a call. */
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { useApp } from "../../app/context";
import { AskBeforeSwitch, DevicePickers, SoundSwitches } from "../../calls/views/device-pickers";
import { Mirror } from "../../calls/views/preview-dialog";
import { usePreview } from "../../calls/views/use-preview";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Section } from "./section";

const LEAD = "For calls on this device.";

export function VoiceSection() {
	const { calls } = useApp();
	const [trying, setTrying] = useState(false);
	const [video, setVideo] = useState(false);
	const { preview, failure } = usePreview(trying);
	if (calls.unavailable) {
		return (
			<Section title="Voice and video" lead={LEAD}>
				<Notice>{calls.unavailable}</Notice>
				<DoctorLink />
			</Section>
		);
	}
	const toggle = () => {
		setVideo(false);
		setTrying(!trying);
	};
	return (
		<Section title="Voice and video" lead={LEAD}>
			{trying && <Mirror preview={preview} video={video} onVideo={setVideo} />}
			{failure && <Notice kind="bad">{failure}</Notice>}
			<div class="row-wrap">
				<Button onClick={toggle}>{trying ? "Stop trying" : "Try microphone and camera"}</Button>
				<DoctorLink />
			</div>
			<DevicePickers />
			<SoundSwitches />
			<AskBeforeSwitch />
		</Section>
	);
}

function DoctorLink() {
	return (
		<Link class="button" href="/doctor">
			Call doctor
		</Link>
	);
}
