import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError, Offline } from "../../src/api/errors";
import type { Message } from "../../src/api/types";
import { newId } from "../../src/lib/ids";
import { type ClientDatabase, openDatabase } from "../../src/streams/database";
import { Outbox, type OutboxRow } from "../../src/streams/outbox";
import { formOf } from "../../src/streams/outbox-row";
import { IndexedRows, MemoryRows, type OutboxRows } from "../../src/streams/outbox-rows";
import { FakeTimers, settle } from "../support/time";
import { ann, message } from "../support/world";

/** A server that keeps each message once, by its id. */
class Server {
	readonly kept = new Map<string, OutboxRow>();
	readonly asked: string[] = [];
	/** What happens to the next requests; then all succeed. "deaf": done, but the answer is lost. */
	readonly next: (Error | "deaf")[] = [];
	open = 0;
	mostOpen = new Map<string, number>();
	gate: Promise<void> | null = null;

	async post(row: OutboxRow): Promise<Message> {
		this.asked.push(row.text);
		this.open += 1;
		this.mostOpen.set(row.conversationId, Math.max(this.open, this.mostOpen.get(row.conversationId) ?? 0));
		await this.gate;
		await Promise.resolve();
		this.open -= 1;
		const outcome = this.next.shift();
		if (outcome instanceof Error) throw outcome;
		if (!this.kept.has(row.id)) this.kept.set(row.id, row);
		if (outcome === "deaf") throw new Offline();
		return { ...message(row.conversationId, [...this.kept.keys()].indexOf(row.id) + 1, ann), id: row.id };
	}

	get texts(): string[] {
		return [...this.kept.values()].map((row) => row.text);
	}
}

interface Tab {
	outbox: Outbox;
	sent: string[];
	signedOut: number;
}

function open(server: Server, rows: OutboxRows, timers: FakeTimers, userId = "ann"): Tab {
	const tab: Tab = { sent: [], signedOut: 0, outbox: null as never };
	tab.outbox = new Outbox(userId, {
		rows,
		timers,
		post: (row) => server.post(row),
		onChange: () => {},
		onSent: ({ id }) => tab.sent.push(id),
		onSignedOut: () => {
			tab.signedOut += 1;
		},
	});
	return tab;
}

async function database(name = newId()): Promise<ClientDatabase> {
	const db = await openDatabase(name);
	if (!db) throw new Error("The fake IndexedDB did not open");
	return db;
}

const pending = (tab: Tab, conversation = "kitchen") =>
	(tab.outbox.pending.get(conversation) ?? []).map(({ text, state }) => `${text}:${state}`);

test("what is sent is on screen at once and gone when the server has it", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new IndexedRows(await database()), timers);
	const { id } = tab.outbox.add("kitchen", "hello");
	expect(pending(tab)).toEqual(["hello:sending"]);
	await timers.advance(0);
	expect([server.texts, tab.sent, pending(tab)]).toEqual([["hello"], [id], []]);
});

test("the order of a conversation is kept, one request at a time", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new IndexedRows(await database()), timers);
	for (const text of ["one", "two", "three", "four"]) tab.outbox.add("kitchen", text);
	await timers.advance(100);
	expect(server.texts).toEqual(["one", "two", "three", "four"]);
	expect(server.mostOpen.get("kitchen")).toBe(1);
});

test("offline it waits, tries less often, and sends the same id when the network is back", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new IndexedRows(await database()), timers);
	server.next.push(...Array.from({ length: 100 }, () => new Offline()));
	const { id } = tab.outbox.add("kitchen", "from the tunnel");
	await timers.advance(60_000);
	expect(server.asked.length).toBeGreaterThan(3);
	expect(server.asked.length).toBeLessThan(15);
	expect(pending(tab)).toEqual(["from the tunnel:sending"]);
	server.next.length = 0;
	tab.outbox.wake();
	await timers.advance(0);
	expect([...server.kept.keys()]).toEqual([id]);
	expect(pending(tab)).toEqual([]);
});

test("an answer that was lost is asked for again; the message is there once", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new IndexedRows(await database()), timers);
	server.next.push("deaf", "deaf");
	tab.outbox.add("kitchen", "once");
	await timers.advance(5_000);
	expect(server.asked).toEqual(["once", "once", "once"]);
	expect([server.texts, tab.sent.length]).toEqual([["once"], 1]);
});

test("Retry-After is honoured, also when woken", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new IndexedRows(await database()), timers);
	server.next.push(new ApiError(429, { code: "too_many" }, 20));
	tab.outbox.add("kitchen", "patience");
	await timers.advance(10_000);
	tab.outbox.wake();
	tab.outbox.add("duo", "also here");
	await timers.advance(9_000);
	expect(server.asked).toEqual(["patience"]);
	await timers.advance(2_000);
	expect(server.texts.sort()).toEqual(["also here", "patience"]);
});

