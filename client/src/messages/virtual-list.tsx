/**
 * A list that stays smooth with 100,000 rows of unknown heights: only what is near the view is in the page, between
 * two spacers. Rows are measured when they appear. It keeps two promises while rows come, go and change height:
 * at the bottom it stays at the bottom, and anywhere else the rows on screen do not move.
 */
import { Component, type ComponentChildren, createRef } from "preact";
import { Heights } from "./heights";

/** Rendered above and below the view, in px: enough that a fast flick meets rows, not paper. */
const OVERSCAN = 700;
/** How much of the view stays above the row that the list opens at. */
const ABOVE_START = 0.25;
const AT_BOTTOM = 32;
const NEAR_EDGE = 900;

export interface Row {
	key: string;
}

export interface View {
	atBottom: boolean;
	/** The lowest row on screen. */
	lastKey: string | undefined;
}

interface Props<R extends Row> {
	rows: readonly R[];
	render: (row: R) => ComponentChildren;
	/** The likely height of a row that was never shown, in px. */
	estimate: (row: R) => number;
	/** The row to show first, near the top; the bottom when there is none. */
	startAt?: string | undefined;
	onNearTop: () => void;
	onNearBottom: () => void;
	/** Called when the view reaches or leaves the bottom, and with the newest row seen. */
	onView: (view: View) => void;
	/** Keys that are pressed on a row or on the list itself. */
	onKeyDown?: (event: KeyboardEvent) => void;
	label: string;
	/** Filled while the list is on screen. (Preact hands no ref of a component on its own.) */
	handle: { current: ListHandle | null };
}

/** What the surroundings may ask of the list. */
export interface ListHandle {
	/** Shows the newest row and stays there. */
	toBottom(): void;
	/** Shows this row, near the top, and keeps it there while what is around it is measured. */
	toRow(key: string): void;
}

/** Which rows are in the page, and of which list. */
interface Shown {
	rows: readonly Row[];
	first: number;
	last: number;
}

export class VirtualList<R extends Row> extends Component<Props<R>, Shown> implements ListHandle {
	private readonly scroller = createRef<HTMLDivElement>();
	private readonly inner = createRef<HTMLDivElement>();
	private readonly heights = new Heights();
	private readonly measured = new Map<string, number>();
	private placed: readonly R[] | null = null;
	/** Rows on screen with their distance from the top of the view: whichever still exists holds the others. */
	private anchors: ReadonlyArray<{ key: string; top: number }> = [];
	/** Where the view was when the anchors were taken: a scroll since then, not yet told, counts. */
	private anchoredAt = 0;
	/** Browsers scroll by whole pixels: what they cut off is kept, or many small changes would add up to a drift. */
	private cutOff = 0;
	private stuck = true;
	private started = false;
	/** The row that the list opened at: kept in its place while the rows around it are measured, until somebody scrolls. */
	private aim: string | null = null;
	private observer: ResizeObserver | null = null;
	private viewed = "";
	private hadFocus = false;
	/** Of the view, when it was last settled: while it has another height, a scroll is the browser's. */
	private settledHeight = 0;

	constructor(props: Props<R>) {
		super(props);
		const last = props.rows.length - 1;
		this.state = { rows: props.rows, first: Math.max(0, last - 40), last };
	}

	/** When rows came above, the same rows stay in the page: they are moved on in the list, not made again. */
	static override getDerivedStateFromProps({ rows }: Props<Row>, shown: Shown): Partial<Shown> | null {
		if (rows === shown.rows) return null;
		const by = shift(shown, rows);
		return { rows, first: shown.first + by, last: shown.last + by };
	}

	override componentDidMount(): void {
		this.props.handle.current = this;
		this.observer = new ResizeObserver(() => this.settle());
		if (this.scroller.current) this.observer.observe(this.scroller.current);
		this.observeRows();
		this.settle();
	}

	override getSnapshotBeforeUpdate(): null {
		this.hadFocus = this.inner.current?.contains(document.activeElement) ?? false;
		return null;
	}

	override componentDidUpdate(): void {
		this.keepFocus();
		this.observeRows();
		this.settle();
	}

	override componentWillUnmount(): void {
		this.observer?.disconnect();
		if (this.props.handle.current === this) this.props.handle.current = null;
	}

	toBottom(): void {
		this.stuck = true;
		this.settle();
	}

