/** Sign in with email and password; the form alone is used again on the page of an invite. */

import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import type { Instance } from "../api/types";
import { useApp } from "../app/context";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { useSubmit } from "../ui/submit";
import { Frame } from "./frame";

export function SignInPage() {
	return (
		<Frame title="Welcome back" foot={<WayIn instance={useApp().instance.value} />}>
			<SignInForm />
		</Frame>
	);
}

/** For who has no account yet. Nothing until the instance has said whom it takes; the line keeps its place. */
function WayIn({ instance }: { instance: Instance | null }) {
	if (!instance) return "\u00a0";
	if (instance.owned && instance.sign_up === "closed") return "New here? This place takes nobody new for now.";
	if (instance.owned && instance.sign_up === "invite") return "New here? Somebody has to invite you.";
	return (
		<>
			{instance.owned ? "New here? " : "Nobody owns this place yet. "}
			<Link href="/sign-up">Make an account</Link>
		</>
	);
}

export function SignInForm({ onDone, email: known = "" }: { onDone?: () => void; email?: string }) {
	const app = useApp();
	const [email, setEmail] = useState(known);
	const [password, setPassword] = useState("");
	const form = useSubmit(async () => {
		await app.signIn(email.trim(), password);
		onDone?.();
	}, ["email", "password"]);
	return (
		<div class="form">
			<Form form={form} action="Sign in" wide>
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
				<Field
					label="Password"
					name="password"
					type="password"
					autocomplete="current-password"
					required
					value={password}
					onInput={setPassword}
					error={form.error("password")}
				/>
			</Form>
			<p class="centered">
				<Link href="/reset">I forgot my password</Link>
			</p>
		</div>
	);
}
