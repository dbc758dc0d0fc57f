/**
 * Our own emoji grid: a search box that keeps the focus while the arrow keys walk the grid below it; the group's own
 * emoji stand beside everybody's.
 */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import type { CustomEmoji } from "../store/emoji";
import type { State } from "../store/state";
import { hasTouch } from "../ui/touch";
import { type Emoji, inTone, ownEmoji, type Shelf, shelves } from "./emoji-data";
import { COLUMNS, Grid, type Line, Picture } from "./emoji-grid";
import { emojiTone } from "./emoji-tone";
import { Tones } from "./emoji-tones";
import { directoryOf } from "./entities/directory";
import { recentEmoji, rememberEmoji } from "./recent-emoji";

export interface EmojiPickerProps {
	/** Whose own emoji are offered; left out for those of all my groups. */
	conversationId?: string | undefined;
	/** The character, or the id of an emoji that a group made, and then that. */
	onPick: (emoji: string, own?: CustomEmoji) => void;
	onClose: () => void;
}

export function EmojiPicker({ conversationId, onPick, onClose }: EmojiPickerProps) {
	const state = useApp().state.value;
	const [search, setSearch] = useState("");
	const [at, setAt] = useState(0);
	const [tone, setTone] = useState(emojiTone);
	const [jump, setJump] = useState<{ line: number } | null>(null);
	const own = useMemo(() => ownShelves(state, conversationId), [state.groups, conversationId]);
	const { lines, all } = useMemo(() => layOut(shelves(search, recentEmoji(), own)), [search, own]);
	const pick = (emoji: Emoji | undefined) => {
		if (!emoji) return;
		rememberEmoji(emoji.character);
		if (emoji.own) onPick(emoji.own.id, emoji.own);
		else onPick(inTone(emoji, tone));
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === "Escape") onClose();
		else if (!(event.target instanceof HTMLInputElement)) return;
		else if (event.key === "Enter") pick(all[at]);
		else {
			const to = moved(event.key, at, all.length, search !== "");
			if (to === null) return;
			setAt(to);
		}
		event.preventDefault();
		event.stopPropagation();
	};
	const find = (words: string) => {
		setSearch(words);
		setAt(0);
	};
	const current = all[at];
	return (
		<div class="emoji-picker" role="dialog" aria-label="Emoji" onKeyDown={onKeyDown}>
			<div class="emoji-head">
				<SearchBox search={search} active={current && `emoji-${at}`} onInput={find} />
				<Tones tone={tone} onTone={setTone} />
			</div>
			{search === "" && <Jumps lines={lines} tone={tone} onJump={(line) => setJump({ line })} />}
			<Grid lines={lines} at={at} tone={tone} jump={jump} onPick={pick} onHover={setAt} />
			<p class="emoji-name">{current?.name ?? "Nothing of that name. Try another word."}</p>
		</div>
	);
}

interface SearchBoxProps {
	search: string;
	active: string | undefined;
	onInput: (search: string) => void;
}

function SearchBox({ search, active, onInput }: SearchBoxProps) {
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => {
		if (!hasTouch()) input.current?.focus();
	}, []);
	return (
		<input
			ref={input}
			class="input"
			type="text"
			role="combobox"
			aria-label="Find an emoji"
			aria-expanded="true"
			aria-controls="emoji-grid"
			aria-autocomplete="list"
			aria-activedescendant={active}
			placeholder="Find an emoji"
			autocomplete="off"
			value={search}
			onInput={(event) => onInput(event.currentTarget.value)}
		/>
	);
}

/** A way to each shelf, by its first picture. */
function Jumps({ lines, tone, onJump }: { lines: readonly Line[]; tone: number; onJump: (line: number) => void }) {
	return (
		<div class="emoji-jumps">
			{lines.map((line, index) => {
				const next = lines[index + 1];
				const first = next && "emoji" in next ? next.emoji[0] : undefined;
				if (!("heading" in line) || !first) return null;
				return (
					<button
						key={line.heading}
						type="button"
						aria-label={line.heading}
						title={line.heading}
						onClick={() => onJump(index)}
					>
						<Picture emoji={first} tone={tone} />
					</button>
				);
			})}
		</div>
	);
}

/** One shelf for each group that has any. */
function ownShelves(state: State, conversationId: string | undefined): Shelf[] {
	const emoji = conversationId
		? directoryOf(state, conversationId).emoji
		: [...state.groups.values()].flatMap((entry) => [...entry.emoji.values()]);
	return [...new Set(emoji.map(({ group_id }) => group_id))].map((groupId) => ({
		name: state.groups.get(groupId)?.group.name ?? "Of the group",
		emoji: emoji.filter(({ group_id }) => group_id === groupId).map(ownEmoji),
	}));
}

function layOut(all: readonly Shelf[]): { lines: Line[]; all: Emoji[] } {
	const lines: Line[] = [];
	const found: Emoji[] = [];
	for (const { name, emoji } of all) {
		if (emoji.length > 0) lines.push({ heading: name });
		for (let from = 0; from < emoji.length; from += COLUMNS) {
			const row = emoji.slice(from, from + COLUMNS);
			lines.push({ emoji: row, first: found.length });
			found.push(...row);
		}
	}
	return { lines, all: found };
}

/** While there is text in the box, left and right belong to it. */
function moved(key: string, at: number, count: number, typing: boolean): number | null {
	const step = { ArrowDown: COLUMNS, ArrowUp: -COLUMNS, ArrowRight: 1, ArrowLeft: -1 }[key];
	if (step === undefined || (typing && Math.abs(step) === 1)) return null;
	return Math.max(0, Math.min(count - 1, at + step));
}
