/** Devices and sound from inside a call; a change is heard at once. */
import { useComputed } from "@preact/signals";
import { useApp } from "../../app/context";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { AskBeforeSwitch, DevicePickers, SoundSwitches } from "./device-pickers";
import { LevelMeter } from "./level-meter";

export function VoiceDialog({ onClose }: { onClose: () => void }) {
	const { calls } = useApp();
	const level = useComputed(() => calls.active.value?.people.find(({ me }) => me)?.level ?? 0);
	return (
		<Dialog title="Voice and video" onClose={onClose}>
			<LevelMeter level={level} />
			<DevicePickers />
			<SoundSwitches />
			<AskBeforeSwitch />
			<div class="form-actions">
				<Button look="primary" onClick={onClose}>
					Done
				</Button>
			</div>
		</Dialog>
	);
}
