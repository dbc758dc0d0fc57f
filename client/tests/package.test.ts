/** The package `distributed-chat`: what it asks, what it asks again, and how it stays in a stream. */
import { describe, expect, expectTypeOf, test } from "vitest";
import {
	ApiError,
	Distributed,
	type Event,
	emptyPosition,
	type Given,
	type Item,
	Offline,
	type PathOf,
	StreamRefused,
} from "../lib";
import { MOST_WAITING } from "../lib/following";
import type { Fetch } from "../src/api/client";
import type { Message } from "../src/api/types";

const URL_HERE = "https://chat.example";

interface Asked {
	method: string;
	url: string;
	token: string | null;
	body: { id?: string } | null;
}

/** Each answer once, then the last for ever; an Error is a network that fails. */
function answering(...answers: (Response | Error)[]) {
	const asked: Asked[] = [];
	const fetch: Fetch = async (url, init) => {
		const body = typeof init.body === "string" ? JSON.parse(init.body) : null;
		asked.push({ method: init.method ?? "", url, token: new Headers(init.headers).get("Authorization"), body });
		const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? Response.json({});
		if (answer instanceof Error) throw answer;
		return answer.clone();
	};
	// Pauses are nothing, limits are never reached.
	const pauses: number[] = [];
	const after = (delay: number, work: () => void) => {
		if (delay > 5_000) return () => {};
		pauses.push(delay);
		return soon(work);
	};
	const timers = { now: () => Date.now(), random: () => 0, after };
	return { asked, pauses, chat: new Distributed(URL_HERE, "dk_x", { fetch, timers, WebSocket: FakeSocket as never }) };
}

function soon(work: () => void): () => void {
	const id = setTimeout(work, 0);
	return () => clearTimeout(id);
}

const cut = new TypeError("network");

describe("requests", () => {
	test("are typed by the path: what goes in, what comes out", async () => {
		const { asked, chat } = answering(Response.json({ message: {} }, { status: 201 }));
		const answer = await chat.post("/api/conversations/{conversation_id}/messages", {
			path: { conversation_id: "a/b" },
			body: { text: "Hello" },
		});
		expectTypeOf(answer.message).toEqualTypeOf<Message>();
		expect(asked[0]).toMatchObject({
			method: "POST",
			url: `${URL_HERE}/api/conversations/a%2Fb/messages`,
			token: "Bearer dk_x",
			body: { text: "Hello" },
		});
		await chat.get("/api/audit", { query: { limit: 5 } });
		expect(asked[1]?.url).toBe(`${URL_HERE}/api/audit?limit=5`);
		expectTypeOf<"/api/nothing">().not.toExtend<PathOf<"get">>();
		expectTypeOf<{ nam: string }>().not.toExtend<Given<"/api/groups", "post">["body"]>();
		expectTypeOf<Given<"/api/conversations/{conversation_id}/messages", "get">["path"]>().toEqualTypeOf<{
			conversation_id: string;
		}>();
	});

	test("what is created gets its id once, and is asked for again with the same", async () => {
		const { asked, chat } = answering(cut, new Response("{}", { status: 503 }), Response.json({ group: {} }));
		await chat.post("/api/groups", { body: { name: "Crew" } });
		expect(asked).toHaveLength(3);
		expect(new Set(asked.map(({ body }) => body?.id)).size).toBe(1);
		expect(asked[0]?.body?.id).toMatch(/^[0-9a-f-]{36}$/);
	});

	test("what might be done twice is not asked again", async () => {
		const { asked, chat } = answering(cut);
		await expect(chat.post("/api/sessions", { body: { email: "a@example.test", password: "x" } })).rejects.toThrow(
			Offline,
		);
		expect(asked).toHaveLength(1);
	});

	test("a server that is started anew is waited for ten seconds at least; a refusal is one at once", async () => {
		const away = answering(cut);
		await expect(away.chat.get("/api/home")).rejects.toThrow(Offline);
		expect(away.asked).toHaveLength(9);
		expect(away.pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThanOrEqual(10_000);
		const no = answering(Response.json({ code: "scope_missing", message: "No." }, { status: 403 }));
		const refusal = await no.chat.get("/api/home").catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(ApiError);
		expect(refusal).toMatchObject({ status: 403, code: "scope_missing" });
		expect(no.asked).toHaveLength(1);
	});
});

class FakeSocket {
	static made: FakeSocket[] = [];
	readonly OPEN = 1;
	readyState = 1;
	said: { frame: string; cursors: Record<string, number>; token?: string }[] = [];
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: string }) => void) | null = null;
	onclose: ((event: { code: number }) => void) | null = null;

	constructor(readonly url: string) {
		FakeSocket.made.push(this);
		setTimeout(() => this.onopen?.(), 0);
	}

	send(text: string): void {
		this.said.push(JSON.parse(text));
	}

	close(): void {
		this.readyState = 3;
	}

	says(...frames: object[]): void {
		for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
	}
}

