/**
 * Our own emoji grid: a search box that keeps the focus while the arrow keys walk the grid below it, and only the
 * rows in view in the page. All rows are of one height, so their place is arithmetic.
 */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { hasTouch } from "../ui/touch";
import { type Emoji, shelves } from "./emoji-data";
import { recentEmoji, rememberEmoji } from "./recent-emoji";

const COLUMNS = 9;
const ROW = 40;
const VIEW = 280;

export interface EmojiPickerProps {
	onPick: (emoji: string) => void;
	onClose: () => void;
}

type Line = { heading: string } | { emoji: readonly Emoji[]; first: number };

export function EmojiPicker({ onPick, onClose }: EmojiPickerProps) {
	const [search, setSearch] = useState("");
	const [at, setAt] = useState(0);
	const { lines, all } = useMemo(() => layOut(search), [search]);
	const pick = (emoji: Emoji | undefined) => {
		if (!emoji) return;
		rememberEmoji(emoji.character);
		onPick(emoji.character);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === "Escape") onClose();
		else if (event.key === "Enter") pick(all[at]);
		else {
			const to = moved(event.key, at, all.length, search !== "");
			if (to === null) return;
			setAt(to);
		}
		event.preventDefault();
		event.stopPropagation();
	};
	const current = all[at];
	return (
		<div class="emoji-picker" role="dialog" aria-label="Emoji" onKeyDown={onKeyDown}>
			<SearchBox
				search={search}
				active={current && `emoji-${at}`}
				onInput={(words) => {
					setSearch(words);
					setAt(0);
				}}
			/>
			<Grid lines={lines} at={at} onPick={pick} onHover={setAt} />
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

interface GridProps {
	lines: readonly Line[];
	at: number;
	onPick: (emoji: Emoji) => void;
	onHover: (index: number) => void;
}

function Grid({ lines, at, onPick, onHover }: GridProps) {
	const [top, setTop] = useState(0);
	const box = useRef<HTMLDivElement>(null);
	const active = lines.findIndex((line) => "emoji" in line && at >= line.first && at < line.first + line.emoji.length);
	useEffect(() => {
		if (box.current && active >= 0) scrollInto(box.current, active * ROW);
	}, [active]);
	const first = Math.max(0, Math.floor(top / ROW) - 2);
	const last = Math.min(lines.length, Math.ceil((top + VIEW) / ROW) + 2);
	return (
		<div ref={box} class="emoji-scroll" tabIndex={-1} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
			<div
				id="emoji-grid"
				role="grid"
				aria-label="Emoji"
				aria-rowcount={lines.length}
				style={{ height: `${lines.length * ROW}px` }}
			>
				{lines.slice(first, last).map((line, index) => (
					<GridLine key={first + index} line={line} row={first + index} at={at} onPick={onPick} onHover={onHover} />
				))}
			</div>
		</div>
	);
}

function GridLine({ line, row, at, onPick, onHover }: Omit<GridProps, "lines"> & { line: Line; row: number }) {
	const style = { transform: `translateY(${row * ROW}px)` };
	if ("heading" in line) {
		return (
			<div class="emoji-row heading" role="row" aria-rowindex={row + 1} style={style}>
				<span role="rowheader">{line.heading}</span>
			</div>
		);
	}
	return (
		<div class="emoji-row" role="row" aria-rowindex={row + 1} style={style}>
			{line.emoji.map((emoji, column) => {
				const index = line.first + column;
				return (
					<button
						key={index}
						id={`emoji-${index}`}
						type="button"
						role="gridcell"
						tabIndex={-1}
						class="emoji-cell"
						aria-label={emoji.name}
						aria-selected={index === at}
						onMouseDown={(event) => event.preventDefault()}
						onMouseEnter={() => onHover(index)}
						onClick={() => onPick(emoji)}
					>
						{emoji.character}
					</button>
				);
			})}
		</div>
	);
}

function layOut(search: string): { lines: Line[]; all: Emoji[] } {
	const lines: Line[] = [];
	const all: Emoji[] = [];
	for (const { name, emoji } of shelves(search, recentEmoji())) {
		if (emoji.length > 0) lines.push({ heading: name });
		for (let from = 0; from < emoji.length; from += COLUMNS) {
			const row = emoji.slice(from, from + COLUMNS);
			lines.push({ emoji: row, first: all.length });
			all.push(...row);
		}
	}
	return { lines, all };
}

/** While there is text in the box, left and right belong to it. */
function moved(key: string, at: number, count: number, typing: boolean): number | null {
	const step = { ArrowDown: COLUMNS, ArrowUp: -COLUMNS, ArrowRight: 1, ArrowLeft: -1 }[key];
	if (step === undefined || (typing && Math.abs(step) === 1)) return null;
	return Math.max(0, Math.min(count - 1, at + step));
}

function scrollInto(box: HTMLElement, top: number): void {
	if (top < box.scrollTop + ROW) box.scrollTop = Math.max(0, top - ROW);
	else if (top + ROW > box.scrollTop + VIEW) box.scrollTop = top + ROW - VIEW;
}
