/** A shared screen, large, with the faces beside it. With several, one is chosen. */
import { Maximize, Minimize, PictureInPicture2 } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { shortName } from "../../groups/people";
import { IconButton } from "../../ui/button";
import { Segments } from "../../ui/field";
import type { CallPerson } from "../seam";
import { canFloat, float, Picture } from "./picture";

/** `sharers` are others who share now, in order of arrival; at least one. */
export function Screens({ sharers }: { sharers: readonly CallPerson[] }) {
	const { users } = useApp().state.value;
	const [wanted, want] = useState<string | null>(null);
	// The newest screen is looked at until one is chosen.
	const shown = sharers.find(({ userId }) => userId === wanted) ?? sharers.at(-1);
	if (!shown) return null;
	const nameOf = ({ userId }: CallPerson) => shortName(users.get(userId));
	return (
		<div class="screens">
			{sharers.length > 1 && (
				<Segments
					label="Whose screen"
					value={shown.userId}
					options={sharers.map((person) => [person.userId, nameOf(person)] as const)}
					onChange={want}
				/>
			)}
			<ScreenFigure
				key={shown.userId}
				name={nameOf(shown)}
				stream={shown.link === "connecting" ? null : shown.screen}
			/>
		</div>
	);
}

function ScreenFigure({ name, stream }: { name: string; stream: MediaStream | null }) {
	const frame = useRef<HTMLElement>(null);
	return (
		<figure ref={frame} class="screen">
			{stream ? (
				<Picture stream={stream} label={`${name}'s screen`} />
			) : (
				<p class="screen-wait">
					<span class="spinner" />
					{name}'s screen is on its way…
				</p>
			)}
			<figcaption>
				<span class="clip grow">{name}'s screen</span>
				{stream && <ScreenButtons frame={frame} />}
			</figcaption>
		</figure>
	);
}

function ScreenButtons({ frame }: { frame: { current: HTMLElement | null } }) {
	const [can, setCan] = useState({ float: false, fill: false });
	const [full, setFull] = useState(false);
	useEffect(() => {
		setCan({ float: canFloat(frame.current?.querySelector("video")), fill: document.fullscreenEnabled === true });
		const onChange = () => setFull(document.fullscreenElement === frame.current);
		document.addEventListener("fullscreenchange", onChange);
		return () => document.removeEventListener("fullscreenchange", onChange);
	}, [frame]);
	const fill = () => void (full ? document.exitFullscreen() : frame.current?.requestFullscreen())?.catch(() => {});
	const toWindow = () => {
		const video = frame.current?.querySelector("video");
		if (canFloat(video)) float(video).catch(() => {});
	};
	return (
		<>
			{can.float && <IconButton label="Picture in picture" icon={PictureInPicture2} onClick={toWindow} />}
			{can.fill && (
				<IconButton
					label={full ? "Leave full screen" : "Full screen"}
					icon={full ? Minimize : Maximize}
					onClick={fill}
				/>
			)}
		</>
	);
}
