/** One person of the call: round, with a ring while they speak. A click changes the size, a drag the place. */
import { ChevronDown, Hand, HeadphoneOff, MicOff, Monitor, VolumeX } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../../app/context";
import { shortName, userName } from "../../groups/people";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icon";
import type { CallPerson } from "../seam";
import { arrange, arrangement, type FaceSize, nextSize } from "./arrangement";
import { useDrag } from "./drag";
import { marksOf } from "./inside";
import { Picture } from "./picture";

interface FaceProps {
	person: CallPerson;
	/** The size without a choice of mine. */
	usual: FaceSize;
	/** The element that says how a face is moved and enlarged. */
	hint: string;
	/** My camera pauses or theirs is not drawn: nothing of it is asked for. */
	onMore: (person: CallPerson, name: HTMLElement) => void;
}

export function Face({ person, usual, hint, onMore }: FaceProps) {
	const { users } = useApp().state.value;
	const user = users.get(person.userId);
	const place = arrangement.value.get(person.userId);
	const size = place?.size ?? usual;
	const element = useRef<HTMLLIElement>(null);
	const drag = useDrag(person.userId);
	useVisible(element, person, size);
	const { tookClick, ...handlers } = drag;
	const name = person.me ? "You" : shortName(user);
	return (
		<li
			ref={element}
			class={faceLook(person, size, place?.spot != null)}
			style={spotStyle(place?.spot)}
			data-person={person.userId}
		>
			<button
				type="button"
				class="face-round"
				aria-label={[person.me ? "You" : userName(user), ...spoken(person)].join(", ")}
				aria-describedby={hint}
				onClick={() => tookClick() || arrange(person.userId, { size: nextSize(size) })}
				{...handlers}
			>
				{person.camera && person.link !== "connecting" ? (
					<Picture stream={person.camera} mirrored={person.me} />
				) : (
					<Avatar
						id={person.userId}
						name={userName(user)}
						size="inherit"
						mine={person.me}
						deleted={user?.kind === "deleted"}
					/>
				)}
				<Marks person={person} />
			</button>
			<button
				type="button"
				class="face-name"
				aria-haspopup="dialog"
				aria-label={`${name}: more`}
				onClick={(event) => onMore(person, event.currentTarget)}
			>
				<span class="clip">{name}</span>
				<Icon shape={ChevronDown} size={14} />
			</button>
			{person.link !== "connected" && <small class="face-link">{LINK[person.link]}</small>}
		</li>
	);
}

const LINK = { connecting: "connecting…", lost: "cut off" };

function Marks({ person }: { person: CallPerson }) {
	const ear = person.deafened ? HeadphoneOff : person.muted ? MicOff : isSilenced(person) ? VolumeX : null;
	return (
		<>
			{person.link === "connecting" && <span class="face-spinner spinner" />}
			{ear && (
				<span class="mark ear">
					<Icon shape={ear} size={16} />
				</span>
			)}
			{person.hand && (
				<span class="mark hand">
					<Icon shape={Hand} size={16} />
				</span>
			)}
			{person.sharing && (
				<span class="mark screen">
					<Icon shape={Monitor} size={16} />
				</span>
			)}
		</>
	);
}

function faceLook(person: CallPerson, size: FaceSize, isMoved: boolean): string {
	const looks = ["face", size, person.link];
	if (person.speaking && !person.muted) looks.push("speaking");
	if (isMoved) looks.push("moved");
	return looks.join(" ");
}

function spotStyle(spot: { x: number; y: number } | null | undefined) {
	if (!spot) return undefined;
	const [x, y] = [spot.x * 100, spot.y * 100];
	return { left: `${x}%`, top: `${y}%`, transform: `translate(${-x}%, ${-y}%)` };
}

/** By me, for me alone: or one would wait for an answer that was given. */
function isSilenced({ me, volume }: CallPerson): boolean {
	return !me && volume === 0;
}

function spoken(person: CallPerson): string[] {
	const words = marksOf(person);
	if (isSilenced(person)) words.push("muted for you");
	if (person.speaking && !person.muted) words.unshift("speaking");
	if (person.link !== "connected") words.push(person.link === "lost" ? "cut off" : "connecting");
	return words;
}

/** Tells the engine whose picture is looked at and how large: the others' are not fetched. */
function useVisible(element: { current: HTMLElement | null }, person: CallPerson, size: FaceSize): void {
	const { calls } = useApp();
	const { userId, me } = person;
	useEffect(() => {
		if (me || !element.current) return;
		const watcher = new IntersectionObserver((entries) => {
			const seen = entries.at(-1)?.isIntersecting === true;
			calls.setVisible(userId, seen ? size : "off");
		});
		watcher.observe(element.current);
		return () => watcher.disconnect();
	}, [calls, element, userId, me, size]);
	useEffect(() => {
		if (!me) return () => calls.setVisible(userId, "off");
		return undefined;
	}, [calls, userId, me]);
}
