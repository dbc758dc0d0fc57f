/** A reminder that is due: said above every page, on every device, until one of them answers it. */
import { BellRing } from "lucide";
import { useEffect } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { useApp } from "../app/context";
import { useShowDialog } from "../app/show-dialog";
import { shortName } from "../groups/people";
import { addressOf } from "../messages/permalink";
import { summaryOf } from "../messages/summary";
import type { Saved } from "../store/kept";
import { findMessage } from "../store/messages";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { useSubmit } from "../ui/submit";

export function ReminderBanner({ saved, more }: { saved: Saved; more: number }) {
	const { later, messages, state } = useApp();
	const show = useShowDialog();
	const [, navigate] = useLocation();
	const message = findMessage(state.value, saved.conversation_id, saved.message_id);
	const answered = useSubmit(() => later.save(saved.message_id));
	useEffect(() => messages.want(saved.message_id), [messages, saved.message_id]);
	const go = () => {
		if (message) navigate(addressOf(message));
		void answered.run();
	};
	const words = message ? `${shortName(state.value.users.get(message.author_id))}: ${summaryOf(message)}` : "…";
	return (
		<div class="banner reminder">
			<Icon shape={BellRing} size={18} />
			<span class="reminder-words">
				<b>Reminder</b> <span dir="auto">{words}</span>
				{more > 0 && <small> and {more} more</small>}
			</span>
			<span class="reminder-actions">
				<Button look="primary" disabled={!message} onClick={go}>
					Go to it
				</Button>
				<Button onClick={() => show({ name: "remind", messageId: saved.message_id })}>Later</Button>
				<Button look="quiet" busy={answered.busy} onClick={answered.run}>
					Done
				</Button>
			</span>
			{answered.general && <span role="alert">{answered.general}</span>}
		</div>
	);
}
