import { describe, expect, test } from "vitest";
import { fromInput, moment, reminderChoices, sendingChoices, toInput } from "../../src/later/times";

const friday = new Date(2026, 10, 27, 10, 30);
const words = (now: Date) => reminderChoices(now).map((choice) => choice.words);
const at = (now: Date, name: string) => reminderChoices(now).find((choice) => choice.words === name)?.at;

describe("what a menu offers", () => {
	test("is soon, tomorrow morning and the next Monday", () => {
		expect(words(friday)).toEqual(["In 20 minutes", "In 1 hour", "Tomorrow morning", "Next Monday"]);
		expect(at(friday, "In 20 minutes")).toEqual(new Date(2026, 10, 27, 10, 50));
		expect(at(friday, "Tomorrow morning")).toEqual(new Date(2026, 10, 28, 9));
		expect(at(friday, "Next Monday")).toEqual(new Date(2026, 10, 30, 9));
	});

	test("names no moment twice: after Sunday comes Monday", () => {
		expect(words(new Date(2026, 10, 29, 22))).toEqual(["In 20 minutes", "In 1 hour", "Tomorrow morning"]);
	});

	test("on a Monday the next one is in a week", () => {
		expect(at(new Date(2026, 10, 30, 8), "Next Monday")).toEqual(new Date(2026, 11, 7, 9));
	});

	test("is in the future, all of it, at any hour", () => {
		for (let hour = 0; hour < 24 * 8; hour += 1) {
			const now = new Date(2026, 10, 27, hour, 59, 59);
			for (const choice of [...reminderChoices(now), ...sendingChoices(now)]) {
				expect(choice.at.getTime()).toBeGreaterThan(now.getTime());
			}
		}
	});
});

describe("a time of one's own", () => {
	test("goes into the field and comes back", () => {
		expect(toInput(friday)).toBe("2026-11-27T10:30");
		expect(fromInput("2026-11-27T10:30")).toEqual(friday);
	});

	test("that is none is none", () => {
		expect([fromInput(""), fromInput("tomorrow")]).toEqual([null, null]);
	});
});

test("a moment is told as shortly as it is clear", () => {
	const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(friday);
	expect(moment(friday, friday)).toBe(clock);
	expect(moment(new Date(2026, 10, 28, 10, 30), friday)).toContain(clock);
	expect(moment(new Date(2027, 0, 4, 10, 30), friday)).toContain("2027");
});