const welcome = (heads: Record<string, number>) => ({
	frame: "welcome",
	connection: "c",
	user: "u",
	epoch: "one",
	heads,
	heartbeat_seconds: 25,
});
const event = (seq: number) => ({
	frame: "event",
	stream: "group:a",
	seq,
	type: "message.posted",
	at: "2026-01-01T00:00:00Z",
	payload: { n: seq },
	hash: `h${seq}`,
});

async function connected(said: number): Promise<FakeSocket> {
	for (;;) {
		const socket = FakeSocket.made[said];
		if (socket?.said.length) return socket;
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
}

describe("the stream", () => {
	async function following(position = emptyPosition()) {
		FakeSocket.made = [];
		const { chat, asked } = answering(new Response("{}", { status: 401 }));
		const items = chat.stream(position);
		const first = items.next();
		return { items, first, position, asked, socket: await connected(0) };
	}
	test("an event says by its type what is in it", () => {
		expectTypeOf<NonNullable<Extract<Event, { type: "message.posted" }>["payload"]>>().toEqualTypeOf<{
			message: Message;
		}>();
	});

	const seqOf = (item: IteratorResult<Item, void>) => (item.value?.kind === "event" ? item.value.seq : null);

	test("says who it is in the hello, and moves the position with what was handed out", async () => {
		const { socket, first, position, items } = await following();
		expect(socket.url).toBe("wss://chat.example/api/stream");
		expect(socket.said[0]).toMatchObject({ frame: "hello", token: "dk_x", cursors: {} });
		socket.says(welcome({ "group:a": 4 }), event(4), event(5), event(6));
		expect(seqOf(await first)).toBe(5);
		expect(position).toEqual({ cursors: { "group:a": 5 }, hashes: { "group:a": "h5" }, epoch: "one" });
		expect(seqOf(await items.next())).toBe(6);
		await items.return();
		expect(socket.readyState).toBe(3);
	});

	test("a hole is never handed out: the next connection brings what is missing", async () => {
		const { socket, first, items } = await following();
		socket.says(welcome({ "group:a": 4 }), event(5), event(7));
		expect(seqOf(await first)).toBe(5);
		const second = await connected(1);
		expect(second.said[0]?.cursors).toEqual({ "group:a": 5 });
		second.says(welcome({ "group:a": 7 }), event(6), event(7));
		expect([seqOf(await items.next()), seqOf(await items.next())]).toEqual([6, 7]);
		await items.return();
	});

	test("a reader that is slow holds so many, and gets the rest from the log", async () => {
		const { socket, first, items } = await following();
		socket.says(welcome({ "group:a": 0 }));
		for (let seq = 1; seq <= MOST_WAITING + 50; seq += 1) socket.says(event(seq));
		expect(socket.readyState).toBe(3);
		expect(seqOf(await first)).toBe(1);
		for (let seq = 2; seq <= MOST_WAITING; seq += 1) expect(seqOf(await items.next())).toBe(seq);
		const next = items.next();
		const second = await connected(1);
		expect(second.said[0]?.cursors).toEqual({ "group:a": MOST_WAITING });
		second.says(welcome({ "group:a": MOST_WAITING + 1 }), event(MOST_WAITING + 1));
		expect(seqOf(await next)).toBe(MOST_WAITING + 1);
		await items.return();
	});

	test("ends where coming back would not help", async () => {
		const gone = await following();
		gone.socket.says(welcome({}));
		gone.socket.onclose?.({ code: 4001 });
		await expect(gone.first).rejects.toThrow(StreamRefused);
		const refused = await following();
		refused.socket.onclose?.({ code: 1006 });
		await expect(refused.first).rejects.toThrow(StreamRefused);
		expect(refused.asked.map(({ url }) => url)).toEqual([`${URL_HERE}/api/me`]);
	});
});
