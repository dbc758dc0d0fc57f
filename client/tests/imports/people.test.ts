import { describe, expect, it } from "vitest";
import type { User } from "../../src/api/types";
import { all, candidates, type ImportPerson, matching, messagesTaken, suggested, told } from "../../src/imports/people";

const person = (key: string, name: string, messages: number, more: Partial<ImportPerson> = {}): ImportPerson => ({
	key,
	name,
	messages,
	email: null,
	user_id: null,
	...more,
});
const people = [
	person("U1", "Ann Test", 7, { user_id: "ann", email: "ann@old.test" }),
	person("U2", "Rosa Lind", 5),
	person("U3", "Timer", 1),
];

describe("who is who", () => {
	it("begins with what the server suggests, and everybody else is only a name", () => {
		expect(suggested(people)).toEqual({ U1: "ann", U2: "new", U3: "new" });
	});

	it("counts what comes along", () => {
		expect(messagesTaken(people, { ...suggested(people), U1: "skip" })).toBe(6);
		expect(messagesTaken(people, all(people, "skip"))).toBe(0);
	});

	it("tells only of those who are more or less than a name", () => {
		expect(told({ U1: "ann", U2: "new", U3: "skip" })).toEqual({ U1: "ann", U3: "skip" });
	});

	it("finds people by name and by address", () => {
		expect(matching(people, " rosa").map(({ key }) => key)).toEqual(["U2"]);
		expect(matching(people, "OLD.test").map(({ key }) => key)).toEqual(["U1"]);
		expect(matching(people, "")).toHaveLength(3);
	});

	it("offers only those who have an account, by name", () => {
		const user = (id: string, first_name: string, kind: User["kind"]): User => ({
			id,
			first_name,
			last_name: "",
			kind,
		});
		const users = [user("2", "Zoe", "person"), user("3", "Robot", "bot"), user("1", "Ann", "person")];
		expect(candidates(users).map(({ id }) => id)).toEqual(["1", "2"]);
	});
});
