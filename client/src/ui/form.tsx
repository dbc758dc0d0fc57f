/** A form with its end: what went wrong in general, the way back, and the button that sends it. */
import type { ComponentChildren } from "preact";
import { Button } from "./button";
import { Notice } from "./notice";
import type { Submit } from "./submit";

interface FormProps {
	form: Submit;
	/** The words of the button that sends it. */
	action: string;
	look?: "plain" | "primary" | "danger primary";
	/** The only button, as wide as the form. */
	wide?: boolean;
	disabled?: boolean;
	/** The words of the way back, where there is one. */
	back?: string;
	onBack?: (() => void) | undefined;
	children: ComponentChildren;
}

export function Form({
	form,
	action,
	look = "primary",
	wide = false,
	disabled,
	back = "Cancel",
	onBack,
	children,
}: FormProps) {
	const submit = (
		<Button type="submit" look={look} wide={wide} busy={form.busy} disabled={disabled ?? false}>
			{action}
		</Button>
	);
	return (
		<form class="form" onSubmit={form.onSubmit}>
			{children}
			{form.general && <Notice kind="bad">{form.general}</Notice>}
			{wide ? (
				submit
			) : (
				<div class="form-actions">
					{onBack && <Button onClick={onBack}>{back}</Button>}
					{submit}
				</div>
			)}
		</form>
	);
}
