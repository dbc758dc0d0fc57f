/** Words for people and groups that more than one screen says. */
import type { Role } from "../api/roles";
import type { User } from "../api/types";

export const ROLE_WORDS: Record<Role, string> = { owner: "Owner", admin: "Admin", member: "Member" };

export function count(number: number, one: string, many = `${one}s`): string {
	return `${number.toLocaleString()} ${number === 1 ? one : many}`;
}

/** The full name; an account that was deleted keeps its messages but not its name. */
export function userName(user: User | undefined): string {
	if (!user) return "Somebody";
	if (user.kind === "deleted") return "Deleted member";
	return `${user.first_name} ${user.last_name}`.trim();
}

/** The first name, for lines where everybody knows who is meant. */
export function shortName(user: User | undefined): string {
	return user?.kind === "person" && user.first_name ? user.first_name : userName(user);
}

/** "Mira", "Mira and Tomás", "Mira, Tomás and 2 others". */
export function listed(names: readonly string[], most = 3): string {
	if (names.length <= 1) return names[0] ?? "";
	if (names.length <= most) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
	return `${names.slice(0, most - 1).join(", ")} and ${count(names.length - most + 1, "other")}`;
}