	toRow(key: string): void {
		const scroller = this.scroller.current;
		if (!scroller || this.rowOf(key) < 0) return;
		this.stuck = false;
		this.started = true;
		this.aim = key;
		this.settle();
	}

	/** Focus goes with a row that scrolls away: the list takes it, so that the next key still finds it. */
	private keepFocus(): void {
		if (!this.hadFocus || document.activeElement !== document.body) return;
		this.scroller.current?.focus({ preventScroll: true });
	}

	private place(): void {
		const { rows, estimate } = this.props;
		if (rows === this.placed) return;
		const heights = new Float64Array(rows.length);
		for (let at = 0; at < rows.length; at++) {
			const row = rows[at] as R;
			heights[at] = this.measured.get(row.key) ?? estimate(row);
		}
		this.heights.fill(heights);
		this.placed = rows;
	}

	/** Measures what is shown, then puts the view back to where it was, then shows what the view now needs. */
	private settle(): void {
		const scroller = this.scroller.current;
		if (!scroller || scroller.clientHeight === 0) return;
		const moved = scroller.scrollTop - this.anchoredAt;
		this.place();
		this.measure();
		this.sizeSpacers();
		this.restore(scroller, moved);
		this.settledHeight = scroller.clientHeight;
		this.show(scroller);
	}

	private observeRows(): void {
		for (const element of this.rowElements()) this.observer?.observe(element);
	}

	private rowElements(): HTMLElement[] {
		return [...(this.inner.current?.children ?? [])] as HTMLElement[];
	}

	private measure(): void {
		for (const element of this.rowElements()) {
			const { key, row } = element.dataset;
			const height = element.getBoundingClientRect().height;
			if (key === undefined || height === 0) continue;
			this.measured.set(key, height);
			if (this.props.rows[Number(row)]?.key === key) this.heights.set(Number(row), height);
		}
	}

	/** The spacers follow the measurements at once: waiting for a render would let the view jump for a frame. */
	private sizeSpacers(): void {
		const inner = this.inner.current;
		if (!inner) return;
		inner.style.paddingTop = `${this.heights.offset(this.state.first)}px`;
		inner.style.paddingBottom = `${Math.max(0, this.heights.total - this.heights.offset(this.state.last + 1))}px`;
	}

	private restore(scroller: HTMLElement, moved: number): void {
		if (!this.started) this.start(scroller);
		else if (this.stuck) scroller.scrollTop = scroller.scrollHeight;
		else if (!this.takeAim(scroller)) this.hold(scroller, moved);
	}

	/** Puts the first row that was on screen, and still exists, back where it was. */
	private hold(scroller: HTMLElement, moved: number): void {
		for (const { key, top } of this.anchors) {
			const row = this.rowOf(key);
			if (row < 0) continue;
			const wanted = this.heights.offset(row) - top + moved;
			if (Math.abs(wanted - scroller.scrollTop) >= 1) scroller.scrollTop = wanted;
			const rest = wanted - scroller.scrollTop;
			this.cutOff = Math.abs(rest) < 1 ? rest : 0;
			return;
		}
	}

	private start(scroller: HTMLElement): void {
		if (this.props.rows.length === 0) return;
		this.started = true;
		const row = this.props.startAt === undefined ? -1 : this.rowOf(this.props.startAt);
		const target = row < 0 ? Number.POSITIVE_INFINITY : this.heights.offset(row) - scroller.clientHeight * ABOVE_START;
		const bottom = this.heights.total - scroller.clientHeight;
		this.stuck = target >= bottom - AT_BOTTOM;
		this.aim = this.stuck ? null : (this.props.startAt ?? null);
		scroller.scrollTop = Math.min(target, scroller.scrollHeight);
	}

	/** The first look is by estimated heights and may miss by a screen; says whether the view was put by its aim. */
	private takeAim(scroller: HTMLElement): boolean {
		if (this.aim === null) return false;
		if (this.rowOf(this.aim) < 0) {
			this.aim = null;
			return false;
		}
		const wanted = this.heights.offset(this.rowOf(this.aim)) - scroller.clientHeight * ABOVE_START;
		const there = Math.abs(wanted - scroller.scrollTop) < 1;
		if (there && this.measured.has(this.aim)) this.aim = null;
		else scroller.scrollTop = wanted;
		return true;
	}

