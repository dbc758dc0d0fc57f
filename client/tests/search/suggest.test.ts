import { expect, it } from "vitest";
import { kofi, populated as state, sundayCrew } from "../../dev/cast";
import { partAt } from "../../src/search/line";
import { suggestions, valueWords } from "../../src/search/suggest";
import type { State } from "../../src/store/state";

const NOON = new Date(2026, 10, 27, 12);
const offered = (line: string, from: State = state) => suggestions(from, partAt(line, line.length), NOON);
const inserts = (line: string, from?: State) => offered(line, from).map(({ insert }) => insert);

it("offers people by any of their names, and me", () => {
	expect(inserts("from:m")).toContain("from:me");
	const [name] = [`${kofi.first_name} ${kofi.last_name}`];
	expect(inserts(`from:${kofi.first_name.slice(0, 2).toLowerCase()}`)).toContain(`from:"${name}"`);
	expect(inserts(`from:${kofi.last_name.toUpperCase()}`)).toEqual([`from:"${name}"`]);
});

it("names by id whose name is not enough", () => {
	const twin = { ...kofi, id: "00000001-0000-4000-8000-00000000abcd" };
	const both = { ...state, users: new Map(state.users).set(twin.id, twin) };
	expect(inserts(`from:${kofi.last_name}`, both).sort()).toEqual([`from:${kofi.id}`, `from:${twin.id}`].sort());
	const part = partAt(`from:${twin.id}`, 6);
	expect(part && valueWords(both, part)).toBe(`${kofi.first_name} ${kofi.last_name}`);
});

it("offers rooms by their topics with their groups, and chats", () => {
	const rooms = offered("in:");
	expect(rooms.some(({ note }) => note === sundayCrew.name)).toBe(true);
	expect(rooms.some(({ note }) => note === "Direct chat")).toBe(true);
});

it("offers kinds and days", () => {
	expect(inserts("has:")).toContain("has:link");
	expect(inserts("has:li")).toEqual(["has:link"]);
	expect(inserts("before:")).toContain("before:2026-11-27");
	expect(inserts("after:")).toContain("after:2026-10-27");
});

it("offers nothing beside filters, and not what is there already", () => {
	expect(offered("boat")).toEqual([]);
	expect(offered("")).toEqual([]);
	expect(inserts("has:link")).toEqual([]);
	expect(inserts(`from:"nobody of that name"`)).toEqual([]);
	expect(inserts("from:me")).not.toContain("from:me");
});
