/** The grid of the picker: only the rows in view are in the page. All are of one height, so their place is arithmetic. */

import { useEffect, useRef, useState } from "preact/hooks";
import { RemoteImage } from "../app/remote-image";
import { type Emoji, inTone } from "./emoji-data";

export const COLUMNS = 9;
const ROW = 40;
const VIEW = 280;

export type Line = { heading: string } | { emoji: readonly Emoji[]; first: number };

interface GridProps {
	lines: readonly Line[];
	at: number;
	tone: number;
	onPick: (emoji: Emoji) => void;
	onHover: (index: number) => void;
	/** A shelf to show: the line of its heading. Asking for the same again is another object. */
	jump: { line: number } | null;
}

export function Grid({ lines, at, jump, ...rest }: GridProps) {
	const [top, setTop] = useState(0);
	const box = useRef<HTMLDivElement>(null);
	const active = lines.findIndex((line) => "emoji" in line && at >= line.first && at < line.first + line.emoji.length);
	useEffect(() => {
		if (box.current && active >= 0) scrollInto(box.current, active * ROW);
	}, [active]);
	useEffect(() => {
		if (box.current && jump) box.current.scrollTop = jump.line * ROW;
	}, [jump]);
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
					<GridLine key={first + index} line={line} row={first + index} at={at} {...rest} />
				))}
			</div>
		</div>
	);
}

interface GridLineProps extends Omit<GridProps, "lines" | "jump"> {
	line: Line;
	row: number;
}

function GridLine({ line, row, at, tone, onPick, onHover }: GridLineProps) {
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
						<Picture emoji={emoji} tone={tone} />
					</button>
				);
			})}
		</div>
	);
}

export function Picture({ emoji, tone }: { emoji: Emoji; tone: number }) {
	if (emoji.own) return <RemoteImage src={emoji.own.url} alt="" loading="lazy" draggable={false} />;
	return <>{inTone(emoji, tone)}</>;
}

function scrollInto(box: HTMLElement, top: number): void {
	if (top < box.scrollTop + ROW) box.scrollTop = Math.max(0, top - ROW);
	else if (top + ROW > box.scrollTop + VIEW) box.scrollTop = top + ROW - VIEW;
}
