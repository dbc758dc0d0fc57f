/** Searching messages. The line is in the address, so that going back to it works. */
import { SearchX, TextSearch } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation, useSearch } from "wouter-preact";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { searchAddress } from "./address";
import { SearchBox } from "./box";
import { Hits } from "./hits";
import { asksAnything, partsOf } from "./line";
import { type FoundState, useFound } from "./use-found";

const PAUSE = 250;

export function SearchPage() {
	const { line, typed, setTyped, commit } = useLine();
	const found = useFound(line);
	const page = useRef<HTMLDivElement>(null);
	const focus = (what: string) => page.current?.querySelector<HTMLElement>(what)?.focus();
	return (
		<Page title="Search messages">
			<div class="search" ref={page}>
				<SearchBox
					line={typed}
					onLine={setTyped}
					onEnter={commit}
					onDown={() => focus(".hit")}
					takesFocus={!found.openedId}
				/>
				<Results line={line} {...found} onUp={() => focus(".search-input")} onLine={setTyped} />
			</div>
		</Page>
	);
}

/** What is typed goes into the address when somebody pauses; what the address says goes into the box. */
function useLine() {
	const [, navigate] = useLocation();
	const line = new URLSearchParams(useSearch()).get("q") ?? "";
	const [typed, setTyped] = useState(line);
	const own = useRef(line);
	const commit = () => {
		const next = typed.trim();
		if (next === own.current) return;
		own.current = next;
		navigate(searchAddress(next), { replace: true });
	};
	useEffect(() => {
		const timer = setTimeout(commit, PAUSE);
		return () => clearTimeout(timer);
	}, [typed]);
	useEffect(() => {
		if (line === own.current) return;
		own.current = line;
		setTyped(line);
	}, [line]);
	return { line, typed, setTyped, commit };
}

interface ResultsProps extends FoundState {
	line: string;
	onUp: () => void;
	onLine: (line: string) => void;
}

function Results({ line, found, busy, failure, openedId, more, again, onUp, onLine }: ResultsProps) {
	if (!asksAnything(line)) return <Hints onLine={onLine} />;
	return (
		<div class="search-results" aria-busy={busy}>
			<p class="unseen" role="status">
				{statusOf(found?.hits.length, found?.cursor ?? null, busy)}
			</p>
			{failure && (
				<Notice kind="bad">
					{failure}{" "}
					<button type="button" class="link-button" onClick={again}>
						Try again
					</button>
				</Notice>
			)}
			{!found && busy && <span class="spinner" aria-hidden="true" />}
			{found && found.hits.length > 0 && <Hits found={found} openedId={openedId} onUp={onUp} />}
			{found && found.hits.length === 0 && !busy && <Nothing line={found.line} />}
			{found?.cursor && (
				<Button wide busy={busy} onClick={more}>
					Show older ones
				</Button>
			)}
		</div>
	);
}

function statusOf(hits: number | undefined, cursor: string | null, busy: boolean): string {
	if (busy || hits === undefined) return "Searching…";
	if (hits === 0) return "Nothing was found.";
	return `${hits}${cursor ? " or more" : ""} found.`;
}

function Nothing({ line }: { line: string }) {
	const hasFilters = partsOf(line).some(({ filter }) => filter);
	return (
		<div class="search-none">
			<Icon shape={SearchX} size={34} />
			<p>
				<b>Nothing was found.</b>
			</p>
			<p class="soft">
				{hasFilters ? "Take out a filter, or try fewer words." : "Try fewer words, or only the beginning of one."} Only
				what you may read is searched.
			</p>
		</div>
	);
}

const EXAMPLES: ReadonlyArray<readonly [line: string, what: string]> = [
	["has:link ", "Every link"],
	["has:image ", "Every picture"],
	["from:me ", "What I wrote"],
	["has:poll ", "Every poll"],
];

function Hints({ onLine }: { onLine: (line: string) => void }) {
	return (
		<div class="search-none">
			<Icon shape={TextSearch} size={34} />
			<p>
				<b>Everything that you may read, in every room, chat and thread.</b>
			</p>
			<p class="soft">
				The beginning of a word is enough, and a typo is forgiven. “Quotes” find words in a row, just as they stand.
			</p>
			<div class="search-examples">
				{EXAMPLES.map(([line, what]) => (
					<button key={line} type="button" class="search-chip" onClick={() => onLine(line)}>
						{what}
					</button>
				))}
			</div>
		</div>
	);
}
