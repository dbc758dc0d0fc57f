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

/** A code was asked for by mail, or it came by hand. */
type Step = "ask" | "mailed" | "by-hand";

export function ResetPage() {
	const [email, setEmail] = useState("");
	const [step, setStep] = useState<Step>("ask");
	const asked = step !== "ask";
	const sendsMail = useApp().instance.value?.mail !== false;
	return (
		<Frame
			title={asked ? "Choose a new password" : "Forgot your password?"}
			lead={leadOf(step, email, sendsMail)}
			foot={<Link href="/sign-in">Back to sign in</Link>}
		>
			{!asked && !sendsMail && (
				<Notice>
					This server sends no mail. Who runs it can give you a code, with <code>distributed user reset</code>.
				</Notice>
			)}
			{asked ? (
				<NewPasswordForm email={email} />
			) : (
				<AskForm email={email} setEmail={setEmail} sendsMail={sendsMail} onStep={setStep} />
			)}
		</Frame>
	);
}

function leadOf(step: Step, email: string, sendsMail: boolean): string | undefined {
	if (step === "mailed") return `If ${email} has an account here, a code is on its way. It works for ten minutes.`;
	if (step === "by-hand") return `For ${email}.`;
	return sendsMail ? "We send a code to your email." : undefined;
}

interface AskFormProps {
	email: string;
	setEmail: (email: string) => void;
	/** Where it doesn't, a code can only have come by hand. */
	sendsMail: boolean;
	onStep: (step: Step) => void;
}

function AskForm({ email, setEmail, sendsMail, onStep }: AskFormProps) {
	const app = useApp();
	const form = useSubmit(async () => {
		if (sendsMail) await app.requestPasswordReset(email.trim());
		onStep(sendsMail ? "mailed" : "by-hand");
	}, ["email"]);
	return (
		<div class="form">
			<Form form={form} action={sendsMail ? "Send me a code" : "I have a code"} wide>
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
			{sendsMail && (
				<button
					type="button"
					class="link-button centered"
					onClick={() => (email.trim() ? onStep("by-hand") : form.fail("email", "Type your email first."))}
				>
					I have a code already
				</button>
			)}
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