test("a refusal fails with words and does not hold up what follows", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new IndexedRows(await database()), timers);
	server.next.push(new ApiError(422, { code: "text_is_too_long", message: "A message has at most 8,000 characters." }));
	const { id } = tab.outbox.add("kitchen", "too long");
	tab.outbox.add("kitchen", "short");
	await timers.advance(100);
	expect(server.texts).toEqual(["short"]);
	expect(tab.outbox.pending.get("kitchen")?.[0]).toMatchObject({
		id,
		state: "failed",
		error: "A message has at most 8,000 characters.",
	});
	await timers.advance(600_000);
	expect(server.asked).toHaveLength(2);
});

test("a failed message is tried again when asked, or discarded", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new IndexedRows(await database()), timers);
	server.next.push(new ApiError(403, { code: "not_allowed" }), new ApiError(403, { code: "not_allowed" }));
	const again = tab.outbox.add("kitchen", "again");
	const away = tab.outbox.add("kitchen", "away");
	await timers.advance(100);
	tab.outbox.retry(again.id);
	tab.outbox.discard(away.id);
	await timers.advance(100);
	expect([server.texts, pending(tab)]).toEqual([["again"], []]);
});

test("one that may have arrived can't be discarded", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new IndexedRows(await database()), timers);
	server.next.push("deaf");
	const { id } = tab.outbox.add("kitchen", "arrived");
	await timers.advance(0);
	tab.outbox.discard(id);
	await timers.advance(0);
	expect(pending(tab)).toEqual(["arrived:sending"]);
});

test("signed out, it stops and keeps the message", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new IndexedRows(await database()), timers);
	server.next.push(new ApiError(401, { code: "not_signed_in" }));
	tab.outbox.add("kitchen", "later");
	await timers.advance(60_000);
	expect([tab.signedOut, server.asked.length, pending(tab)]).toEqual([1, 1, ["later:sending"]]);
});

test("a page that was closed in a tunnel sends when it opens again", async () => {
	const [server, timers, db] = [new Server(), new FakeTimers(), await database()];
	const first = open(server, new IndexedRows(db), timers);
	server.next.push(new Offline());
	first.outbox.add("kitchen", "written underground");
	await timers.advance(0);
	first.outbox.stop();
	const second = open(server, new IndexedRows(db), timers);
	await second.outbox.start();
	await timers.advance(0);
	expect(server.texts).toEqual(["written underground"]);
});

test("another user's rows are neither shown nor sent", async () => {
	const [server, timers, db] = [new Server(), new FakeTimers(), await database()];
	const anns = open(server, new IndexedRows(db), timers);
	server.next.push(new Offline());
	anns.outbox.add("kitchen", "mine");
	await timers.advance(0);
	anns.outbox.stop();
	const bobs = open(server, new IndexedRows(db), timers, "bob");
	await bobs.outbox.start();
	await timers.advance(60_000);
	expect([bobs.outbox.pending.size, server.texts]).toEqual([0, []]);
});

test("two tabs never send the same row at the same time", async () => {
	const [server, timers, db] = [new Server(), new FakeTimers(), await database()];
	const first = open(server, new IndexedRows(db), timers);
	let answer = () => {};
	server.gate = new Promise((resolve) => {
		answer = resolve;
	});
	first.outbox.add("kitchen", "one");
	first.outbox.add("kitchen", "two");
	await timers.advance(0);
	const second = open(server, new IndexedRows(db), timers);
	await second.outbox.start();
	await timers.advance(5_000);
	expect(server.asked).toEqual(["one"]);
	server.gate = null;
	answer();
	await timers.advance(60_000);
	expect(server.asked).toEqual(["one", "two"]);
	expect([pending(first), pending(second)]).toEqual([[], []]);
});

test("a tab that died while sending is followed by another when its claim ends", async () => {
	const [server, timers, db] = [new Server(), new FakeTimers(), await database()];
	const first = open(server, new IndexedRows(db), timers);
	server.gate = new Promise(() => {}); // never answers: the tab is killed
	first.outbox.add("kitchen", "orphan");
	await timers.advance(0);
	first.outbox.stop();
	server.gate = null;
	const second = open(server, new IndexedRows(db), timers);
	await second.outbox.start();
	await timers.advance(19_000);
	expect(server.texts).toEqual([]);
	await timers.advance(2_000);
	expect(server.texts).toEqual(["orphan"]);
});

test("a database that breaks in mid-flight costs nothing but the reload", async () => {
	const [server, timers, db] = [new Server(), new FakeTimers(), await database()];
	const tab = open(server, new IndexedRows(db), timers);
	tab.outbox.add("kitchen", "before");
	await timers.advance(0);
	db.close();
	tab.outbox.add("kitchen", "after");
	await timers.advance(100);
	expect([server.texts, pending(tab)]).toEqual([["before", "after"], []]);
});

