/** What can be done with one face: how loud they are for me, how large, a window of their own, back into the row. */
import { PictureInPicture2, Undo2, Volume2, VolumeX } from "lucide";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { userName } from "../../groups/people";
import { Button } from "../../ui/button";
import { Segments } from "../../ui/field";
import { Slider } from "../../ui/slider";
import type { CallPerson } from "../seam";
import { arrange, arrangement, type FaceSize } from "./arrangement";
import { canFloat, float } from "./picture";

const SIZES: ReadonlyArray<readonly [FaceSize, string]> = [
	["small", "Small"],
	["medium", "Medium"],
	["large", "Large"],
];

interface FacePanelProps {
	person: CallPerson;
	usual: FaceSize;
	/** What opened it: it stands there, and the focus goes back to it. */
	anchor: HTMLElement;
	onClose: () => void;
}

export function FacePanel({ person, usual, anchor, onClose }: FacePanelProps) {
	const id = useId();
	const element = useRef<HTMLDivElement>(null);
	const user = useApp().state.value.users.get(person.userId);
	const place = arrangement.value.get(person.userId);
	useBeside(element, anchor);
	useClosing(element, anchor, onClose);
	return (
		<div ref={element} class="face-panel" role="dialog" aria-labelledby={id} tabIndex={-1}>
			<h2 id={id} class="clip">
				{person.me ? "You" : userName(user)}
			</h2>
			{!person.me && <Loudness person={person} />}
			<Segments
				label="Size"
				value={place?.size ?? usual}
				options={SIZES}
				onChange={(size) => arrange(person.userId, { size })}
			/>
			<FloatButton
				person={person}
				onDone={() => {
					anchor.focus();
					onClose();
				}}
			/>
			{place?.spot && (
				<Button icon={Undo2} onClick={() => arrange(person.userId, { spot: null })}>
					Back into the row
				</Button>
			)}
		</div>
	);
}

function Loudness({ person: { userId, volume } }: { person: CallPerson }) {
	const { calls } = useApp();
	const before = useRef(volume > 0 ? volume : 1);
	if (volume > 0) before.current = volume;
	const isSilent = volume === 0;
	return (
		<>
			<Slider
				label="How loud they are for you"
				value={Math.round(volume * 100)}
				most={200}
				step={5}
				words={(value) => `${value} %`}
				onInput={(value) => calls.setVolume(userId, value / 100)}
			/>
			<Button
				icon={isSilent ? Volume2 : VolumeX}
				onClick={() => calls.setVolume(userId, isSilent ? before.current : 0)}
			>
				{isSilent ? "Hear them again" : "Mute for me"}
			</Button>
		</>
	);
}

function FloatButton({ person, onDone }: { person: CallPerson; onDone: () => void }) {
	const [video, setVideo] = useState<HTMLVideoElement | null>(null);
	useEffect(() => {
		const picture = document.querySelector<HTMLVideoElement>(`[data-person="${CSS.escape(person.userId)}"] video`);
		setVideo(canFloat(picture) ? picture : null);
	}, [person.userId, person.camera]);
	if (!video) return null;
	const press = () => {
		float(video).catch(() => {});
		onDone();
	};
	return (
		<Button icon={PictureInPicture2} onClick={press}>
			Picture in picture
		</Button>
	);
}

function useBeside(element: { current: HTMLElement | null }, anchor: HTMLElement): void {
	useLayoutEffect(() => {
		const panel = element.current;
		if (!panel) return;
		place(panel, anchor);
		panel.focus();
		// It grows: whether there is a picture to float is known a moment later.
		const observer = new ResizeObserver(() => place(panel, anchor));
		observer.observe(panel);
		return () => observer.disconnect();
	}, [element, anchor]);
}

/** Below what opened it, moved as little as keeps it inside the window. */
function place(panel: HTMLElement, anchor: HTMLElement): void {
	const at = anchor.getBoundingClientRect();
	const [width, height] = [panel.offsetWidth, panel.offsetHeight];
	const inside = (wanted: number, length: number, room: number) => Math.max(8, Math.min(wanted, room - length - 8));
	panel.style.left = `${inside(at.left + at.width / 2 - width / 2, width, innerWidth)}px`;
	panel.style.top = `${inside(at.bottom + 6, height, innerHeight)}px`;
}

function useClosing(element: { current: HTMLElement | null }, anchor: HTMLElement, onClose: () => void): void {
	useEffect(() => {
		const onPointer = (event: Event) => {
			const target = event.target as Node;
			if (!element.current?.contains(target) && !anchor.contains(target)) onClose();
		};
		const onKey = (event: KeyboardEvent) => {
			if (event.key !== "Escape") return;
			anchor.focus();
			onClose();
		};
		document.addEventListener("pointerdown", onPointer);
		document.addEventListener("keydown", onKey);
		return () => {
			document.removeEventListener("pointerdown", onPointer);
			document.removeEventListener("keydown", onKey);
		};
	}, [element, anchor, onClose]);
}
