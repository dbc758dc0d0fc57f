import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { newId } from "../../src/lib/ids";
import { withMessage } from "../../src/store/change";
import { stateFromHome, withPage } from "../../src/store/snapshot";
import { emptyState, type State } from "../../src/store/state";
import { StateCache } from "../../src/streams/cache";
import { type ClientDatabase, openDatabase } from "../../src/streams/database";
import { FakeTimers } from "../support/time";
import { bob, essence, home, message, page, World } from "../support/world";

async function database(): Promise<ClientDatabase> {
	const db = await openDatabase(newId());
	if (!db) throw new Error("The fake IndexedDB did not open");
	return db;
}

const start = stateFromHome(home());

/** Saves at once. */
async function save(cache: StateCache, state: State): Promise<void> {
	cache.save(state);
	await cache.flush();
}

function talked(messages: number): State {
	const world = new World();
	for (let count = 0; count < messages; count += 1) world.post("kitchen");
	return world.truth;
}

test("the page opens with what was saved, cursors and windows included", async () => {
	const db = await database();
	const state = talked(3);
	await save(new StateCache(db, new FakeTimers()), state);
	expect(await new StateCache(db, new FakeTimers()).load()).toEqual(state);
});

test("many changes in a second are one save, of the last", async () => {
	const [db, timers] = [await database(), new FakeTimers()];
	const cache = new StateCache(db, timers);
	cache.save(start);
	cache.save(talked(1));
	cache.save(talked(2));
	await timers.advance(900);
	expect(await db.count("states")).toBe(0);
	await timers.advance(200);
	expect((await cache.load())?.conversations.get("kitchen")?.last_number).toBe(2);
});

test("a tab that is behind does not overwrite one that is ahead", async () => {
	const db = await database();
	const [ahead, behind] = [new StateCache(db, new FakeTimers()), new StateCache(db, new FakeTimers())];
	await save(ahead, talked(5));
	await save(behind, talked(2));
	expect((await behind.load())?.cursors.get("group:crew")?.seq).toBe(8);
	await save(behind, talked(6));
	expect((await behind.load())?.cursors.get("group:crew")?.seq).toBe(9);
});

test("another history replaces the saved one, also when it is shorter", async () => {
	const db = await database();
	await save(new StateCache(db, new FakeTimers()), talked(5));
	await save(new StateCache(db, new FakeTimers()), { ...start, epoch: "second" });
	expect((await new StateCache(db, new FakeTimers()).load())?.epoch).toBe("second");
});

test("a window saved by a tab that then fell behind says that it is cut off", async () => {
	const db = await database();
	await save(new StateCache(db, new FakeTimers()), talked(2));
	const other = { ...talked(4), timelines: new Map() };
	await save(new StateCache(db, new FakeTimers()), other);
	expect((await new StateCache(db, new FakeTimers()).load())?.timelines.get("kitchen")).toMatchObject({
		hasNewer: true,
		messages: [{ number: 1 }, { number: 2 }],
	});
});

test("only the newest messages of a long window are kept", async () => {
	const db = await database();
	const long = Array.from({ length: 500 }, (_, index) => message("kitchen", index + 1));
	const state = long.reduce(withMessage, start);
	await save(new StateCache(db, new FakeTimers()), withPage(state, "kitchen", page(long), "replace"));
	expect((await new StateCache(db, new FakeTimers()).load())?.timelines.get("kitchen")?.messages).toHaveLength(200);
});

test("a window that went is deleted", async () => {
	const [db, cache] = [await database(), null as StateCache | null];
	const tab = cache ?? new StateCache(db, new FakeTimers());
	await save(tab, talked(2));
	await save(tab, { ...talked(3), timelines: new Map() });
	expect(await db.count("timelines")).toBe(0);
});

test("signing out leaves nothing of the user on the device", async () => {
	const db = await database();
	const cache = new StateCache(db, new FakeTimers());
	await save(cache, talked(3));
	cache.save(talked(4));
	await cache.clear("ann");
	for (const store of ["states", "timelines", "meta"] as const) expect(await db.count(store)).toBe(0);
	expect(await cache.load()).toBeNull();
});

test("one user's sign-out leaves another's cache alone", async () => {
	const db = await database();
	const bobs = { ...start, me: { ...home().me, ...bob } };
	await save(new StateCache(db, new FakeTimers()), bobs);
	await save(new StateCache(db, new FakeTimers()), talked(1));
	await new StateCache(db, new FakeTimers()).clear("ann");
	expect(await db.getAllKeys("states")).toEqual(["bob"]);
});

test("a cache of another version is not opened", async () => {
	const db = await database();
	await save(new StateCache(db, new FakeTimers()), start);
	const stored = await db.get("states", "ann");
	if (stored) await db.put("states", { ...stored, version: 0 });
	expect(await new StateCache(db, new FakeTimers()).load()).toBeNull();
});

test("nobody signed in is nothing to save", async () => {
	const db = await database();
	await save(new StateCache(db, new FakeTimers()), emptyState);
	expect(await db.count("states")).toBe(0);
});

test("without a database, or with one that broke, it is silent", async () => {
	const broken = await database();
	broken.close();
	for (const db of [null, broken]) {
		const cache = new StateCache(db, new FakeTimers());
		await save(cache, start);
		expect(await cache.load()).toBeNull();
		await cache.clear("ann");
	}
});

test("a browser that refuses to open a database is a browser without one", async () => {
	const real = globalThis.indexedDB;
	try {
		globalThis.indexedDB = {
			open: () => {
				throw new DOMException("denied", "SecurityError");
			},
		} as unknown as IDBFactory;
		expect(await openDatabase()).toBeNull();
	} finally {
		globalThis.indexedDB = real;
	}
});

test("what is saved and loaded goes on as if nothing had happened", async () => {
	const db = await database();
	const world = new World();
	world.post("kitchen");
	await save(new StateCache(db, new FakeTimers()), world.truth);
	const loaded = await new StateCache(db, new FakeTimers()).load();
	expect(essence(loaded ?? emptyState)).toEqual(essence(world.truth));
});
