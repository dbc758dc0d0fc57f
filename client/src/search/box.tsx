/** Where the line is typed: a combobox that offers what a filter may be, and buttons that begin one. */
import { AtSign, Calendar, Hash, Paperclip, Search, X } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useApp } from "../app/context";
import { Avatar } from "../ui/avatar";
import { IconButton } from "../ui/button";
import { Icon, type IconShape } from "../ui/icon";
import { hasTouch } from "../ui/touch";
import { FILTERS, type FilterName, partsOf, without } from "./line";
import { type Suggestion, valueWords } from "./suggest";
import { type Box, useBox } from "./use-box";

interface BoxProps {
	line: string;
	onLine: (line: string) => void;
	/** Enter: the line is meant as it is. */
	onEnter: () => void;
	/** Down from the box. */
	onDown: () => void;
	takesFocus: boolean;
}

export function SearchBox({ line, onLine, onEnter, onDown, takesFocus }: BoxProps) {
	const box = useBox(line, onLine);
	const { input, offered, at } = box;
	useEffect(() => {
		if (takesFocus && !(hasTouch() && line)) input.current?.focus();
	}, []);
	const onKeyDown = (event: KeyboardEvent) => {
		if (box.onKeyDown(event)) return;
		if (event.key === "Enter") onEnter();
		else if (event.key === "ArrowDown") {
			event.preventDefault();
			onDown();
		}
	};
	return (
		<search class="search-head">
			<div class="search-box">
				<Icon shape={Search} />
				<SearchInput box={box} line={line} onKeyDown={onKeyDown} />
				{line && <IconButton label="Clear the search" icon={X} onClick={() => box.put("")} />}
				{offered.length > 0 && <Offers offered={offered} at={at} onHover={box.setAt} onPick={box.pick} />}
			</div>
			<Filters line={line} onLine={box.put} onBegin={box.begin} />
		</search>
	);
}

interface InputProps {
	box: Box;
	line: string;
	onKeyDown: (event: KeyboardEvent) => void;
}

function SearchInput({ box, line, onKeyDown }: InputProps) {
	const offers = box.offered.length > 0;
	return (
		<input
			ref={box.input}
			class="search-input"
			type="text"
			inputMode="search"
			enterkeyhint="search"
			role="combobox"
			aria-label="Search messages"
			aria-expanded={offers}
			aria-controls="search-offers"
			aria-activedescendant={offers ? `search-offer-${box.at}` : undefined}
			aria-autocomplete="list"
			autocomplete="off"
			spellcheck={false}
			maxLength={500}
			dir="auto"
			placeholder="Words, “a phrase”, from: in: has:"
			value={line}
			onInput={(event) => box.onInput(event.currentTarget)}
			onKeyUp={(event) => box.onCaret(event.currentTarget)}
			onClick={(event) => box.onCaret(event.currentTarget)}
			onBlur={box.dismiss}
			onKeyDown={onKeyDown}
		/>
	);
}

interface OffersProps {
	offered: readonly Suggestion[];
	at: number;
	onHover: (at: number) => void;
	onPick: (suggestion: Suggestion) => void;
}

function Offers({ offered, at, onHover, onPick }: OffersProps) {
	return (
		<div class="search-offers" id="search-offers" role="listbox" aria-label="What it may be">
			{offered.map((suggestion, index) => (
				<div
					key={suggestion.insert}
					id={`search-offer-${index}`}
					role="option"
					aria-selected={index === at}
					tabIndex={-1}
					class="switcher-row"
					onMouseMove={() => index !== at && onHover(index)}
					// Before the box loses the focus, which would close the list.
					onMouseDown={(event) => event.preventDefault()}
					onClick={() => onPick(suggestion)}
				>
					{suggestion.userId && <Avatar id={suggestion.userId} name={suggestion.words} />}
					<span class="clip grow" dir="auto">
						{suggestion.words}
					</span>
					<small class="clip">{suggestion.note}</small>
				</div>
			))}
		</div>
	);
}

const BUTTONS: ReadonlyArray<readonly [FilterName, string, IconShape]> = [
	["from", "From", AtSign],
	["in", "In", Hash],
	["has", "With", Paperclip],
	["after", "Since", Calendar],
	["before", "Before", Calendar],
];
const WORDS: Readonly<Record<FilterName, string>> = {
	from: "From",
	in: "In",
	has: "With",
	after: "Since",
	before: "Before",
};

interface FiltersProps {
	line: string;
	onLine: (line: string) => void;
	onBegin: (filter: FilterName) => void;
}

/** The filters of the line, each to be taken out, and those that could be added. */
function Filters({ line, onLine, onBegin }: FiltersProps) {
	const state = useApp().state.value;
	const filters = partsOf(line).filter((part) => part.filter && part.value.trim());
	const used = new Set(filters.map(({ filter }) => filter));
	return (
		<div class="search-filters" role="group" aria-label="Filters">
			{filters.map((part) => {
				const words = `${WORDS[part.filter ?? FILTERS[0]]}: ${valueWords(state, part)}`;
				return (
					<Chip key={part.begin} on label={`Take out “${words}”`} onClick={() => onLine(without(line, part))}>
						<span class="clip" dir="auto">
							{words}
						</span>
						<Icon shape={X} size={15} />
					</Chip>
				);
			})}
			{BUTTONS.filter(([filter]) => !used.has(filter)).map(([filter, words, icon]) => (
				<Chip key={filter} label={`Add a filter: ${words}`} onClick={() => onBegin(filter)}>
					<Icon shape={icon} size={15} />
					{words}
				</Chip>
			))}
		</div>
	);
}

interface ChipProps {
	on?: boolean;
	label: string;
	onClick: () => void;
	children: ComponentChildren;
}

function Chip({ on = false, label, onClick, children }: ChipProps) {
	return (
		<button type="button" class={on ? "search-chip on" : "search-chip"} aria-label={label} onClick={onClick}>
			{children}
		</button>
	);
}
