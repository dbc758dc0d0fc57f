/** The messages of one place, a conversation or a thread: builds the rows, shows them in the virtual list, and reports what was seen. */
import { ArrowDown } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import { cutOff } from "../app/cut-off";
import { meansMe } from "../store/markers";
import type { Timeline } from "../store/state";
import type { OutboxRow } from "../streams/outbox-row";
import { Icon } from "../ui/icon";
import { DaySeparator, MessageRow, NewLine } from "./message-row";
import { PendingRow } from "./pending-row";
import { type ListRow, likelyHeight, listRows, NEW_LINE } from "./rows";
import { summaryOf } from "./summary";
import { useRowKeys } from "./use-row-keys";
import { useRowPointer } from "./use-row-pointer";
import { useTarget } from "./use-target";
import { type ListHandle, type View, VirtualList } from "./virtual-list";

/** Where the messages are from: a conversation, or the thread below one of its messages. */
export interface ListSource {
	/** The conversation, or the message above the thread. */
	readonly placeId: string;
	readonly timeline: Timeline;
	readonly outbox: readonly OutboxRow[];
	/** The number of the newest message there is. */
	readonly lastNumber: number;
	readonly seenAtOpen: number | null;
	readonly unreadFrom?: number | undefined;
	loadOlder(): Promise<void>;
	loadNewer(): Promise<void>;
	loadNewest(): Promise<void>;
	markSeen(number: number): void;
}

interface MessageListProps {
	source: ListSource;
	title: string;
	/** What stands above the very first message. */
	beginning: ComponentChildren;
}

export function MessageList({ source, title, beginning }: MessageListProps) {
	const { placeId, timeline, outbox, seenAtOpen, unreadFrom } = source;
	const list = useRef<ListHandle>(null);
	const myId = useApp().state.value.me?.id ?? "";
	const rows = useMemo(
		() => listRows({ timeline, outbox, seenAtOpen, unreadFrom, myId }),
		[timeline, outbox, seenAtOpen, unreadFrom, myId],
	);
	const { atBottom, below, onView } = useSeen(source, rows);
	const atNewest = atBottom !== false && !timeline.hasNewer;
	const startAt = useTarget(placeId, timeline, list);
	const pointer = useRowPointer(timeline.messages);
	useFollowMine(list, outbox, () => timeline.hasNewer && void source.loadNewest().catch(ignore));
	const jump = async () => {
		if (timeline.hasNewer) await source.loadNewest().catch(ignore);
		list.current?.toBottom();
	};
	return (
		<div class="log-frame" {...pointer}>
			<VirtualList
				handle={list}
				key={placeId}
				rows={rows}
				label={`Messages in ${title}`}
				startAt={startAt ?? (rows.some(({ key }) => key === NEW_LINE) ? NEW_LINE : undefined)}
				estimate={likelyHeight}
				render={(row) => <RowView row={row} beginning={beginning} marked={unreadFrom !== undefined} />}
				onNearTop={() => timeline.hasOlder && void source.loadOlder().catch(ignore)}
				onNearBottom={() => timeline.hasNewer && void source.loadNewer().catch(ignore)}
				onView={onView}
				onKeyDown={useRowKeys(timeline.messages)}
			/>
			{!atNewest && (
				<button type="button" class="jump" onClick={jump}>
					<Icon shape={ArrowDown} size={18} />
					{below > 0 ? `${below} new` : "To the newest"}
				</button>
			)}
			<Announcer timeline={timeline} myId={myId} />
		</div>
	);
}

/** Tells the engine what was on screen; `below` that are so many. `atBottom` is null until the list found its place. */
function useSeen({ timeline, markSeen, lastNumber, seenAtOpen }: ListSource, rows: readonly ListRow[]) {
	const [atBottom, setAtBottom] = useState<boolean | null>(null);
	const newest = timeline.messages.at(-1)?.number ?? 0;
	// Up to where all was seen, before or now. In a thread nothing is told of what came before.
	const known = useRef(seenAtOpen ?? lastNumber);
	if (atBottom && !timeline.hasNewer) known.current = lastNumber;
	// A message that arrives while the view is at the bottom moves nothing: it is seen without a scroll.
	useEffect(() => {
		if (atBottom && newest > 0 && !timeline.hasNewer) markSeen(newest);
	}, [atBottom, newest, timeline.hasNewer]);
	const onView = (view: View) => {
		setAtBottom(view.atBottom);
		const seen = view.atBottom ? newest : numberOf(rows, view.lastKey);
		if (seen > 0) markSeen(seen);
		if (seenAtOpen !== null) known.current = Math.max(known.current, seen);
	};
	return { atBottom, below: lastNumber - known.current, onView };
}

/** Pages that could not be loaded are asked for again by the next scroll. */
function ignore(): void {}

function numberOf(rows: readonly ListRow[], key: string | undefined): number {
	const at = rows.findLastIndex((row) => row.key === key);
	for (let row = at; row >= 0; row--) {
		const entry = rows[row];
		if (entry?.kind === "message") return entry.message.number;
	}
	return 0;
}

/** What I send is shown, wherever I was reading. */
function useFollowMine(list: { current: ListHandle | null }, outbox: readonly OutboxRow[], toNewest: () => void): void {
	const last = outbox.at(-1)?.id;
	const first = useRef(last);
	// Only a new row of mine moves the view.
	useEffect(() => {
		if (last === undefined || last === first.current) return;
		first.current = last;
		toNewest();
		list.current?.toBottom();
	}, [last]);
}

interface RowViewProps {
	row: ListRow;
	beginning: ComponentChildren;
	/** I marked it unread myself. */
	marked: boolean;
}

function RowView({ row, beginning, marked }: RowViewProps) {
	const app = useApp();
	switch (row.kind) {
		case "start":
			return <div class="beginning">{beginning}</div>;
		case "loading":
			return (
				<div class="loading-older">
					<span class="spinner" role="status" aria-label="Loading older messages" />
				</div>
			);
		case "day":
			return <DaySeparator at={row.at} />;
		case "new":
			return <NewLine>{marked ? "Unread from here" : "New since you left"}</NewLine>;
		case "message": {
			const state = app.state.value;
			const { author_id } = row.message;
			return (
				<MessageRow
					message={row.message}
					author={state.users.get(author_id)}
					mine={author_id === state.me?.id}
					opensRun={row.opensRun}
					meansMe={meansMe(state, row.message)}
				/>
			);
		}
		case "pending":
			return (
				<PendingRow
					sending={row.sending}
					opensRun={row.opensRun}
					waiting={cutOff(app)?.pending}
					onRetry={() => app.retry(row.sending.id)}
					onDiscard={() => app.discard(row.sending.id)}
				/>
			);
	}
}

/** Speaks what arrives. The list itself is silent: its rows come and go with scrolling. */
function Announcer({ timeline, myId }: { timeline: Timeline; myId: string }) {
	const { users } = useApp().state.value;
	const last = timeline.messages.at(-1);
	const opened = useRef(last?.number ?? 0);
	const speak = last && last.number > opened.current && last.author_id !== myId && !last.undone;
	return (
		<p class="unseen" role="status" aria-live="polite">
			{speak && `${users.get(last.author_id)?.first_name ?? "Somebody"}: ${summaryOf(last)}`}
		</p>
	);
}
