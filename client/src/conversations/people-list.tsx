/** The people of the group on screen: who is here now, who wrote to me, and a direct chat at one tap. */
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { useApp } from "../app/context";
import { BotBadge } from "../groups/bot-badge";
import { count, userName } from "../groups/people";
import { membersOf, type Person } from "../groups/select";
import { DraftMark, hasDraft } from "../later/draft-mark";
import type { GroupEntry } from "../store/state";
import { Avatar } from "../ui/avatar";
import { FieldError } from "../ui/field-error";
import { useSubmit } from "../ui/submit";
import { LiveRow, rowLook, UnreadPill } from "./place-row";
import { chatWith, unreadIn } from "./select";

const SHOWN = 40;

export function PeopleList({ entry, current }: { entry: GroupEntry; current: string | null }) {
	const app = useApp();
	const state = app.state.value;
	const [all, setAll] = useState(false);
	const here = app.here.value.get(entry.group.id);
	const people = membersOf(state, entry.group.id)
		.filter(({ user }) => user.id !== state.me?.id)
		.sort((a, b) => Number(here?.has(b.user.id) ?? 0) - Number(here?.has(a.user.id) ?? 0));
	const shown = all ? people : people.slice(0, SHOWN);
	if (people.length === 0) return <p class="places-none">Only you so far. It is nicer with somebody.</p>;
	return (
		<ul role="list">
			{shown.map((person, at) => (
				<li key={person.user.id}>
					<PersonRow person={person} here={here?.has(person.user.id) ?? false} current={current} isFirst={at === 0} />
				</li>
			))}
			{people.length > shown.length && (
				<li>
					<button type="button" class="row add" onClick={() => setAll(true)}>
						All {count(people.length, "person", "people")}
					</button>
				</li>
			)}
		</ul>
	);
}

interface PersonRowProps {
	person: Person;
	here: boolean;
	current: string | null;
	isFirst: boolean;
}

function PersonRow({ person: { user }, here, current, isFirst }: PersonRowProps) {
	const app = useApp();
	const [, navigate] = useLocation();
	const state = app.state.value;
	const name = userName(user);
	const chat = chatWith(state, user.id);
	const isOpen = chat !== undefined && chat.id === current;
	const unread = chat && !isOpen ? unreadIn(state, chat) : 0;
	const open = useSubmit(async () => navigate(`/c/${chat?.id ?? (await app.openChat([user.id])).id}`));
	const look = rowLook(isOpen, unread);
	const button = (
		<button
			type="button"
			class={chat?.call ? "row-link" : look}
			aria-current={isOpen ? "page" : undefined}
			tabIndex={isOpen || isFirst ? 0 : -1}
			onClick={open.run}
		>
			<Avatar id={user.id} name={name} deleted={user.kind === "deleted"} here={here} />
			<span class="clip grow" dir="auto">
				{name}
				<span class="unseen">{here ? ", here now" : ", away"}</span>
			</span>
			<BotBadge user={user} />
			{chat && !isOpen && hasDraft(state, chat.id) && <DraftMark />}
			{unread > 0 && <UnreadPill unread={unread} />}
		</button>
	);
	return (
		<>
			{chat?.call ? (
				<LiveRow look={look} call={chat.call} name={name}>
					{button}
				</LiveRow>
			) : (
				button
			)}
			{open.general && <FieldError words={open.general} />}
		</>
	);
}
