/** The words and the arrangement of calls: what the sidebar says, what is read out, where a face may stand. */
import { beforeEach, describe, expect, test } from "vitest";
import { callIn, crowd, kitchen, lena, mira, populated, tomas } from "../../dev/cast";
import { fakeCalls } from "../../dev/fake-calls";
import { arrange, arrangement, nextSize, spotAt, tidyUp, usualSize } from "../../src/calls/views/arrangement";
import { callingMe } from "../../src/calls/views/calling";
import { elapsed } from "../../src/calls/views/elapsed";
import { insidersOf, marksOf, namedInside } from "../../src/calls/views/inside";
import { newsBetween } from "../../src/calls/views/keeper";

const QUIET = { muted: false, deafened: false, hand: false, video: false, sharing: false };

describe("the clock of a call", () => {
	const began = "2026-11-24T10:00:00.000Z";
	const shown = (seconds: number) => elapsed(began, Date.parse(began) + seconds * 1000);

	test("counts minutes, and hours when there are some", () => {
		expect([shown(0), shown(7.9), shown(1_450), shown(3_723)]).toEqual(["0:00", "0:07", "24:10", "1:02:03"]);
	});

	test("shows nothing less than nothing when the clock of the server is ahead", () => {
		expect(shown(-30)).toBe("0:00");
	});
});

describe("who calls me", () => {
	const tomasChat = [...populated.conversations.values()].find(({ kind }) => kind === "chat");
	const ringing = (users: Parameters<typeof callIn>[1], where = tomasChat) => {
		if (!where) throw new Error("no chat in the cast");
		const conversations = new Map(populated.conversations).set(where.id, { ...where, call: callIn(where, users) });
		return callingMe({ ...populated, conversations });
	};

	test("is said of a direct chat, by name", () => {
		expect(ringing([tomas])).toMatchObject({ conversationId: tomasChat?.id, words: "Tomás is calling" });
		expect(ringing([tomas, mira])?.words).toBe("Tomás and Mira are in your chat");
	});

	test("is not said when I am in already, on whatever device, nor of a room", () => {
		expect(ringing([tomas, lena])).toBeNull();
		expect(ringing([tomas], populated.conversations.get(kitchen.id))).toBeNull();
	});
});

describe("who is inside", () => {
	const named = (states: Parameters<typeof fakeCalls>[0], users = [mira, tomas, lena]) =>
		namedInside(insidersOf(populated, fakeCalls(states), callIn(kitchen, users)));

	test("is said in the order in which they came, me as you", () => {
		expect(named({})).toBe("Mira, Tomás and you");
		expect(named({}, [lena, mira])).toBe("You and Mira");
	});

	test("comes with what they told of themselves", () => {
		const told = new Map([[tomas.id, { ...QUIET, muted: true, hand: true }]]);
		expect(named({ states: new Map([[kitchen.id, told]]) })).toBe("Mira, Tomás (muted, hand raised) and you");
	});

	test("takes nothing from what was told in another conversation", () => {
		const told = new Map([[tomas.id, { ...QUIET, muted: true }]]);
		expect(named({ states: new Map([["another", told]]) })).toBe("Mira, Tomás and you");
	});

	test("stays short when there are many", () => {
		const users = crowd(30);
		const state = { ...populated, users: new Map(users.map((user) => [user.id, user])) };
		const words = namedInside(insidersOf(state, fakeCalls(), callIn(kitchen, users)));
		expect(words).toBe("You, Mira, Tomás, June, Kofi and 25 others");
	});

	test("who hears nobody is not said to be muted as well", () => {
		expect(marksOf({ ...QUIET, muted: true, deafened: true })).toEqual(["not listening"]);
		expect(marksOf(undefined)).toEqual([]);
	});
});

describe("what is read out", () => {
	const seen = (users: string[], hands: string[] = [], sharing: string[] = []) => ({
		users: new Set(users),
		hands: new Set(hands),
		sharing: new Set(sharing),
	});
	const news = (before: ReturnType<typeof seen>, now: ReturnType<typeof seen>) => newsBetween(before, now, (id) => id);

	test("is who joins and who leaves", () => {
		expect(news(seen(["Mira"]), seen(["Mira", "Tomás", "June"]))).toBe("Tomás and June joined.");
		expect(news(seen(["Mira", "Tomás"]), seen(["June"]))).toBe("June joined. Mira and Tomás left.");
	});

	test("is a hand and a screen when they come, and nothing when they go", () => {
		expect(news(seen(["Mira"]), seen(["Mira"], ["Mira"], ["Mira"]))).toBe(
			"Mira raised a hand. Mira shared the screen.",
		);
		expect(news(seen(["Mira"], ["Mira"], ["Mira"]), seen(["Mira"]))).toBe("");
	});
});

describe("the arrangement of faces", () => {
	const area = { left: 300, top: 0, width: 1000, height: 800 };
	const face = { width: 100, height: 200 };
	beforeEach(tidyUp);

	test("a face stays inside however far it is dragged", () => {
		expect(spotAt(-5_000, -5_000, face, area)).toEqual({ x: 0, y: 0 });
		expect(spotAt(5_000, 5_000, face, area)).toEqual({ x: 1, y: 1 });
	});

	test("its place is a share of the room beside it, so that it fits every window", () => {
		expect(spotAt(300 + 450, 300, face, area)).toEqual({ x: 0.5, y: 0.5 });
	});

	test("an area smaller than the face puts it at the edge", () => {
		expect(spotAt(400, 20, face, { ...area, width: 90, height: 150 })).toEqual({ x: 0, y: 0 });
	});

	test("three presses lead through three sizes back to the first", () => {
		expect(nextSize(nextSize(nextSize("medium")))).toBe("medium");
		expect(new Set([nextSize("small"), nextSize("medium"), nextSize("large")]).size).toBe(3);
	});

	test("beside a screen and in a crowd faces are small", () => {
		expect([usualSize(3, false), usualSize(7, false), usualSize(2, true)]).toEqual(["medium", "small", "small"]);
	});

	test("a new size leaves the place as it is, and tidying up forgets both", () => {
		arrange("mira", { spot: { x: 0.2, y: 0.4 } });
		arrange("mira", { size: "large" });
		expect(arrangement.value.get("mira")).toEqual({ spot: { x: 0.2, y: 0.4 }, size: "large" });
		tidyUp();
		expect(arrangement.value.size).toBe(0);
	});
});
