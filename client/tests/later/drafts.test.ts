import { beforeEach, describe, expect, test } from "vitest";
import { ApiError, Offline } from "../../src/api/errors";
import { DraftKeeper, type DraftShelf } from "../../src/later/drafts";
import type { DraftWords, Place } from "../../src/later/seam";
import type { Draft } from "../../src/store/kept";
import { FakeTimers, settle } from "../support/time";

const kitchen: Place = { conversationId: "kitchen" };
const thread: Place = { conversationId: "kitchen", threadOf: "root" };

let timers: FakeTimers;
let known: Map<string, Draft>;
let told: [string, DraftWords][];
let shelf: Map<string, string>;
let answer: () => Promise<void>;
let drafts: DraftKeeper;

function draft(text: string, at = 1): Draft {
	return { conversation_id: "kitchen", text, changed_at: `2026-11-27T10:00:0${at}.000000Z` };
}

function shelfOf(kept: Map<string, string>): DraftShelf {
	return {
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => kept.set(key, value),
		removeItem: (key) => kept.delete(key),
	};
}

function makeDrafts(shelfNow: () => DraftShelf = () => shelfOf(shelf)): DraftKeeper {
	const made = new DraftKeeper({
		timers,
		known: (id) => known.get(id),
		put: async (place, words) => {
			told.push([place.threadOf ?? place.conversationId, words]);
			await answer();
			return { ...draft(words.text), changed_at: `2026-11-27T10:00:0${told.length}.000000Z` };
		},
		shelf: shelfNow,
	});
	made.enter("ann");
	return made;
}

/** The log says so. */
function hear(id: string, said: Draft | null): void {
	const before = new Map(known);
	if (said) known.set(id, said);
	else known.delete(id);
	drafts.follow(before, new Map(known));
}

beforeEach(() => {
	timers = new FakeTimers();
	known = new Map();
	told = [];
	shelf = new Map();
	answer = async () => {};
	drafts = makeDrafts();
});

describe("telling", () => {
	test("what is typed is told once, a moment after the last key", async () => {
		for (const text of ["H", "He", "Hello"]) {
			drafts.write(kitchen, { text });
			await timers.advance(1_000);
		}
		expect(told).toEqual([]);
		await timers.advance(500);
		expect(told).toEqual([["kitchen", { text: "Hello" }]]);
		await timers.advance(60_000);
		expect(told).toHaveLength(1);
	});

	test("somebody who never stops typing is heard of too", async () => {
		for (let key = 0; key < 10; key += 1) {
			drafts.write(kitchen, { text: "x".repeat(key + 1) });
			await timers.advance(1_000);
		}
		expect(told.length).toBeGreaterThanOrEqual(1);
	});

	test("a thread has a draft of its own", async () => {
		drafts.write(kitchen, { text: "Here" });
		drafts.write(thread, { text: "There" });
		await timers.advance(1_500);
		expect(told).toEqual([
			["kitchen", { text: "Here" }],
			["root", { text: "There" }],
		]);
		expect([drafts.read("kitchen"), drafts.read("root")]).toEqual([{ text: "Here" }, { text: "There" }]);
	});

	test("the same words again are not told", async () => {
		known.set("kitchen", draft("Hello"));
		drafts.write(kitchen, { text: "Hello" });
		drafts.write(thread, { text: "  " });
		await timers.advance(10_000);
		expect(told).toEqual([]);
	});

	test("what it answers belongs to it", async () => {
		known.set("kitchen", draft("Hello"));
		drafts.write(kitchen, { text: "Hello", reply_to: "first" });
		await timers.advance(1_500);
		expect(told).toEqual([["kitchen", { text: "Hello", reply_to: "first" }]]);
	});

	test("emptied by hand it is gone like any change", async () => {
		known.set("kitchen", draft("Hello"));
		drafts.write(kitchen, { text: "" });
		expect(drafts.read("kitchen")).toBeNull();
		await timers.advance(1_500);
		expect(told).toEqual([["kitchen", { text: "" }]]);
	});

	test("sent, it is gone at once", async () => {
		drafts.write(kitchen, { text: "Hello" });
		await timers.advance(1_500);
		known.set("kitchen", draft("Hello"));
		drafts.clear(kitchen);
		expect(drafts.read("kitchen")).toBeNull();
		await settle();
		expect(told.at(-1)).toEqual(["kitchen", { text: "" }]);
	});

	test("sent before anybody heard of it, the server is told nothing of its words", async () => {
		drafts.write(kitchen, { text: "Hello" });
		drafts.clear(kitchen);
		await timers.advance(10_000);
		expect(told).toEqual([["kitchen", { text: "" }]]);
	});

	test("clearing where nothing is says nothing", async () => {
		drafts.clear(kitchen);
		await timers.advance(10_000);
		expect(told).toEqual([]);
	});

	test("one request at a time: the last words are told last", async () => {
		let release = () => {};
		answer = () => new Promise((resolve) => (release = resolve));
		drafts.write(kitchen, { text: "First" });
		await timers.advance(1_500);
		drafts.write(kitchen, { text: "Second" });
		await timers.advance(3_000);
		expect(told).toHaveLength(1);
		answer = async () => {};
		release();
		await settle();
		expect(told.map(([, words]) => words.text)).toEqual(["First", "Second"]);
	});

	test("offline, it is tried again, and at once when the network is back", async () => {
		answer = async () => {
			throw new Offline();
		};
		drafts.write(kitchen, { text: "Hello" });
		await timers.advance(12_000);
		expect(told.length).toBeGreaterThanOrEqual(2);
		expect(drafts.read("kitchen")).toEqual({ text: "Hello" });
		answer = async () => {};
		const before = told.length;
		await drafts.flush();
		await timers.advance(60_000);
		expect(told).toHaveLength(before + 1);
	});

	test("refused for good, it is not tried again", async () => {
		answer = async () => {
			throw new ApiError(404, { code: "not_found", message: "Gone" }, null);
		};
		drafts.write(kitchen, { text: "Hello" });
		await timers.advance(60_000);
		expect(told).toHaveLength(1);
		expect(shelf.size).toBe(0);
	});
});

