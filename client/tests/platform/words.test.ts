import { expect, it } from "vitest";
import { kitchen, lena, NOW, populated, sundayCrew } from "../../dev/cast";
import { deliveryWords } from "../../src/platform/deliveries";
import { usedWords } from "../../src/platform/key-line";
import { healthWords } from "../../src/platform/outgoing";
import { placesOf } from "../../src/platform/places";
import { EVENTS, eventWords, originsOf, placeWords, scopeWords, wholeNumber } from "../../src/platform/words";

const hour = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();

it("says what a key may do, writing first", () => {
	expect(scopeWords(["messages:read", "streams:read", "messages:write"])).toBe(
		"Writes messages; reads messages and what happens live",
	);
	expect(scopeWords(["profile:read"])).toBe("Reads the profile");
	expect(scopeWords(["micro"])).toBe("Everything, as anyone");
});

it("says where it works, by names that I know and without those that I don't", () => {
	const place = (part: object) => placeWords({ kind: "person", group_id: null, room_id: null, ...part }, populated);
	expect(place({})).toBe("Wherever you may");
	expect(place({ group_id: sundayCrew.id })).toBe("Only in Sunday Crew");
	expect(place({ group_id: sundayCrew.id, room_id: kitchen.id })).toBe("Only in Kitchen");
	expect(place({ group_id: lena.id, room_id: lena.id })).toBe("Only in one room");
	expect(place({ kind: "micro" })).toBe("In the whole instance");
});

it("offers every group with its rooms, and for a bot only those of its group", () => {
	expect(placesOf(populated)[0]).toEqual(["", "Wherever you may"]);
	expect(placesOf(populated)).toContainEqual([kitchen.id, "Only in Sunday Crew, Kitchen"]);
	const ofBot = placesOf(populated, sundayCrew.id);
	expect(ofBot[0]).toEqual(["", "All of Sunday Crew"]);
	expect(ofBot.some(([, words]) => words.includes("choir"))).toBe(false);
});

it("reads origins as people write them", () => {
	expect(originsOf(" https://a.example/,\nhttps://b.example  https://a.example ")).toEqual([
		"https://a.example",
		"https://b.example",
	]);
	expect(originsOf("  ")).toEqual([]);
});

it.each([
	["120", 120],
	[" 7 ", 7],
	["0", null],
	["1.5", null],
	["", null],
	["-3", null],
	["many", null],
])("takes %j as a limit of %j", (text, number) => {
	expect(wholeNumber(text)).toBe(number);
});

it("offers each event once, with words", () => {
	const events = EVENTS.flatMap(([, some]) => some.map(([event]) => event));
	expect(new Set(events).size).toBe(events.length);
	expect(eventWords("message.posted")).toBe("Somebody writes");
	expect(eventWords("ping")).toBe("ping");
});

it("says how a key is used", () => {
	const key = { last_used_at: hour(-2), used_today: 12, per_day: 1000, expires_at: hour(72) };
	expect(usedWords(key, NOW)).toBe("Used 2 hours ago, 12 of 1,000 calls today, ends in 3 days");
	expect(usedWords({ last_used_at: null, used_today: 1, per_day: null, expires_at: hour(-1) }, NOW)).toBe(
		"Never used, 1 call today, ended",
	);
});

it("says how a webhook does and how a delivery went", () => {
	expect(healthWords({ active: false, failing_since: hour(-1), last_status: 500 }, NOW)).toBe("off");
	expect(healthWords({ active: true, failing_since: hour(-1), last_status: 500 }, NOW)).toBe("fails since 1 hour ago");
	expect(healthWords({ active: true, failing_since: null, last_status: 200 })).toBe("works");
	const sent = { created_at: hour(-1), tries: 2, status: 500, error: null, took_ms: 120, next_at: hour(1) };
	expect(deliveryWords({ ...sent, state: "failed" }, NOW)).toBe("1 hour ago, 2 tries, 500, 120 ms, again in 1 hour");
	expect(deliveryWords({ ...sent, state: "given_up" }, NOW)).toBe("1 hour ago, 2 tries, 500, 120 ms");
});
