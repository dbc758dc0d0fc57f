/** Who wrote there and who they are to be here: plain values behind the table. */
import type { Import, User } from "../api/types";

export type ImportPerson = Import["people"][number];
/** By key: a user id, "new" (only a name here) or "skip" (what they wrote is left out). */
export type Choices = Readonly<Record<string, string>>;

/** What the server suggests; everybody else is only a name. */
export function suggested(people: readonly ImportPerson[]): Choices {
	return Object.fromEntries(people.map((person) => [person.key, person.user_id ?? "new"]));
}

export function all(people: readonly ImportPerson[], choice: "new" | "skip"): Choices {
	return Object.fromEntries(people.map((person) => [person.key, choice]));
}

/** Whose name or address contains the words. */
export function matching(people: readonly ImportPerson[], words: string): ImportPerson[] {
	const wanted = words.trim().toLowerCase();
	return people.filter(({ name, email }) => `${name} ${email ?? ""}`.toLowerCase().includes(wanted));
}

/** How many messages come along. */
export function messagesTaken(people: readonly ImportPerson[], choices: Choices): number {
	return people.reduce((sum, { key, messages }) => sum + (choices[key] === "skip" ? 0 : messages), 0);
}

/** What the server must be told: whoever is not named is only a name, and thousands of them need not be sent. */
export function told(choices: Choices): Choices {
	return Object.fromEntries(Object.entries(choices).filter(([, choice]) => choice !== "new"));
}

/** Whom a person can be: those with an account, by name. */
export function candidates(users: readonly User[]): User[] {
	const named = (user: User) => `${user.first_name} ${user.last_name}`;
	return users.filter(({ kind }) => kind === "person").sort((one, other) => named(one).localeCompare(named(other)));
}