describe("other devices", () => {
	let taken: (DraftWords | null)[];
	beforeEach(() => {
		taken = [];
		drafts.onRemote("kitchen", (words) => taken.push(words));
	});

	test("what another device wrote comes into the composer", () => {
		hear("kitchen", draft("From the phone"));
		hear("kitchen", null);
		expect(taken).toEqual([{ text: "From the phone" }, null]);
	});

	test("it never replaces what was typed here and is not told", async () => {
		drafts.write(kitchen, { text: "Mine" });
		hear("kitchen", draft("From the phone"));
		expect(taken).toEqual([]);
		expect(drafts.read("kitchen")).toEqual({ text: "Mine" });
		await timers.advance(1_500);
		expect(told).toEqual([["kitchen", { text: "Mine" }]]);
	});

	test("the echo of my own words changes nothing, however late it is", async () => {
		for (const text of ["One", "Two"]) {
			drafts.write(kitchen, { text });
			await timers.advance(1_500);
		}
		hear("kitchen", draft("One", 1));
		hear("kitchen", draft("Two", 2));
		expect(taken).toEqual([]);
		hear("kitchen", draft("From the phone", 3));
		expect(taken).toEqual([{ text: "From the phone" }]);
	});

	test("a composer that opens between the answer and the log has the words, and none once they were sent", async () => {
		drafts.write(kitchen, { text: "Told" });
		await timers.advance(1_500);
		expect(drafts.read("kitchen")).toEqual({ text: "Told" });
		hear("kitchen", draft("Told", 1));
		expect(drafts.read("kitchen")).toEqual({ text: "Told" });
		drafts.clear(kitchen);
		await settle();
		expect(drafts.read("kitchen")).toBeNull();
		hear("kitchen", null);
		hear("kitchen", draft("From the phone", 3));
		expect(drafts.read("kitchen")).toEqual({ text: "From the phone" });
		hear("kitchen", null);
		expect(drafts.read("kitchen")).toBeNull();
	});

	test("another place is none of its business", () => {
		hear("root", draft("Elsewhere"));
		expect(taken).toEqual([]);
	});

	test("who has stopped listening hears nothing", () => {
		const heard: unknown[] = [];
		drafts.onRemote("root", (words) => heard.push(words))();
		hear("root", draft("Elsewhere"));
		expect(heard).toEqual([]);
	});
});

describe("the next page", () => {
	test("tells what this one could not", async () => {
		answer = async () => {
			throw new Offline();
		};
		drafts.write(kitchen, { text: "In the tunnel" });
		await timers.advance(2_000);
		answer = async () => {};
		told = [];
		const next = makeDrafts();
		expect(next.read("kitchen")).toEqual({ text: "In the tunnel" });
		await settle();
		expect(told).toEqual([["kitchen", { text: "In the tunnel" }]]);
		expect(shelf.size).toBe(0);
	});

	test("of somebody else knows nothing of it", async () => {
		drafts.write(kitchen, { text: "Ann's" });
		drafts.leave(false);
		drafts.enter("bob");
		expect(drafts.read("kitchen")).toBeNull();
		await timers.advance(10_000);
		expect(told).toEqual([]);
		drafts.leave(false);
		drafts.enter("ann");
		expect(drafts.read("kitchen")).toEqual({ text: "Ann's" });
	});

	test("after signing out by choice, nothing of it is on this device", () => {
		drafts.write(kitchen, { text: "Secret" });
		drafts.leave(true);
		expect([...shelf]).toEqual([]);
		drafts.enter("ann");
		expect(drafts.read("kitchen")).toBeNull();
	});

	test("without storage, or with rubbish in it, it works as long as the page is open", async () => {
		const bare = makeDrafts(() => {
			throw new Error("No storage");
		});
		bare.write(kitchen, { text: "Hello" });
		expect(bare.read("kitchen")).toEqual({ text: "Hello" });
		await timers.advance(1_500);
		expect(told).toHaveLength(1);
		shelf.set("drafts:ann", "no JSON");
		expect(makeDrafts().read("kitchen")).toBeNull();
	});
});
