/**
 * A conversation as the rows of its list: day separators, the line "New since you left", messages in runs of one
 * author, and what is still on its way. Pure; the list measures and shows them.
 */
import type { Message } from "../api/types";
import type { Timeline } from "../store/state";
import type { OutboxRow } from "../streams/outbox-row";
import { dayKey } from "../ui/time";

export type ListRow =
	| { key: string; kind: "start" }
	| { key: string; kind: "loading" }
	| { key: string; kind: "day"; at: string }
	| { key: string; kind: "new" }
	| { key: string; kind: "message"; message: Message; opensRun: boolean }
	| { key: string; kind: "pending"; sending: OutboxRow; opensRun: boolean };

/** Messages of one author within this time stand together under one name. */
const RUN = 5 * 60_000;

export const NEW_LINE = "new";

interface Source {
	timeline: Timeline;
	outbox: readonly OutboxRow[];
	/** The newest number that I had seen when I came; null for no line. */
	seenAtOpen: number | null;
	/** What I marked unread: the line stands above it, whoever wrote it. */
	unreadFrom?: number | undefined;
	myId: string;
}

export function listRows({ timeline, outbox, seenAtOpen, unreadFrom, myId }: Source): ListRow[] {
	const rows: ListRow[] = [timeline.hasOlder ? { key: "loading", kind: "loading" } : { key: "start", kind: "start" }];
	const isUnread = ({ number, author_id }: Message) =>
		unreadFrom === undefined ? number > (seenAtOpen ?? 0) && author_id !== myId : number >= unreadFrom;
	let before: Message | null = null;
	let lineDrawn = seenAtOpen === null && unreadFrom === undefined;
	let day = "";
	for (const message of timeline.messages) {
		if (message.undone) continue;
		const today = dayKey(message.sent_at);
		if (today !== day) rows.push({ key: `day:${today}`, kind: "day", at: message.sent_at });
		const isNew = !lineDrawn && isUnread(message);
		if (isNew) {
			rows.push({ key: NEW_LINE, kind: "new" });
			lineDrawn = true;
		}
		rows.push({
			key: message.id,
			kind: "message",
			message,
			opensRun: isNew || today !== day || !continues(before, message),
		});
		day = today;
		before = message;
	}
	addPending(rows, timeline, outbox, before, myId);
	return rows;
}

function addPending(
	rows: ListRow[],
	timeline: Timeline,
	outbox: readonly OutboxRow[],
	last: Message | null,
	myId: string,
): void {
	if (outbox.length === 0 || timeline.hasNewer) return;
	const shown = new Set(timeline.messages.slice(-outbox.length - 20).map(({ id }) => id));
	let opensRun = last?.author_id !== myId;
	for (const sending of outbox) {
		if (shown.has(sending.id)) continue;
		rows.push({ key: sending.id, kind: "pending", sending, opensRun });
		opensRun = false;
	}
}

function continues(before: Message | null, message: Message): boolean {
	if (before?.deleted_at || message.deleted_at) return false;
	return before?.author_id === message.author_id && Date.parse(message.sent_at) - Date.parse(before.sent_at) < RUN;
}

/** A guess at the height of a row that was never shown, in px; close enough that the scroll bar is honest. */
export function likelyHeight(row: ListRow): number {
	if (row.kind === "message") return likelyMessage(row.message) + (row.opensRun ? 32 : 4);
	if (row.kind === "pending") return likelyBubble(row.sending.text) + 26;
	return row.kind === "start" ? 120 : 40;
}

function likelyMessage({ text, files = [], poll, previews = [], reactions, reply_to, thread }: Message): number {
	const words = text === "" ? 0 : likelyBubble(text);
	const below = (reactions ? 34 : 0) + (thread ? 36 : 0) + (reply_to ? 44 : 0);
	const hung = (files.length > 0 ? 240 : 0) + (poll ? 60 + 44 * poll.options.length : 0) + 100 * previews.length;
	return words + below + hung;
}

function likelyBubble(text: string): number {
	const lines = Math.ceil(text.length / 72) + Math.min(12, text.split("\n", 13).length - 1);
	return 18 + 22.5 * lines;
}
