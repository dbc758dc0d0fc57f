/** Which microphone, camera and speaker, and how the microphone is cleaned: kept on this device. */
import { useEffect } from "preact/hooks";
import { useApp } from "../../app/context";
import { Select } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { useSubmit } from "../../ui/submit";
import type { DeviceChoice, MediaPreferences } from "../seam";

export function DevicePickers() {
	const { calls } = useApp();
	const { microphones, cameras, speakers, canChooseSpeaker } = calls.devices.value;
	const { microphoneId, cameraId, speakerId } = calls.preferences.value;
	const { prefer, problem } = usePrefer();
	useEffect(() => void calls.refreshDevices().catch(() => {}), [calls]);
	return (
		<>
			<Device label="Microphone" id={microphoneId} all={microphones} onChange={(id) => prefer({ microphoneId: id })} />
			<Device label="Camera" id={cameraId} all={cameras} onChange={(id) => prefer({ cameraId: id })} />
			{canChooseSpeaker && (
				<Device label="Speaker" id={speakerId} all={speakers} onChange={(id) => prefer({ speakerId: id })} />
			)}
			{problem && <Notice kind="bad">{problem}</Notice>}
		</>
	);
}

interface DeviceProps {
	label: string;
	id: string | null;
	all: readonly DeviceChoice[];
	onChange: (id: string | null) => void;
}

const SYSTEM = "";

function Device({ label, id, all, onChange }: DeviceProps) {
	const named = all.map((one, at) => [one.id, one.label || `${label} ${at + 1}`] as const);
	return (
		<Select
			label={label}
			value={id ?? SYSTEM}
			options={[[SYSTEM, "As the system chooses"], ...named]}
			onChange={(value) => onChange(value === SYSTEM ? null : value)}
		/>
	);
}

type Switch = "noiseSuppression" | "echoCancellation" | "autoGain" | "pushToTalk" | "askBefore";

const SOUND: ReadonlyArray<readonly [Switch, string, string]> = [
	["noiseSuppression", "Noise suppression", "Takes out fans and keyboards. Turn it off for music."],
	["echoCancellation", "Echo cancellation", "So that nobody hears themselves from your speaker."],
	["autoGain", "Even loudness", "Raises a quiet voice and lowers a loud one."],
	[
		"pushToTalk",
		"Push to talk",
		"You are heard while you hold the microphone's button, or the space bar when not writing.",
	],
];

export function SoundSwitches() {
	return (
		<fieldset class="fieldset switches">
			<legend>Your voice</legend>
			{SOUND.map(([name, title, about]) => (
				<PreferenceSwitch key={name} name={name} title={title} about={about} />
			))}
		</fieldset>
	);
}

export function AskBeforeSwitch() {
	return (
		<PreferenceSwitch
			name="askBefore"
			title="Look in the mirror before a call"
			about="Shows your picture and devices first. Without it one tap is enough."
		/>
	);
}

function PreferenceSwitch({ name, title, about }: { name: Switch; title: string; about: string }) {
	const { calls } = useApp();
	const { prefer } = usePrefer();
	return (
		<label class="choice">
			<input
				type="checkbox"
				checked={calls.preferences.value[name]}
				onChange={(event) => prefer({ [name]: event.currentTarget.checked })}
			/>
			<span class="words">
				{title}
				<small>{about}</small>
			</span>
		</label>
	);
}

function usePrefer() {
	const { calls } = useApp();
	const submit = useSubmit(async () => {});
	const prefer = (change: Partial<MediaPreferences>) => {
		submit.clear();
		calls.prefer(change).catch((error: unknown) => submit.fail(null, error instanceof Error ? error.message : ""));
	};
	return { prefer, problem: submit.general };
}
