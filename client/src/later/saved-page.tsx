/** What I saved: the newest first, live on every device, each with the way to it, a reminder, and being done with it. */
import { Bell, BellRing, Check } from "lucide";
import { useEffect } from "preact/hooks";
import { useApp } from "../app/context";
import { useShowDialog } from "../app/show-dialog";
import type { Saved } from "../store/kept";
import { findMessage } from "../store/messages";
import type { State } from "../store/state";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { useSubmit } from "../ui/submit";
import { Glimpse } from "./glimpse";
import { moment } from "./times";

export function SavedPage() {
	const { later, messages, state } = useApp();
	const saved = savedOf(state.value);
	const loading = useSubmit(() => later.loadSaved());
	// Once, when the page opens: from then on the log tells.
	useEffect(() => void loading.run(), []);
	// Saved meanwhile on another device, and not among what this one has.
	const unknown = saved.filter((it) => !messageOf(state.value, it)).map((it) => it.message_id);
	useEffect(() => {
		if (!loading.busy) for (const id of unknown) messages.want(id);
	}, [messages, loading.busy, unknown.join()]);
	return (
		<Page title="Saved" lead="Only you see what you saved.">
			{loading.general && <Notice kind="bad">{loading.general}</Notice>}
			{saved.length === 0 && !loading.busy && (
				<p class="soft later-none">Nothing here. Save a message from its menu, or ask to be reminded of it.</p>
			)}
			<ul role="list" class="glimpses">
				{saved.map((it) => (
					<SavedRow key={it.message_id} saved={it} />
				))}
			</ul>
			{loading.busy && unknown.length > 0 && <span class="spinner" role="status" aria-label="Loading" />}
		</Page>
	);
}

/** Of what I may read, the newest first. */
function savedOf({ saved, conversations }: State): Saved[] {
	return [...saved.values()]
		.filter((it) => conversations.has(it.conversation_id))
		.sort((a, b) => b.saved_at.localeCompare(a.saved_at) || b.message_id.localeCompare(a.message_id));
}

function messageOf(state: State, { conversation_id, message_id }: Saved) {
	return findMessage(state, conversation_id, message_id);
}

function SavedRow({ saved }: { saved: Saved }) {
	const { later, state } = useApp();
	const show = useShowDialog();
	const done = useSubmit(() => later.unsave(saved.message_id));
	const message = messageOf(state.value, saved);
	if (!message || message.undone) return null;
	return (
		<li>
			<Glimpse message={message} note={reminderWords(saved)}>
				{!message.deleted_at && (
					<Button
						look="quiet"
						icon={saved.reminded_at ? BellRing : Bell}
						onClick={() => show({ name: "remind", messageId: saved.message_id })}
					>
						{saved.remind_at ? "Another time" : "Remind me"}
					</Button>
				)}
				<Button look="quiet" icon={Check} busy={done.busy} onClick={done.run}>
					Done
				</Button>
			</Glimpse>
			{done.general && <Notice kind="bad">{done.general}</Notice>}
		</li>
	);
}

function reminderWords({ remind_at, reminded_at }: Saved): string | null {
	if (remind_at) return `Reminder: ${moment(new Date(remind_at))}`;
	return reminded_at ? `You wanted to be reminded at ${moment(new Date(reminded_at))}.` : null;
}
