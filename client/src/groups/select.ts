/** What a screen asks of the state about groups: who is in one, and what I may do there. The server decides again. */
import type { Role } from "../api/roles";
import type { User } from "../api/types";
import type { GroupEntry, State } from "../store/state";
import { userName } from "./people";

export interface Person {
	user: User;
	role: Role;
	joined_at: string;
}

/** Everybody in the group by name, myself first. */
export function membersOf(state: State, groupId: string): Person[] {
	const people: Person[] = [];
	for (const { user_id, role, joined_at } of state.groups.get(groupId)?.members.values() ?? []) {
		const user = state.users.get(user_id);
		if (user) people.push({ user, role, joined_at });
	}
	const mine = (person: Person) => (person.user.id === state.me?.id ? 0 : 1);
	return people.sort((a, b) => mine(a) - mine(b) || userName(a.user).localeCompare(userName(b.user)));
}

export function groupsByName(state: State): GroupEntry[] {
	return [...state.groups.values()].sort((a, b) => a.group.name.localeCompare(b.group.name));
}

export function canChangeRole(state: State, groupId: string, userId: string): boolean {
	const entry = state.groups.get(groupId);
	return entry?.myRole === "owner" && !isLastOwner(entry, userId);
}

/** Owners remove anybody, admins remove members; leaving oneself is something else. */
export function canRemove(state: State, groupId: string, userId: string): boolean {
	const entry = state.groups.get(groupId);
	const role = entry?.members.get(userId)?.role;
	if (!entry || !role || userId === state.me?.id) return false;
	return entry.myRole === "owner" || (entry.myRole === "admin" && role === "member");
}

function isLastOwner(entry: GroupEntry, userId: string): boolean {
	const owners = [...entry.members.values()].filter(({ role }) => role === "owner");
	return owners.length === 1 && owners[0]?.user_id === userId;
}
