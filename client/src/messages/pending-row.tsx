/** What I sent and what is not there yet. */
import type { OutboxRow } from "../streams/outbox-row";
import { ErrorBoundary } from "../ui/error-boundary";
import { Markdown } from "./markdown-view";
import { Quote } from "./quote";

interface PendingRowProps {
	sending: OutboxRow;
	opensRun: boolean;
	/** When it goes out, while the page is cut off: that is no failure. */
	waiting: string | undefined;
	onRetry: () => void;
	onDiscard: () => void;
}

export function PendingRow({ sending, opensRun, waiting, onRetry, onDiscard }: PendingRowProps) {
	const failed = sending.state === "failed";
	return (
		<article class={opensRun ? "message mine opens" : "message mine"} aria-label={failed ? "Not sent" : "Sending"}>
			<div class="message-body">
				<div class="message-content">
					<PendingWords sending={sending} faded={!failed} />
				</div>
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
					) : (
						(waiting ?? (sending.error ? `${sending.error} This goes out when there is room.` : "Sending…"))
					)}
				</p>
			</div>
		</article>
	);
}

function PendingWords({ sending, faded }: { sending: OutboxRow; faded: boolean }) {
	const { text, conversationId, extras = {} } = sending;
	const { quoted, entities, files = [], poll, thread_of = null } = extras;
	const hung = poll ? "A poll" : files.map(({ name }) => name).join(", ");
	return (
		<div class={faded ? "bubble faded" : "bubble"}>
			{quoted && <Quote message={{ conversation_id: conversationId, thread_of }} quoted={quoted} />}
			{text !== "" && (
				<ErrorBoundary subject={text} instead={<p class="soft">This message can't be shown.</p>}>
					<Markdown text={text} entities={entities} actor={extras.kind === "action" ? "You" : undefined} />
				</ErrorBoundary>
			)}
			{hung && <p class="soft clip">{hung}</p>}
		</div>
	);
}
