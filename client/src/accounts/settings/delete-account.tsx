/** The end of an account: asked for with the password, because nothing brings it back. */

import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { useApp } from "../../app/context";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Form } from "../../ui/form";
import { useSubmit } from "../../ui/submit";
import { Section } from "./section";

export function DeleteAccountSection() {
	const [asking, setAsking] = useState(false);
	return (
		<Section
			title="Delete my account"
			lead="Your name, email and sign-in go for ever. What you wrote stays, from “Deleted member”."
		>
			<div class="form-actions">
				<Button look="danger" onClick={() => setAsking(true)}>
					Delete my account
				</Button>
			</div>
			{asking && <DeleteDialog onClose={() => setAsking(false)} />}
		</Section>
	);
}

function DeleteDialog({ onClose }: { onClose: () => void }) {
	const app = useApp();
	const [, navigate] = useLocation();
	const [password, setPassword] = useState("");
	const form = useSubmit(async () => {
		await app.deleteMe(password);
		navigate("/sign-in", { replace: true });
	}, ["password"]);
	return (
		<Dialog title="Delete your account?" onClose={onClose}>
			<Form form={form} action="Delete for ever" look="danger primary" onBack={onClose} back="Keep my account">
				<p>You leave every group and every device is signed out. This can't be undone.</p>
				<Field
					label="Your password"
					name="password"
					type="password"
					autocomplete="current-password"
					required
					value={password}
					onInput={setPassword}
					error={form.error("password")}
					autoFocus
				/>
			</Form>
		</Dialog>
	);
}
