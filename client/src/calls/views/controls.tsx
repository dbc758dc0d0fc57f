/** What I can do in a call: beside the head of the conversation, on phones as a bar above the composer. */
import {
	AudioLines,
	Hand,
	HeadphoneOff,
	Headphones,
	LayoutGrid,
	MonitorUp,
	MonitorX,
	PhoneOff,
	SlidersHorizontal,
	Stethoscope,
	Video,
	VideoOff,
} from "lucide";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { useApp } from "../../app/context";
import { useShowDialog } from "../../app/show-dialog";
import { IconButton } from "../../ui/button";
import { Menu, MenuItem } from "../../ui/menu";
import type { ParticipantState } from "../seam";
import { arrangement, tidyUp } from "./arrangement";
import { MicrophoneButton } from "./microphone-button";
import { attempt } from "./trouble";

const NOTHING: ParticipantState = { muted: true, deafened: false, hand: false, video: false, sharing: false };

export function CallControls() {
	const { calls } = useApp();
	const mine = calls.active.value?.people.find(({ me }) => me) ?? NOTHING;
	const { canShareScreen } = calls.devices.value;
	const element = useRef<HTMLDivElement>(null);
	useFocusHandedOn(element);
	return (
		<div ref={element} class="call-controls" tabIndex={-1} role="group" aria-label="Your part in the call">
			<MicrophoneButton look="live" />
			<IconButton
				label={mine.video ? "Turn the camera off" : "Turn the camera on"}
				icon={mine.video ? Video : VideoOff}
				look={mine.video ? "live" : "filled"}
				onClick={() => void attempt(calls.setVideo(!mine.video))}
			/>
			{canShareScreen && (
				<IconButton
					label={mine.sharing ? "Stop sharing" : "Share the screen"}
					icon={mine.sharing ? MonitorX : MonitorUp}
					look={mine.sharing ? "live" : "filled"}
					onClick={() => void attempt(calls.setSharing(!mine.sharing))}
				/>
			)}
			<IconButton
				label={mine.hand ? "Lower the hand" : "Raise a hand"}
				icon={Hand}
				look={mine.hand ? "live" : "filled"}
				onClick={() => calls.setHand(!mine.hand)}
			/>
			<IconButton
				label={mine.deafened ? "Hear them again" : "Hear nobody"}
				icon={mine.deafened ? HeadphoneOff : Headphones}
				look={mine.deafened ? "alert" : "filled"}
				onClick={() => calls.setDeafened(!mine.deafened)}
			/>
			<More />
			<IconButton label="Leave the call" icon={PhoneOff} look="danger" onClick={() => void calls.leave()} />
		</div>
	);
}

/** The door that was pressed is gone now, and so is the way out after leaving: the focus goes to what took its place. */
function useFocusHandedOn(element: { current: HTMLElement | null }): void {
	useLayoutEffect(() => {
		const controls = element.current;
		if (isNowhere()) controls?.focus();
		return () => {
			if (!controls?.contains(document.activeElement)) return;
			const head = controls.closest(".conversation");
			setTimeout(() => isNowhere() && head?.querySelector<HTMLElement>(".icon-button.join")?.focus());
		};
	}, [element]);
}

function isNowhere(): boolean {
	return document.activeElement === null || document.activeElement === document.body;
}

function More() {
	const show = useShowDialog();
	const [, navigate] = useLocation();
	return (
		<Menu label="More about the call" icon={SlidersHorizontal} look="filled">
			<MenuItem icon={AudioLines} onSelect={() => show({ name: "voice" })}>
				Voice and video
			</MenuItem>
			{arrangement.value.size > 0 && (
				<MenuItem icon={LayoutGrid} onSelect={tidyUp}>
					Put the faces back
				</MenuItem>
			)}
			<MenuItem icon={Stethoscope} onSelect={() => navigate("/doctor")}>
				Call doctor
			</MenuItem>
		</Menu>
	);
}
