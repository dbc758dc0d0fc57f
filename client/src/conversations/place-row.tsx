/** One line of the sidebar: a conversation with its unread count. One line of each list is a Tab stop, arrows do the rest. */
import type { ComponentChildren } from "preact";
import { Link } from "wouter-preact";
import { count } from "../groups/people";

interface PlaceRowProps {
	href: string;
	name: string;
	current: boolean;
	unread: number;
	tabStop: boolean;
	leading?: ComponentChildren;
}

export function PlaceRow({ href, name, current, unread, tabStop, leading }: PlaceRowProps) {
	return (
		<Link
			href={href}
			class={`row${current ? " on" : ""}${unread > 0 && !current ? " unread" : ""}`}
			aria-current={current ? "page" : undefined}
			tabIndex={tabStop ? 0 : -1}
		>
			{leading}
			<span class="clip grow" dir="auto">
				{name}
			</span>
			{unread > 0 && !current && <UnreadPill unread={unread} />}
		</Link>
	);
}

export function UnreadPill({ unread }: { unread: number }) {
	return (
		<span class="pill">
			<span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
			<span class="unseen">{count(unread, "new message")}</span>
		</span>
	);
}
