/** The messages of one conversation: builds the rows, shows them in the virtual list, and reports what was seen. */
import { ArrowDown } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import type { Timeline } from "../store/state";
import type { OutboxRow } from "../streams/outbox-row";
import { Icon } from "../ui/icon";
import { DaySeparator, MessageRow, NewLine, PendingRow } from "./message-row";
import { type ListRow, likelyHeight, listRows, NEW_LINE } from "./rows";
import { type ListHandle, type View, VirtualList } from "./virtual-list";

const NOTHING: readonly OutboxRow[] = [];

interface MessageListProps {
	conversationId: string;
	title: string;
	timeline: Timeline;
	lastNumber: number;
	/** What stands above the very first message. */
	beginning: ComponentChildren;
}

export function MessageList({ conversationId, title, timeline, lastNumber, beginning }: MessageListProps) {
	const app = useApp();
	const list = useRef<ListHandle>(null);
	const myId = app.state.value.me?.id ?? "";
	const outbox = app.outbox.value.get(conversationId) ?? NOTHING;
	const seenAtOpen = app.seenAtOpen.value;
	const rows = useMemo(() => listRows({ timeline, outbox, seenAtOpen, myId }), [timeline, outbox, seenAtOpen, myId]);
	const { atBottom, onView } = useSeen(conversationId, timeline, rows);
	const atNewest = atBottom !== false && !timeline.hasNewer;
	const below = useCountBelow(atNewest, lastNumber);
	useFollowMine(list, outbox, () => timeline.hasNewer && void app.loadNewest(conversationId).catch(ignore));
	const jump = async () => {
		if (timeline.hasNewer) await app.loadNewest(conversationId).catch(ignore);
		list.current?.toBottom();
	};
	return (
		<div class="log-frame">
			<VirtualList
				handle={list}
				key={conversationId}
				rows={rows}
				label={`Messages in ${title}`}
				startAt={rows.some(({ key }) => key === NEW_LINE) ? NEW_LINE : undefined}
				estimate={likelyHeight}
				render={(row) => <RowView row={row} beginning={beginning} />}
				onNearTop={() => timeline.hasOlder && void app.loadOlder(conversationId).catch(ignore)}
				onNearBottom={() => timeline.hasNewer && void app.loadNewer(conversationId).catch(ignore)}
				onView={onView}
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

/** Tells the engine what was on screen. `atBottom` is null until the list has found its place. */
function useSeen(conversationId: string, timeline: Timeline, rows: readonly ListRow[]) {
	const app = useApp();
	const [atBottom, setAtBottom] = useState<boolean | null>(null);
	const newest = timeline.messages.at(-1)?.number ?? 0;
	// A message that arrives while the view is at the bottom moves nothing: it is seen without a scroll.
	useEffect(() => {
		if (atBottom && newest > 0 && !timeline.hasNewer) app.markSeen(conversationId, newest);
	}, [app, atBottom, conversationId, newest, timeline.hasNewer]);
	const onView = (view: View) => {
		setAtBottom(view.atBottom);
		const seen = view.atBottom ? newest : numberOf(rows, view.lastKey);
		if (seen > 0) app.markSeen(conversationId, seen);
	};
	return { atBottom, onView };
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

/** How many came since the view left the bottom. */
function useCountBelow(atNewest: boolean, lastNumber: number): number {
	const left = useRef(lastNumber);
	if (atNewest) left.current = lastNumber;
	return Math.max(0, lastNumber - left.current);
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

function RowView({ row, beginning }: { row: ListRow; beginning: ComponentChildren }) {
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
			return <NewLine />;
		case "message": {
			const { users, me } = app.state.value;
			const { author_id } = row.message;
			return (
				<MessageRow
					message={row.message}
					author={users.get(author_id)}
					mine={author_id === me?.id}
					opensRun={row.opensRun}
				/>
			);
		}
		case "pending":
			return (
				<PendingRow
					sending={row.sending}
					opensRun={row.opensRun}
					waiting={app.connection.value === "offline"}
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
	const speak = last && last.number > opened.current && last.author_id !== myId;
	return (
		<p class="unseen" role="status" aria-live="polite">
			{speak && `${users.get(last.author_id)?.first_name ?? "Somebody"}: ${last.text.slice(0, 300)}`}
		</p>
	);
}
