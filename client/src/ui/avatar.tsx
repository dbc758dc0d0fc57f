/** Round faces: initials on a colour that belongs to the person (or group) for ever. */
import { UserX } from "lucide";
import { Icon } from "./icon";

/** White on each of these is at least 4.5:1. The ember is kept for oneself. */
const FACES = ["#7a5cc2", "#1f7a8c", "#8a6d3b", "#5b7553", "#a23b62", "#3d6aa8", "#8b5a3c", "#4c6b70"];
const MINE = "#b4430e";
const NOBODY = "#6a6057";
const GROUPS = [
	"linear-gradient(140deg,#c25318,#96330b)",
	"linear-gradient(140deg,#7a5cc2,#533a9b)",
	"linear-gradient(140deg,#217c8f,#175f6e)",
	"linear-gradient(140deg,#6b7d3a,#465623)",
	"linear-gradient(140deg,#a8466d,#7a2a4c)",
];

/** FNV-1a over the id: the same id has the same colour on every device. */
function spread(id: string, choices: readonly string[]): string {
	let hash = 0x811c9dc5;
	for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
	return choices[(hash >>> 0) % choices.length] as string;
}

/** The first letters of the first and last word, by whole code points; "?" when there is none. */
export function initials(name: string): string {
	const words = name.split(/\s+/u).filter(Boolean);
	const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
	return ends.map((word) => [...(word ?? "")][0]?.toUpperCase()).join("") || "?";
}

interface AvatarProps {
	id: string;
	name: string;
	/**
	 * Pixels, or "inherit" for the `--face-size` of a button around it: there the letters are drawn and not written,
	 * because the button has words of its own.
	 */
	size?: number | "inherit";
	mine?: boolean;
	deleted?: boolean;
	/** Shown as a dot: here now, or away. Left out where presence says nothing. */
	here?: boolean | undefined;
}

export function Avatar({ id, name, size = 28, mine = false, deleted = false, here }: AvatarProps) {
	const face = deleted ? NOBODY : mine ? MINE : spread(id, FACES);
	const [length, icon] = size === "inherit" ? ["var(--face-size)", 36] : [`${size}px`, Math.round(size * 0.5)];
	const letters = deleted ? undefined : initials(name);
	const isDrawn = size === "inherit";
	return (
		<span
			class="avatar"
			style={{ "--size": length, "--face": face }}
			aria-hidden="true"
			data-letters={isDrawn ? letters : undefined}
		>
			{deleted && <Icon shape={UserX} size={icon} />}
			{!isDrawn && letters}
			{here !== undefined && <i class={here ? "dot here" : "dot"} />}
		</span>
	);
}

export function GroupAvatar({ id, name, size = 38 }: { id: string; name: string; size?: number }) {
	return (
		<span class="avatar" style={{ "--size": `${size}px`, "--face": spread(id, GROUPS) }} aria-hidden="true">
			{initials(name)}
		</span>
	);
}
