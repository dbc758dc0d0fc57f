/** What waits to be sent: other words, another time, now, or never. */
import { Clock, Pencil, Send, Trash2 } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import { useShowDialog } from "../app/show-dialog";
import { titleOf } from "../conversations/select";
import { entitiesOf, rewritten, trimmed, wordsOf } from "../messages/entities/marks";
import { Markdown } from "../messages/markdown-view";
import type { Scheduled } from "../store/kept";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/dialog";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { useSubmit } from "../ui/submit";
import { moment } from "./times";

export function ScheduledPage() {
	const { scheduled } = useApp().state.value;
	const waiting = [...scheduled.values()].sort(
		(a, b) => a.send_at.localeCompare(b.send_at) || a.id.localeCompare(b.id),
	);
	return (
		<Page title="Scheduled" lead="These are sent when their time has come, also when all your devices are off.">
			{waiting.length === 0 && (
				<p class="soft later-none">Nothing waits. The clock beside the send button sends a message later.</p>
			)}
			<ul role="list" class="glimpses">
				{waiting.map((it) => (
					<li key={it.id}>
						<ScheduledRow scheduled={it} />
					</li>
				))}
			</ul>
		</Page>
	);
}

function ScheduledRow({ scheduled }: { scheduled: Scheduled }) {
	const { later } = useApp();
	const show = useShowDialog();
	const [open, setOpen] = useState<"edit" | "delete" | null>(null);
	const now = useSubmit(() => later.sendScheduled(scheduled.id));
	const close = () => setOpen(null);
	return (
		<article class="glimpse" aria-label={`To ${useTitle(scheduled)}, ${moment(new Date(scheduled.send_at))}`}>
			<div class="glimpse-words">
				<ScheduledHead scheduled={scheduled} />
				{open === "edit" ? <EditWords scheduled={scheduled} onDone={close} /> : <Words scheduled={scheduled} />}
				{scheduled.failure && <Notice kind="bad">It was not sent: {scheduled.failure}</Notice>}
				{now.general && <Notice kind="bad">{now.general}</Notice>}
				{open !== "edit" && (
					<div class="glimpse-actions">
						<Button look="quiet" icon={Pencil} onClick={() => setOpen("edit")}>
							Edit
						</Button>
						<Button look="quiet" icon={Clock} onClick={() => show({ name: "reschedule", scheduledId: scheduled.id })}>
							Another time
						</Button>
						<Button look="quiet" icon={Send} busy={now.busy} onClick={now.run}>
							Send now
						</Button>
						<Button look="quiet" icon={Trash2} onClick={() => setOpen("delete")}>
							Delete
						</Button>
					</div>
				)}
			</div>
			{open === "delete" && (
				<ConfirmDialog
					title="Delete this message?"
					words="It is not sent, and nothing of it is kept."
					action="Delete"
					run={() => later.deleteScheduled(scheduled.id)}
					onClose={close}
				/>
			)}
		</article>
	);
}

function useTitle({ conversation_id }: Scheduled): string {
	const state = useApp().state.value;
	const conversation = state.conversations.get(conversation_id);
	return conversation ? titleOf(state, conversation) : "a place that you can no longer read";
}

function ScheduledHead({ scheduled }: { scheduled: Scheduled }) {
	const { thread_of, reply_to } = scheduled.message;
	const kind = thread_of ? "In a thread of" : reply_to ? "An answer in" : "To";
	return (
		<p class="glimpse-head">
			<b dir="auto">
				{kind} {useTitle(scheduled)}
			</b>
			<small>
				{scheduled.failure ? "was due " : ""}
				<time dateTime={scheduled.send_at}>{moment(new Date(scheduled.send_at))}</time>
			</small>
		</p>
	);
}

function Words({ scheduled: { message } }: { scheduled: Scheduled }) {
	const files = message.file_ids?.length ?? 0;
	return (
		<>
			{message.text && (
				<div class="glimpse-text">
					<Markdown text={message.text} entities={message.entities ?? []} />
				</div>
			)}
			{files > 0 && <p class="soft">{files === 1 ? "With a file" : `With ${files} files`}</p>}
			{message.poll && <p class="soft">{message.poll.options.join(" · ")}</p>}
		</>
	);
}

/** Who and what is named in it moves with the words around it, as in the composer. */
function EditWords({ scheduled, onDone }: { scheduled: Scheduled; onDone: () => void }) {
	const { later } = useApp();
	const { message } = scheduled;
	const [words, setWords] = useState(wordsOf(message.text, message.entities));
	const form = useSubmit(async () => {
		const written = trimmed(words);
		if (written.text !== message.text) {
			await later.changeScheduled(scheduled.id, { text: written.text, entities: entitiesOf(written) });
		}
		onDone();
	});
	const area = useRef<HTMLTextAreaElement>(null);
	useEffect(() => area.current?.focus(), []);
	return (
		<Form form={form} action="Save" onBack={onDone}>
			<textarea
				ref={area}
				class="input later-words"
				aria-label="The message"
				dir="auto"
				rows={4}
				value={words.text}
				onInput={({ currentTarget: { value, selectionEnd } }) => setWords(rewritten(words, value, selectionEnd))}
			/>
		</Form>
	);
}
