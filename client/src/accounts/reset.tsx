/** A forgotten password: ask for a code by email, then choose a new one with it. */

import { useState } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { useApp } from "../app/context";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { Frame } from "./frame";
import { NewPassword } from "./password-field";

export function ResetPage() {
	const [email, setEmail] = useState("");
	const [asked, setAsked] = useState(false);
	const { instance } = useApp();
	return (
		<Frame
			title={asked ? "Choose a new password" : "Forgot your password?"}
			lead={
				asked
					? `If ${email} has an account here, a code is on its way. It works for ten minutes.`
					: "We send a code to your email."
			}
			foot={<Link href="/sign-in">Back to sign in</Link>}
		>
			{instance.value?.mail === false && (
				<Notice>
					This server sends no mail. Its owner can give you a code with <code>distributed user reset</code>.
				</Notice>
			)}
			{asked ? (
				<NewPasswordForm email={email} />
			) : (
				<AskForm email={email} setEmail={setEmail} onAsked={() => setAsked(true)} />
			)}
		</Frame>
	);
}

function AskForm({
	email,
	setEmail,
	onAsked,
}: {
	email: string;
	setEmail: (email: string) => void;
	onAsked: () => void;
}) {
	const app = useApp();
	const form = useSubmit(async () => {
		await app.requestPasswordReset(email.trim());
		onAsked();
	}, ["email"]);
	return (
		<div class="form">
			<Form form={form} action="Send me a code" wide>
				<Field
					label="Email"
					name="email"
					type="email"
					autocomplete="username"
					required
					value={email}
					onInput={setEmail}
					error={form.error("email")}
					autoFocus
				/>
			</Form>
			<button
				type="button"
				class="link-button centered"
				onClick={() => (email.trim() ? onAsked() : form.fail("email", "Type your email first."))}
			>
				I have a code already
			</button>
		</div>
	);
}

function NewPasswordForm({ email }: { email: string }) {
	const app = useApp();
	const [, navigate] = useLocation();
	const [code, setCode] = useState("");
	const [password, setPassword] = useState("");
	const form = useSubmit(async () => {
		await app.confirmPasswordReset(email.trim(), code.trim(), password);
		navigate("/", { replace: true });
	}, ["code", "password"]);
	return (
		<Form form={form} action="Save and sign in" wide>
			<Field
				label="Code"
				name="code"
				autocomplete="one-time-code"
				inputMode="numeric"
				required
				value={code}
				onInput={setCode}
				error={form.error("code")}
				autoFocus
			/>
			<NewPassword form={form} value={password} onInput={setPassword} hint="You will be signed out everywhere else." />
		</Form>
	);
}
