/** Buttons: one component with words, one with an icon and a spoken label. Both are `type=button` unless told. */
import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconShape } from "./icon";

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "label" | "title" | "size" | "type" | "disabled">;

interface ButtonProps extends Native {
	look?: "plain" | "primary" | "danger" | "danger primary" | "quiet" | "live";
	icon?: IconShape;
	busy?: boolean;
	wide?: boolean;
	type?: "button" | "submit";
	disabled?: boolean;
	children: ComponentChildren;
}

/** While busy it keeps the focus (a disabled button would lose it); `useSubmit` runs one action at a time. */
export function Button({
	look = "plain",
	icon,
	busy = false,
	wide = false,
	type = "button",
	disabled,
	children,
	...rest
}: ButtonProps) {
	const leading = busy ? <span class="spinner" /> : icon && <Icon shape={icon} size={18} />;
	return (
		<button
			{...rest}
			type={type}
			class={`button ${look}${wide ? " wide" : ""}`}
			disabled={disabled}
			aria-disabled={busy || undefined}
			aria-busy={busy}
		>
			{leading}
			{children}
		</button>
	);
}

interface IconButtonProps extends Native {
	label: string;
	/** Shown under the mouse; the label when there is no more to say. */
	title?: string;
	icon: IconShape;
	/** "live" is on, "alert" is off and worth knowing, "danger" ends something. */
	look?: "bare" | "filled" | "primary" | "live" | "alert" | "danger";
	type?: "button" | "submit";
	disabled?: boolean;
}

export function IconButton({ label, icon, look = "bare", type = "button", title = label, ...rest }: IconButtonProps) {
	return (
		<button {...rest} type={type} class={`icon-button ${look}`} aria-label={label} title={title}>
			<Icon shape={icon} />
		</button>
	);
}
