/** The two kinds of password field: the one that one has, and the one that one is choosing. */
import { Field } from "../ui/field";
import type { Submit } from "../ui/submit";

interface PasswordFieldProps {
	form: Submit;
	value: string;
	onInput: (value: string) => void;
	autoFocus?: boolean;
}

export function CurrentPassword({ form, label = "Your password", ...rest }: PasswordFieldProps & { label?: string }) {
	return (
		<Field
			{...rest}
			label={label}
			name="current_password"
			type="password"
			autocomplete="current-password"
			required
			error={form.error("current_password")}
		/>
	);
}

export function NewPassword({ form, hint, ...rest }: PasswordFieldProps & { hint?: string }) {
	return (
		<Field
			{...rest}
			label="New password"
			name="password"
			type="password"
			autocomplete="new-password"
			required
			error={form.error("password")}
			hint={hint}
		/>
	);
}
