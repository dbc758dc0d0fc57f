/** Going to a day of a conversation. */
import { useState } from "preact/hooks";
import { useApp } from "../app/context";
import { Dialog } from "../ui/dialog";
import { FieldError } from "../ui/field-error";
import { Form } from "../ui/form";
import { FieldProblem, useSubmit } from "../ui/submit";
import { dayOf } from "./suggest";

interface DayDialogProps {
	conversationId: string;
	onClose: () => void;
}

export function DayDialog({ conversationId, onClose }: DayDialogProps) {
	const { search, messages } = useApp();
	const today = dayOf(new Date());
	const [day, setDay] = useState(today);
	const go = async (to: string) => {
		if (!to) throw new FieldProblem("day", "Choose a day.");
		const number = await search.numberOnDay(conversationId, to);
		if (number === null) throw new FieldProblem("day", "Nothing was written since that day.");
		await messages.goTo(conversationId, number);
		onClose();
	};
	const form = useSubmit(() => go(day), ["day"]);
	const first = useSubmit(() => go("1970-01-01"));
	const error = form.error("day") ?? first.general;
	return (
		<Dialog title="Go to a day" onClose={onClose}>
			<Form form={form} action="Go there" onBack={onClose}>
				<div class="field">
					<label for="day-to-go-to">Day</label>
					<input
						id="day-to-go-to"
						class="input"
						type="date"
						data-autofocus
						required
						max={today}
						value={day}
						aria-invalid={error ? "true" : undefined}
						aria-describedby={error ? "day-error" : undefined}
						onInput={(event) => setDay(event.currentTarget.value)}
					/>
					{error && <FieldError id="day-error" words={error} />}
				</div>
				<button type="button" class="link-button day-first" onClick={first.run}>
					To the very beginning
				</button>
			</Form>
		</Dialog>
	);
}
