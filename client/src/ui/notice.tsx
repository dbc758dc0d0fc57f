/** A short message in a box: what went wrong and what to do, or what just worked. */
import { CircleAlert, CircleCheck, Info } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "./icon";

export function Notice({ kind = "plain", children }: { kind?: "plain" | "bad" | "good"; children: ComponentChildren }) {
	const shape = kind === "bad" ? CircleAlert : kind === "good" ? CircleCheck : Info;
	return (
		<div class={`notice ${kind}`} role={kind === "bad" ? "alert" : "status"}>
			<Icon shape={shape} size={18} />
			<div>{children}</div>
		</div>
	);
}

interface EmptyProps {
	title: string;
	children?: ComponentChildren;
	art?: ComponentChildren;
	/** It stands alone on its page: the title is the heading of the page. */
	alone?: boolean;
}

/** A place with nothing in it, which says what to do there. */
export function Empty({ title, children, art, alone = true }: EmptyProps) {
	return (
		<div class="empty">
			{art}
			{alone ? <h1>{title}</h1> : <h2>{title}</h2>}
			{children}
		</div>
	);
}
