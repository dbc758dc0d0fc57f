/** My email: change it, and prove that it is mine. Only a proved one is shown the invites made to it. */

import { useState } from "preact/hooks";
import type { Me } from "../../api/types";
import { useApp } from "../../app/context";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { useSubmit } from "../../ui/submit";
import { CurrentPassword } from "../password-field";
import { Section } from "./section";

export function EmailSection({ me }: { me: Me }) {
	const [changing, setChanging] = useState(false);
	return (
		<Section title="Email" lead="Only you see it. Invites that are sent to it find you here once it is proved.">
			<div class="line wraps">
				<span class="clip grow">{me.email}</span>
				<span class={me.email_proved ? "tag good" : "tag"}>{me.email_proved ? "Proved" : "Not proved yet"}</span>
				<Button onClick={() => setChanging(true)}>Change</Button>
			</div>
			{!me.email_proved && <Proof />}
			{changing && <ChangeEmail me={me} onClose={() => setChanging(false)} />}
		</Section>
	);
}

function Proof() {
	const app = useApp();
	const [sent, setSent] = useState(false);
	const ask = useSubmit(async () => {
		await app.requestEmailProof();
		setSent(true);
	});
	if (app.instance.value?.mail === false)
		return <Notice>This server sends no mail, so an email can't be proved here.</Notice>;
	return (
		<>
			{ask.general && <Notice kind="bad">{ask.general}</Notice>}
			{sent && <EnterCode />}
			<div class="form-actions">
				<Button onClick={ask.run} busy={ask.busy} look={sent ? "quiet" : "plain"}>
					{sent ? "Send another code" : "Send me a code"}
				</Button>
			</div>
		</>
	);
}

function EnterCode() {
	const app = useApp();
	const [code, setCode] = useState("");
	const form = useSubmit(() => app.confirmEmailProof(code.trim()), ["code"]);
	return (
		<Form form={form} action="Prove it">
			<Field
				label="Code from the mail"
				name="code"
				inputMode="numeric"
				autocomplete="one-time-code"
				required
				value={code}
				onInput={setCode}
				error={form.error("code")}
				hint="It works for ten minutes."
				autoFocus
			/>
		</Form>
	);
}

function ChangeEmail({ me, onClose }: { me: Me; onClose: () => void }) {
	const app = useApp();
	const [email, setEmail] = useState(me.email);
	const [password, setPassword] = useState("");
	const form = useSubmit(async () => {
		await app.updateMe({ email: email.trim(), current_password: password });
		onClose();
	}, ["email", "current_password"]);
	return (
		<Dialog title="Change your email" onClose={onClose}>
			<Form form={form} action="Change it" onBack={onClose}>
				<Field
					label="New email"
					name="email"
					type="email"
					autocomplete="email"
					required
					value={email}
					onInput={setEmail}
					error={form.error("email")}
					autoFocus
				/>
				<CurrentPassword form={form} value={password} onInput={setPassword} />
			</Form>
		</Dialog>
	);
}
