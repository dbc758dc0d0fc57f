/** The rows of a conversation. Each stands in an error boundary: one that can't be drawn says so and no more. */
import type { Message, User } from "../api/types";
import { Previews } from "../embeds/previews";
import { Attachments } from "../files/attachments";
import { userName } from "../groups/people";
import { PollCard } from "../polls/poll-card";
import type { OutboxRow } from "../streams/outbox-row";
import { Avatar } from "../ui/avatar";
import { ErrorBoundary } from "../ui/error-boundary";
import { clock, dayName } from "../ui/time";
import { Markdown } from "./markdown-view";

interface MessageRowProps {
	message: Message;
	author: User | undefined;
	mine: boolean;
	opensRun: boolean;
}

export function MessageRow({ message, author, mine, opensRun }: MessageRowProps) {
	const name = userName(author);
	const time = (
		<time dateTime={message.sent_at} title={new Date(message.sent_at).toLocaleString()}>
			{clock(message.sent_at)}
		</time>
	);
	if (mine) {
		return (
			<article class={opensRun ? "message mine opens" : "message mine"} aria-label={`You, ${clock(message.sent_at)}`}>
				{time}
				<Content message={message} />
			</article>
		);
	}
	return (
		<article class={opensRun ? "message opens" : "message"} aria-label={`${name}, ${clock(message.sent_at)}`}>
			{opensRun && <Avatar id={message.author_id} name={name} size={36} deleted={author?.kind === "deleted"} />}
			<div class="message-body">
				{opensRun && (
					<p class="message-by">
						<b dir="auto">{name}</b>
						{time}
					</p>
				)}
				<Content message={message} />
			</div>
			{!opensRun && time}
		</article>
	);
}

function Content({ message }: { message: Message }) {
	return (
		<div class="message-content">
			{message.text !== "" && <Bubble text={message.text} />}
			<Attachments message={message} />
			<PollCard message={message} />
			<Previews message={message} />
		</div>
	);
}

function Bubble({ text, faded = false }: { text: string; faded?: boolean }) {
	return (
		<div class={faded ? "bubble faded" : "bubble"}>
			<ErrorBoundary subject={text} instead={<p class="soft">This message can't be shown.</p>}>
				<Markdown text={text} />
			</ErrorBoundary>
		</div>
	);
}

interface PendingRowProps {
	sending: OutboxRow;
	opensRun: boolean;
	/** The page is offline: it goes out later, and that is no failure. */
	waiting: boolean;
	onRetry: () => void;
	onDiscard: () => void;
}

export function PendingRow({ sending, opensRun, waiting, onRetry, onDiscard }: PendingRowProps) {
	const failed = sending.state === "failed";
	return (
		<article class={opensRun ? "message mine opens" : "message mine"} aria-label={failed ? "Not sent" : "Sending"}>
			<div class="message-body">
				<Bubble text={sending.text} faded={!failed} />
				<p class={failed ? "message-state failed" : "message-state"} role={failed ? "alert" : undefined}>
					{failed ? (
						<>
							Not sent. {sending.error}{" "}
							<button type="button" class="link-button" onClick={onRetry}>
								Try again
							</button>
							{" · "}
							<button type="button" class="link-button" onClick={onDiscard}>
								Discard
							</button>
						</>
					) : waiting ? (
						"Goes out when you are back"
					) : (
						"Sending…"
					)}
				</p>
			</div>
		</article>
	);
}

export function DaySeparator({ at }: { at: string }) {
	return (
		<h3 class="day">
			<time dateTime={at}>{dayName(at)}</time>
		</h3>
	);
}

export function NewLine() {
	return (
		<p class="new-line">
			<span>New since you left</span>
		</p>
	);
}
