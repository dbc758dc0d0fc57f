/** The people of a group, with what each may do; owners change roles, owners and admins remove. */
import { UserMinus } from "lucide";
import { useRef, useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { Role } from "../api/roles";
import type { User } from "../api/types";
import { useApp } from "../app/context";
import type { GroupEntry } from "../store/state";
import { Avatar } from "../ui/avatar";
import { IconButton } from "../ui/button";
import { ConfirmDialog } from "../ui/dialog";
import { Select } from "../ui/field";
import { FieldError } from "../ui/field-error";
import { useSubmit } from "../ui/submit";
import { monthOf } from "../ui/time";
import { BotBadge } from "./bot-badge";
import { ROLE_WORDS, userName } from "./people";
import { canChangeRole, canRemove, membersOf, type Person } from "./select";

const ROLES: ReadonlyArray<readonly [Role, string]> = [
	["owner", ROLE_WORDS.owner],
	["admin", ROLE_WORDS.admin],
	["member", ROLE_WORDS.member],
];

export function MembersSection({ entry }: { entry: GroupEntry }) {
	const app = useApp();
	const state = app.state.value;
	const [leaving, setLeaving] = useState<User | null>(null);
	const here = app.here.value.get(entry.group.id);
	return (
		<Section
			title="Members"
			lead="Owners may do everything; admins invite and remove; members talk, make rooms and invite."
		>
			<ul role="list" class="lines">
				{membersOf(state, entry.group.id).map((person) => (
					<MemberRow
						key={person.user.id}
						entry={entry}
						person={person}
						here={here?.has(person.user.id)}
						onRemove={() => setLeaving(person.user)}
					/>
				))}
			</ul>
			{leaving && (
				<ConfirmDialog
					title={`Remove ${userName(leaving)}?`}
					words={`They can no longer read or write in ${entry.group.name}. What they wrote stays.`}
					action="Remove"
					run={() => app.removeMember(entry.group.id, leaving.id)}
					onClose={() => setLeaving(null)}
				/>
			)}
		</Section>
	);
}

interface MemberRowProps {
	entry: GroupEntry;
	person: Person;
	here: boolean | undefined;
	onRemove: () => void;
}

function MemberRow({ entry, person, here, onRemove }: MemberRowProps) {
	const app = useApp();
	const state = app.state.value;
	const { user, role, joined_at } = person;
	const name = userName(user);
	const mine = user.id === state.me?.id;
	const wanted = useRef<Role>(role);
	const change = useSubmit(() => app.changeRole(entry.group.id, user.id, wanted.current));
	const choose = (next: string) => {
		wanted.current = next as Role;
		void change.run();
	};
	return (
		<li class="line">
			<Avatar id={user.id} name={name} size={40} mine={mine} deleted={user.kind === "deleted"} here={here} />
			<div class="grow words">
				<b class="clip">
					{name}
					{mine && <small> · you</small>} <BotBadge user={user} />
				</b>
				{change.general ? <FieldError words={change.general} /> : <small>Since {monthOf(joined_at)}</small>}
			</div>
			{canChangeRole(state, entry.group.id, user.id) ? (
				<Select quiet label={`Role of ${name}`} value={role} options={ROLES} onChange={choose} disabled={change.busy} />
			) : (
				<span class="tag">{ROLE_WORDS[role]}</span>
			)}
			{canRemove(state, entry.group.id, user.id) && (
				<IconButton label={`Remove ${name}`} icon={UserMinus} onClick={onRemove} />
			)}
		</li>
	);
}
