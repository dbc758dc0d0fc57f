/** The rows of a conversation. Each stands in an error boundary: one that can't be drawn says so and no more. */
import { Bookmark, Forward, MessagesSquare, Pin, Trash2, Undo2 } from "lucide";
import type { ComponentChildren } from "preact";
import type { Message, User } from "../api/types";
import { useApp } from "../app/context";
import { useShowDialog } from "../app/show-dialog";
import { Previews } from "../embeds/previews";
import { Attachments } from "../files/attachments";
import { BotBadge } from "../groups/bot-badge";
import { shortName, userName } from "../groups/people";
import { PollCard } from "../polls/poll-card";
import { Avatar } from "../ui/avatar";
import { ErrorBoundary } from "../ui/error-boundary";
import { Icon } from "../ui/icon";
import { clock, dayName } from "../ui/time";
import { RowTools } from "./actions/lazy";
import { activeRow, flashed, popup } from "./actions/popup";
import { Markdown } from "./markdown-view";
import { Quote } from "./quote";
import { Reactions } from "./reactions";
import { ThreadFoot } from "./thread-foot";

interface MessageRowProps {
	message: Message;
	author: User | undefined;
	mine: boolean;
	opensRun: boolean;
	/** It calls me. */
	meansMe?: boolean;
	/** It stands above its own thread. */
	opensThread?: boolean;
}

export function MessageRow({ message, author, mine, opensRun, meansMe, opensThread = false }: MessageRowProps) {
	const name = mine ? "You" : userName(author);
	const said = clock(message.sent_at);
	const look = `message${mine ? " mine" : ""}${opensRun ? " opens" : ""}${meansMe ? " means-me" : ""}`;
	return (
		<article class={look} tabIndex={-1} data-message={message.id} aria-label={`${name}, ${said}`}>
			<Flash id={message.id} />
			{!mine && opensRun && (
				<Avatar id={message.author_id} name={userName(author)} size={36} deleted={author?.kind === "deleted"} />
			)}
			{mine && <SentAt at={message.sent_at} />}
			<div class="message-body">
				{!mine && opensRun && (
					<p class="message-by">
						<b dir="auto">{name}</b>
						<BotBadge user={author} />
						<SentAt at={message.sent_at} />
					</p>
				)}
				<div class="message-content">
					{message.deleted_at ? <Tombstone /> : <Content message={message} author={author} />}
					{!opensThread && <ThreadFoot message={message} />}
					<UndoButton id={message.id} />
					<Tools message={message} />
				</div>
			</div>
			{!mine && !opensRun && <SentAt at={message.sent_at} />}
		</article>
	);
}

function SentAt({ at }: { at: string }) {
	return (
		<time dateTime={at} title={new Date(at).toLocaleString()}>
			{clock(at)}
		</time>
	);
}

/** The words in their bubble, and what hangs on them. */
function Content({ message, author }: { message: Message; author: User | undefined }) {
	const { text, entities, kind, reply_to, forwarded } = message;
	return (
		<>
			{(text !== "" || reply_to || forwarded) && (
				<div class={kind === "action" ? "bubble action" : "bubble"}>
					{forwarded && <ForwardedFrom forwarded={forwarded} />}
					{reply_to && <Quote message={message} quoted={reply_to} />}
					<Words text={text} entities={entities} actor={kind === "action" ? shortName(author) : undefined} />
				</div>
			)}
			<Attachments message={message} />
			<PollCard message={message} />
			<Previews message={message} />
			<Marks message={message} />
			<Reactions message={message} />
		</>
	);
}

interface WordsProps {
	text: string;
	entities: Message["entities"] | undefined;
	actor?: string | undefined;
}

function Words({ text, entities, actor }: WordsProps) {
	if (text === "") return null;
	return (
		<ErrorBoundary subject={text} instead={<p class="soft">This message can't be shown.</p>}>
			<Markdown text={text} entities={entities} actor={actor} />
		</ErrorBoundary>
	);
}

function ForwardedFrom({ forwarded }: { forwarded: NonNullable<Message["forwarded"]> }) {
	const { users, me } = useApp().state.value;
	const name = forwarded.author_id === me?.id ? "you" : userName(users.get(forwarded.author_id));
	return (
		<p class="forwarded-from">
			<Icon shape={Forward} size={14} />
			<span class="clip" dir="auto">
				{`Forwarded from ${name}, ${dayName(forwarded.sent_at)}`}
			</span>
		</p>
	);
}

/** What has happened to it: changed, pinned, kept by me. */
function Marks({ message }: { message: Message }) {
	const { users, me, saved } = useApp().state.value;
	const show = useShowDialog();
	const { edited_at, pinned } = message;
	const kept = saved.has(message.id);
	if (!edited_at && !pinned && !kept) return null;
	return (
		<p class="message-marks">
			{pinned && (
				<span class="message-mark" title={new Date(pinned.at).toLocaleString()}>
					<Icon shape={Pin} size={13} />
					{`Pinned by ${pinned.by === me?.id ? "you" : shortName(users.get(pinned.by))}`}
				</span>
			)}
			{kept && (
				<span class="message-mark" title="Only you see this">
					<Icon shape={Bookmark} size={13} />
					Saved
				</span>
			)}
			{edited_at && (
				<button
					type="button"
					class="message-mark"
					title={`${new Date(edited_at).toLocaleString()}. Show what it said before`}
					onClick={() => show({ name: "history", message })}
				>
					edited
				</button>
			)}
		</p>
	);
}

function Tombstone() {
	return (
		<p class="tombstone">
			<Icon shape={Trash2} size={15} />
			Message deleted
		</p>
	);
}

/** For ten seconds after sending, below what I sent last. A part of its own: only it is drawn anew when the time is over. */
function UndoButton({ id }: { id: string }) {
	const { messages } = useApp();
	if ([...messages.undoable.value].at(-1) !== id) return null;
	return (
		<button type="button" class="undo" title="Ctrl Z in the empty composer" onClick={() => messages.undo(id)}>
			<Icon shape={Undo2} size={14} />
			Undo
		</button>
	);
}

function Tools({ message }: { message: Message }) {
	const wanted = activeRow.value === message.id || popup.value?.message.id === message.id;
	if (!wanted || (message.deleted_at && !message.thread)) return null;
	return <RowTools message={message} />;
}

/** A breath of colour on the message that one was brought to. */
function Flash({ id }: { id: string }) {
	return flashed.value === id ? <span class="flash" aria-hidden="true" /> : null;
}

export function DaySeparator({ at }: { at: string }) {
	return (
		<h3 class="day">
			<time dateTime={at}>{dayName(at)}</time>
		</h3>
	);
}

export function NewLine({ children }: { children: ComponentChildren }) {
	return (
		<p class="new-line">
			<span>{children}</span>
		</p>
	);
}

/** Above the replies of a thread. */
export function RepliesLine({ words }: { words: string }) {
	return (
		<p class="replies-line">
			<Icon shape={MessagesSquare} size={15} />
			<span>{words}</span>
		</p>
	);
}
