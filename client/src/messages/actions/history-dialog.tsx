/** Everything that a message said, the newest first. */
import { useEffect, useState } from "preact/hooks";
import type { Message } from "../../api/types";
import { useApp } from "../../app/context";
import { findMessage } from "../../store/messages";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { useSubmit } from "../../ui/submit";
import { clock, dayName } from "../../ui/time";
import { Markdown } from "../markdown-view";
import type { Version } from "../seam";

export function HistoryDialog({ message, onClose }: { message: Message; onClose: () => void }) {
	const app = useApp();
	const [earlier, setEarlier] = useState<readonly Version[] | null>(null);
	const load = useSubmit(async () => setEarlier(await app.messages.history(message)));
	const now = findMessage(app.state.value, message.conversation_id, message.id) ?? message;
	// Another edit while it is open is shown too.
	useEffect(() => void load.run(), [now.edited_at]);
	return (
		<Dialog title="What it said" onClose={onClose}>
			{load.general && (
				<>
					<Notice kind="bad">{load.general}</Notice>
					<Button onClick={load.run}>Try again</Button>
				</>
			)}
			{!earlier && !load.general && <span class="spinner" role="status" aria-label="Loading" />}
			{earlier && (
				<ol class="versions" role="list">
					<VersionRow words={now} at={now.edited_at ?? now.sent_at} isNow />
					{earlier.toReversed().map((version) => (
						<VersionRow key={version.written_at} words={version} at={version.written_at} />
					))}
				</ol>
			)}
		</Dialog>
	);
}

interface VersionRowProps {
	words: Pick<Message, "text" | "entities">;
	at: string;
	isNow?: boolean;
}

function VersionRow({ words, at, isNow = false }: VersionRowProps) {
	return (
		<li class={isNow ? "version now" : "version"}>
			<p class="version-at">
				<time dateTime={at}>{`${dayName(at)}, ${clock(at)}`}</time>
				{isNow && <span class="tag">Now</span>}
			</p>
			<Markdown text={words.text} entities={words.entities} />
		</li>
	);
}