	/** Anchors are near the rendered rows, so that looking them up rarely walks the whole list. */
	private rowOf(key: string): number {
		const { rows } = this.props;
		for (let at = Math.max(0, this.state.first); at <= Math.min(this.state.last, rows.length - 1); at++)
			if (rows[at]?.key === key) return at;
		return rows.findIndex((row) => row.key === key);
	}

	private show(scroller: HTMLElement): void {
		const top = scroller.scrollTop;
		const bottom = top + scroller.clientHeight;
		const first = this.heights.rowAt(top - OVERSCAN);
		const last = this.heights.rowAt(bottom + OVERSCAN);
		this.remember(top, bottom);
		if (first !== this.state.first || last !== this.state.last) this.setState({ first, last });
		if (!this.started) return;
		if (top < NEAR_EDGE) this.props.onNearTop();
		if (this.heights.total - bottom < NEAR_EDGE) this.props.onNearBottom();
		this.tellView(bottom);
	}

	private remember(top: number, bottom: number): void {
		const anchors: Array<{ key: string; top: number }> = [];
		// One that is cut off at the top comes last: when it grows, what is whole below it must not move.
		const whole = (anchor: { top: number }) => anchor.top >= 0;
		for (let row = this.heights.rowAt(top); row < this.props.rows.length && anchors.length < 24; row++) {
			const offset = this.heights.offset(row);
			if (offset > bottom) break;
			anchors.push({ key: (this.props.rows[row] as R).key, top: offset - top - this.cutOff });
		}
		if (!this.started) return;
		this.anchors = [...anchors.filter(whole), ...anchors.filter((anchor) => !whole(anchor))];
		this.anchoredAt = top;
	}

	private tellView(bottom: number): void {
		const lastKey = this.props.rows[this.heights.rowAt(bottom - 8)]?.key;
		const view = `${this.stuck}:${lastKey}`;
		if (view === this.viewed) return;
		this.viewed = view;
		this.props.onView({ atBottom: this.stuck, lastKey });
	}

	/** A hand on the list: from now on the view is theirs. A scroll alone may also be the browser's, after a measurement. */
	private readonly onHand = (): void => {
		this.aim = null;
	};

	private readonly onKey = (event: KeyboardEvent): void => {
		this.onHand();
		this.props.onKeyDown?.(event);
	};

	private readonly onScroll = (): void => {
		const scroller = this.scroller.current;
		if (!scroller || !this.started) return;
		const height = scroller.clientHeight;
		// When the view shrank (a call began above it), this comes before its observer and says nothing of the reader.
		if (this.stuck && height !== this.settledHeight) {
			this.settle();
			return;
		}
		if (scroller.scrollTop !== this.anchoredAt) this.cutOff = 0;
		this.stuck = scroller.scrollHeight - scroller.scrollTop - height <= AT_BOTTOM;
		this.show(scroller);
	};

	override render({ rows, render, label }: Props<R>, { first, last }: Shown) {
		const from = Math.min(first, Math.max(0, rows.length - 1));
		const shown = rows.slice(from, Math.min(Math.max(last, from + 1), rows.length - 1) + 1);
		return (
			<div
				class="log"
				ref={this.scroller}
				onScroll={this.onScroll}
				onWheel={this.onHand}
				onPointerDown={this.onHand}
				onKeyDown={this.onKey}
				tabIndex={0}
				role="log"
				aria-label={label}
				aria-live="off"
			>
				<div class="log-rows" ref={this.inner}>
					{shown.map((row, at) => (
						<div class="log-row" key={row.key} data-key={row.key} data-row={from + at}>
							{render(row)}
						</div>
					))}
				</div>
			</div>
		);
	}
}

/** By how much the rows in the page moved in the list: nothing, what was put above, or whatever a search says. */
function shift({ rows: before, first, last }: Shown, rows: readonly Row[]): number {
	const middle = Math.floor((first + Math.min(last, before.length - 1)) / 2);
	const key = before[middle]?.key;
	if (key === undefined) return 0;
	const grown = rows.length - before.length;
	if (rows[middle]?.key === key) return 0;
	if (rows[middle + grown]?.key === key) return grown;
	const found = rows.findIndex((row) => row.key === key);
	return found < 0 ? 0 : found - middle;
}
