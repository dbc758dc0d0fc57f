/** A new password, against the old one. */

import { useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { useSubmit } from "../../ui/submit";
import { CurrentPassword, NewPassword } from "../password-field";
import { Section } from "./section";

export function PasswordSection() {
	const app = useApp();
	const [current, setCurrent] = useState("");
	const [next, setNext] = useState("");
	const [saved, setSaved] = useState(false);
	const form = useSubmit(async () => {
		setSaved(false);
		await app.updateMe({ password: next, current_password: current });
		setCurrent("");
		setNext("");
		setSaved(true);
	}, ["password", "current_password"]);
	return (
		<Section title="Password">
			<Form form={form} action="Change password" look="plain" disabled={!current || !next}>
				<div class="pair">
					<CurrentPassword form={form} value={current} onInput={setCurrent} label="Current password" />
					<NewPassword form={form} value={next} onInput={setNext} />
				</div>
				{saved && <Notice kind="good">Your password is changed.</Notice>}
			</Form>
		</Section>
	);
}
