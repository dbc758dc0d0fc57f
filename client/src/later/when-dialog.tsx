/** Choosing a time: for a reminder, for sending later, for moving what is scheduled. A chunk of its own. */
import { useState } from "preact/hooks";
import { useApp } from "../app/context";
import { notify } from "../messages/actions/notices";
import type { ScheduledWords } from "../store/later";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { FieldProblem, type Submit, useSubmit } from "../ui/submit";
import { type Choice, fromInput, moment, reminderChoices, sendingChoices, toInput } from "./times";

export function RemindDialog({ messageId, onClose }: { messageId: string; onClose: () => void }) {
	const { later, state } = useApp();
	const saved = state.value.saved.get(messageId);
	const when = useWhen(async (at) => {
		await later.remind(messageId, at);
		notify(`Reminder set for ${moment(at)}`);
		onClose();
	});
	const noReminder = useSubmit(async () => {
		await later.save(messageId);
		onClose();
	});
	return (
		<Dialog title="Remind me of this" onClose={onClose}>
			<When when={when} choices={reminderChoices(new Date())} action="Remind me" {...startOf(saved?.remind_at)} />
			{saved?.remind_at && (
				<Button look="quiet" wide busy={noReminder.busy} onClick={noReminder.run}>
					No reminder
				</Button>
			)}
			{noReminder.general && <Notice kind="bad">{noReminder.general}</Notice>}
		</Dialog>
	);
}

interface ScheduleDialogProps {
	conversationId: string;
	words: ScheduledWords;
	/** It is written down: the composer lets go of it. */
	onDone: () => void;
	onClose: () => void;
}

export function ScheduleDialog({ conversationId, words, onDone, onClose }: ScheduleDialogProps) {
	const { later } = useApp();
	const when = useWhen(async (at) => {
		await later.schedule(conversationId, at, words);
		notify(`Scheduled for ${moment(at)}`);
		onDone();
		onClose();
	});
	return (
		<Dialog title="Send later" onClose={onClose}>
			<When when={when} choices={sendingChoices(new Date())} action="Send then" />
		</Dialog>
	);
}

/** Another time for a message that waits to be sent. */
export function RescheduleDialog({ scheduledId, onClose }: { scheduledId: string; onClose: () => void }) {
	const { later, state } = useApp();
	const scheduled = state.value.scheduled.get(scheduledId);
	const when = useWhen(async (at) => {
		await later.changeScheduled(scheduledId, { send_at: at.toISOString() });
		onClose();
	});
	return (
		<Dialog title="Send at another time" onClose={onClose}>
			<When when={when} choices={sendingChoices(new Date())} action="Send then" {...startOf(scheduled?.send_at)} />
		</Dialog>
	);
}

function startOf(moment: string | null | undefined): { start?: Date } {
	return moment ? { start: new Date(moment) } : {};
}

/** What is done with the time that was chosen: one at a time, with the reason when it fails. */
function useWhen(run: (at: Date) => Promise<void>): [Submit, (at: Date | null) => void] {
	const [chosen] = useState<{ at: Date | null }>({ at: null });
	const form = useSubmit(async () => {
		if (!chosen.at) throw new FieldProblem("at", "Choose a day and a time.");
		if (chosen.at.getTime() <= Date.now()) throw new FieldProblem("at", "Choose a time that is still to come.");
		await run(chosen.at);
	});
	const choose = (at: Date | null) => {
		chosen.at = at;
		void form.run();
	};
	return [form, choose];
}

interface WhenProps {
	when: [Submit, (at: Date | null) => void];
	choices: readonly Choice[];
	/** The words of the button beside a time of one's own. */
	action: string;
	/** The time that it has now. */
	start?: Date;
}

function When({ when: [form, choose], choices, action, start }: WhenProps) {
	const last = choices.at(-1)?.at ?? new Date();
	const [own, setOwn] = useState(toInput(start && start.getTime() > Date.now() ? start : last));
	return (
		<div class="when" aria-busy={form.busy}>
			<ul role="list" class="when-choices">
				{choices.map(({ words, at }, index) => (
					<li key={words}>
						<button
							type="button"
							class="when-choice"
							data-autofocus={index === 0 || undefined}
							onClick={() => choose(at)}
						>
							<span class="grow">{words}</span>
							<small>{moment(at)}</small>
						</button>
					</li>
				))}
			</ul>
			<form
				class="when-own"
				onSubmit={(event) => {
					event.preventDefault();
					choose(fromInput(own));
				}}
			>
				<div class="field grow">
					<label for="when-own">Another time</label>
					<input
						id="when-own"
						class="input"
						type="datetime-local"
						required
						min={toInput(new Date())}
						value={own}
						onInput={(event) => setOwn(event.currentTarget.value)}
					/>
				</div>
				<Button type="submit" look="primary" busy={form.busy}>
					{action}
				</Button>
			</form>
			{form.general && <Notice kind="bad">{form.general}</Notice>}
		</div>
	);
}