test("clearing deletes one user's rows only", async () => {
	const rows = new IndexedRows(await database());
	const row = {
		conversationId: "kitchen",
		text: "x",
		createdAt: 1,
		state: "sending",
		attempts: 0,
		error: null,
	} as const;
	await rows.put({ ...row, id: "a1", userId: "ann" });
	await rows.put({ ...row, id: "b1", userId: "bob" });
	await rows.clear("ann");
	expect([await rows.all("ann"), (await rows.all("bob")).length]).toEqual([[], 1]);
});

test("what hangs on a message survives the tunnel, and the same form is posted each time", async () => {
	const [server, timers, db] = [new Server(), new FakeTimers(), await database()];
	const forms: string[] = [];
	const post = (row: OutboxRow) => {
		forms.push(JSON.stringify(formOf(row)));
		return server.post(row);
	};
	const openTab = () => {
		const ports = { rows: new IndexedRows(db), timers, post, onChange() {}, onSent() {}, onSignedOut() {} };
		return new Outbox("ann", ports);
	};
	const [offset, length, user_id] = [0, 4, "bob"];
	const quoted = { id: "m1", number: 1, author_id: "bob" };
	const first = openTab();
	server.next.push(new Offline());
	const { id } = first.add("kitchen", "@Bob waves", {
		kind: "action",
		entities: [{ type: "mention", offset, length, user_id }],
		reply_to: "m1",
		quoted,
		thread_of: "m0",
		file_ids: ["f1"],
	});
	await timers.advance(0);
	first.stop();
	const second = openTab();
	await second.start();
	expect(second.pending.get("kitchen")?.[0]?.extras?.quoted).toEqual(quoted);
	await timers.advance(0);
	expect(forms).toHaveLength(2);
	expect(forms[0]).toBe(forms[1]);
	expect(JSON.parse(forms[0] as string)).toEqual({
		id,
		text: "@Bob waves",
		kind: "action",
		entities: [{ type: "mention", offset, length, user_id }],
		reply_to: "m1",
		thread_of: "m0",
		file_ids: ["f1"],
	});
});

test("a plain message is posted plainly, also from a row that an older client left", () => {
	const row = { id: "1", userId: "ann", conversationId: "kitchen", text: "hi", createdAt: 1, attempts: 0, error: null };
	expect(formOf({ ...row, state: "sending" })).toEqual({ id: "1", text: "hi" });
});

const trouble = fc.constantFrom<"ok" | "off" | "busy" | "deaf">("ok", "ok", "off", "busy", "deaf");

test("through any trouble, with two tabs, every message arrives once and in its tab's order", async () => {
	const property = fc.asyncProperty(
		fc.array(trouble, { maxLength: 25 }),
		fc.array(fc.nat(1), { minLength: 1, maxLength: 8 }),
		async (troubles, tabs) => {
			const [server, timers, db] = [new Server(), new FakeTimers(), await database()];
			const errors = { off: new Offline(), busy: new ApiError(503, { code: "unknown" }, 1), deaf: "deaf" as const };
			for (const it of troubles) if (it !== "ok") server.next.push(errors[it]);
			const both = [open(server, new IndexedRows(db), timers), open(server, new IndexedRows(db), timers)] as const;
			for (const [index, tab] of tabs.entries()) both[tab as 0 | 1].outbox.add("kitchen", `${tab}-${index}`);
			await timers.advance(300_000);
			both[0].outbox.wake();
			both[1].outbox.wake();
			await timers.advance(300_000);
			expect([...server.texts].sort()).toEqual(tabs.map((tab, index) => `${tab}-${index}`).sort());
			for (const tab of [0, 1]) {
				const own = server.texts.filter((text) => text.startsWith(`${tab}-`)).map((text) => Number(text.slice(2)));
				expect(own).toEqual([...own].sort((a, b) => a - b));
			}
			expect(both.map((tab) => tab.outbox.pending.size)).toEqual([0, 0]);
			db.close();
		},
	);
	await fc.assert(property, { numRuns: 8 });
});

test("without a database everything works but the reload", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new MemoryRows(), timers);
	server.next.push(new Offline());
	tab.outbox.add("kitchen", "one");
	tab.outbox.add("kitchen", "two");
	await timers.advance(5_000);
	expect(server.texts).toEqual(["one", "two"]);
	await settle();
	expect(tab.outbox.pending.size).toBe(0);
});

test("a full disk is said beside what waits for it, and no longer once it went", async () => {
	const [server, timers] = [new Server(), new FakeTimers()];
	const tab = open(server, new MemoryRows(), timers);
	server.next.push(new ApiError(503, { code: "disk_is_full", message: "The server's disk is full." }, 30));
	server.next.push(new ApiError(503, { code: "unknown", message: "That could not be confirmed." }, 1));
	const row = tab.outbox.add("kitchen", "Hello");
	await timers.advance(100);
	const waiting = () => tab.outbox.pending.get("kitchen")?.find(({ id }) => id === row.id);
	expect(waiting()).toMatchObject({ state: "sending", error: "The server's disk is full." });
	await timers.advance(32_000);
	expect(waiting()?.error ?? null).toBeNull();
	await timers.advance(120_000);
	expect(server.texts).toEqual(["Hello"]);
});
