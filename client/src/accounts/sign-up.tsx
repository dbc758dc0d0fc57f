/** Make an account. A new instance also asks for the set-up code that its server printed. */
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import type { Instance } from "../api/types";
import { useApp } from "../app/context";
import type { SignUpForm as SignUpValues } from "../app/seam";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Empty, Notice } from "../ui/notice";
import { type Submit, useSubmit } from "../ui/submit";
import { Frame } from "./frame";

export function SignUpPage() {
	const { instance } = useApp();
	const isNew = instance.value?.owned === false;
	return (
		<Frame
			title={isNew ? "A place of your own" : "Make an account"}
			lead={isNew ? "The first account owns this place and invites everybody else." : undefined}
			foot={
				!isNew && (
					<>
						Been here before? <Link href="/sign-in">Sign in</Link>
					</>
				)
			}
		>
			{signUpIsOpen(instance.value) ? <SignUpForm /> : <ByInvite closed={instance.value?.sign_up === "closed"} />}
		</Frame>
	);
}

/** Until the first account exists sign-up is open, whatever the setting says. Unknown counts as open: the server decides. */
function signUpIsOpen(instance: Instance | null): boolean {
	return !instance?.owned || instance.sign_up === "open";
}

function ByInvite({ closed }: { closed: boolean }) {
	return (
		<Empty alone={false} title={closed ? "No new accounts here" : "You need an invite"}>
			<p>
				{closed
					? "Whoever runs this place has closed the door for now."
					: "People join this place by invite. Ask somebody who is here for a link, then open it on this device."}
			</p>
		</Empty>
	);
}

const BLANK = { first_name: "", last_name: "", email: "", password: "", setup_code: "" };
type Values = typeof BLANK;

interface SignUpFormProps {
	invite?: string;
	email?: string | null;
	onDone?: (joinedGroupId: string | null) => void;
}

export function SignUpForm({ invite, email, onDone }: SignUpFormProps) {
	const app = useApp();
	const [values, setValues] = useState<Values>({ ...BLANK, email: email ?? "" });
	const asksCode = app.instance.value?.setup_code_needed === true;
	const shown = ["first_name", "last_name", "email", "password", ...(asksCode ? ["setup_code"] : [])];
	const form = useSubmit(async () => {
		const { joinedGroupId } = await app.signUp(filled(values, invite));
		onDone?.(joinedGroupId);
	}, shown);
	const bind = (name: keyof Values) => ({
		name,
		value: values[name],
		onInput: (value: string) => setValues({ ...values, [name]: value }),
		error: form.error(name),
	});
	return (
		<form class="form" onSubmit={form.onSubmit}>
			{asksCode && (
				<Field
					{...bind("setup_code")}
					label="Set-up code"
					autocomplete="off"
					required
					hint="The server printed it in its terminal when it started."
				/>
			)}
			<PersonFields bind={bind} />
			<SubmitRow form={form} invited={invite !== undefined} />
		</form>
	);
}

function filled(values: Values, invite: string | undefined): SignUpValues {
	const { setup_code, ...person } = values;
	return {
		...person,
		email: person.email.trim(),
		...(invite ? { invite } : {}),
		...(setup_code.trim() ? { setup_code: setup_code.trim() } : {}),
	};
}

interface Bound {
	name: string;
	value: string;
	onInput: (value: string) => void;
	error: string | undefined;
}

function PersonFields({ bind }: { bind: (name: keyof Values) => Bound }) {
	return (
		<>
			<div class="pair">
				<Field {...bind("first_name")} label="First name" autocomplete="given-name" required autoFocus />
				<Field {...bind("last_name")} label="Last name" autocomplete="family-name" />
			</div>
			<Field {...bind("email")} label="Email" type="email" autocomplete="username" required />
			<Field
				{...bind("password")}
				label="Password"
				type="password"
				autocomplete="new-password"
				required
				hint="Long is good: a few words that only you would put together."
			/>
		</>
	);
}

function SubmitRow({ form, invited }: { form: Submit; invited: boolean }) {
	return (
		<>
			{form.general && <Notice kind="bad">{form.general}</Notice>}
			<Button type="submit" look="primary" wide busy={form.busy}>
				{invited ? "Make my account and join" : "Make my account"}
			</Button>
		</>
	);
}
