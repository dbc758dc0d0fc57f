/** One line of the sidebar: a conversation with its unread count. One line of each list is a Tab stop, arrows do the rest. */
import type { ComponentChildren } from "preact";
import { Link } from "wouter-preact";
import type { Call } from "../api/types";
import { LivePill } from "../calls/views/live-pill";
import { count } from "../groups/people";
import { DraftMark } from "../later/draft-mark";

interface PlaceRowProps {
	href: string;
	name: string;
	current: boolean;
	unread: number;
	/** How many of them mean me. */
	mentions: number;
	/** I began to write there. */
	draft: boolean;
	/** The call that goes on there. */
	call: Call | null;
	tabStop: boolean;
	leading?: ComponentChildren;
}

export function PlaceRow({ href, name, current, unread, mentions, draft, call, tabStop, leading }: PlaceRowProps) {
	const look = rowLook(current, unread);
	const link = (
		<Link
			href={href}
			class={call ? "row-link" : look}
			aria-current={current ? "page" : undefined}
			tabIndex={tabStop ? 0 : -1}
		>
			{leading}
			<span class="clip grow" dir="auto">
				{name}
			</span>
			{draft && !current && <DraftMark />}
			{mentions > 0 && !current && <MentionPill mentions={mentions} />}
			{unread > 0 && !current && <UnreadPill unread={unread} />}
		</Link>
	);
	return call ? (
		<LiveRow look={look} call={call} name={name}>
			{link}
		</LiveRow>
	) : (
		link
	);
}

export function rowLook(current: boolean, unread: number): string {
	return `row${current ? " on" : ""}${unread > 0 && !current ? " unread" : ""}`;
}

interface LiveRowProps {
	look: string;
	call: Call;
	name: string;
	children: ComponentChildren;
}

/** A row with a call has two things to press: the row itself, which fills it, and the pill on it. */
export function LiveRow({ look, call, name, children }: LiveRowProps) {
	return (
		<div class={`${look} lively`}>
			{children}
			<LivePill call={call} place={name} />
		</div>
	);
}

/** Somebody calls me there. */
export function MentionPill({ mentions }: { mentions: number }) {
	return (
		<span class="pill mentions">
			<span aria-hidden="true">{`@ ${mentions > 99 ? "99+" : mentions}`}</span>
			<span class="unseen">{count(mentions, "mention")}, </span>
		</span>
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
