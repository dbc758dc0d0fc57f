/** A new password, against the old one. */
import { useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { useSubmit } from "../../ui/submit";
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
			<form class="form" onSubmit={form.onSubmit}>
				<div class="pair">
					<Field
						label="Current password"
						name="current_password"
						type="password"
						autocomplete="current-password"
						required
						value={current}
						onInput={setCurrent}
						error={form.error("current_password")}
					/>
					<Field
						label="New password"
						name="password"
						type="password"
						autocomplete="new-password"
						required
						value={next}
						onInput={setNext}
						error={form.error("password")}
					/>
				</div>
				{form.general && <Notice kind="bad">{form.general}</Notice>}
				{saved && <Notice kind="good">Your password is changed.</Notice>}
				<div class="form-actions">
					<Button type="submit" busy={form.busy} disabled={!current || !next}>
						Change password
					</Button>
				</div>
			</form>
		</Section>
	);
}
