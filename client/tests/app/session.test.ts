/** The whole engine against a small server: what a person would notice, without a browser. */
import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";
import { ApiClient } from "../../src/api/client";
import type { Home, Message, Room } from "../../src/api/types";
import type { AppPorts, PageEvents } from "../../src/app/ports";
import { type App, createApp } from "../../src/app/session";
import { newId } from "../../src/lib/ids";
import type { Event } from "../../src/store/events";
import { openDatabase } from "../../src/streams/database";
import type { Hello, Incoming } from "../../src/streams/protocol";
import type { WireEvents } from "../../src/streams/socket";
import { FakeTimers } from "../support/time";
import { ann, bob, call, chat, home, message, participant, room, World } from "../support/world";

/** A server with one user, reached by HTTP and by sockets; `up` is the cable. */
class Server {
	readonly world = new World();
	readonly requests: string[] = [];
	up = true;
	signedIn = true;
	/** Deliver events by the socket as they happen. */
	live = true;
	#sockets = new Map<WireEvents, boolean>();

	fetch = async (url: string, init: RequestInit): Promise<Response> => {
		if (!this.up) throw new TypeError("Failed to fetch");
		this.requests.push(`${init.method} ${url}`);
		const body = init.body ? JSON.parse(String(init.body)) : {};
		const [status, answer] = this.#answer(`${init.method} ${url}`, body);
		return new Response(answer === null ? null : JSON.stringify(answer), { status });
	};

	#answer(request: string, body: Record<string, unknown>): [number, object | null] {
		if (request === "GET /api/instance") return [200, { name: "Distributed", owned: true }];
		if (request === "POST /api/sessions") {
			this.signedIn = true;
			return [201, { user: home().me }];
		}
		if (!this.signedIn) return [401, { code: "not_signed_in", message: "Sign in first." }];
		if (request === "DELETE /api/sessions/current") {
			this.signedIn = false;
			return [204, null];
		}
		if (request === "GET /api/home") return [200, this.#home()];
		if (request === "GET /api/me") return [200, { user: home().me }];
		if (request.startsWith("GET /api/streams/")) {
			return [200, this.world.snapshot(decodeURIComponent(request.split("/")[3] ?? ""))];
		}
		if (request === "POST /api/chats") return [200, { chat: chat("duo", [ann, bob]) }];
		if (request.includes("/messages")) return this.#messages(request, body);
		if (request.startsWith("POST /api/groups/crew/rooms")) {
			const made = room(String(body.id), { topic: String(body.topic) });
			this.emit(this.world.emit("group:crew", "room.created", { room: made }));
			return [201, { room: made, stream: made.stream, seq: 1 }];
		}
		return [200, {}];
	}

	#messages(request: string, body: Record<string, unknown>): [number, object] {
		const id = request.split("/")[3] ?? "";
		const all = this.world.after("group:crew", 0).filter((event) => event.type === "message.posted");
		const messages = all.map((event) => (event.payload as { message: Message }).message);
		if (request.startsWith("GET")) {
			return [200, { messages, users: [], has_older: false, has_newer: false, stream: "group:crew", seq: 1 }];
		}
		const known = messages.find((it) => it.id === body.id);
		if (known) return [200, { message: known }];
		const posted = { ...message(id, messages.length + 1, ann), id: String(body.id), text: String(body.text) };
		this.emit(this.world.emit("group:crew", "message.posted", { message: posted }));
		return [201, { message: posted }];
	}

	#home(): Home {
		const { truth, heads } = this.world;
		const rooms = [...truth.conversations.values()].filter((it): it is Room => it.kind === "room");
		const [group] = home().groups;
		const named = Object.keys(heads).map((stream) => [stream, truth.cursors.get(stream)] as const);
		return { ...home(), groups: group ? [{ ...group, rooms }] : [], heads: Object.fromEntries(named) as Home["heads"] };
	}

	connect = (events: WireEvents) => {
		this.#sockets.set(events, false);
		queueMicrotask(() => (this.up ? events.opened() : events.closed(1006)));
		return {
			send: (text: string) => this.#hear(events, JSON.parse(text)),
			close: () => this.#sockets.delete(events),
		};
	};

	#hear(events: WireEvents, frame: Hello): void {
		if (frame.frame !== "hello") return;
		if (!this.signedIn) {
			events.closed(4001);
			return;
		}
		this.#sockets.set(events, true);
		const { heads, epoch } = this.world;
		this.#say(events, { frame: "welcome", connection: "c", user: "ann", epoch, heads, heartbeat_seconds: 30 });
		for (const [stream, seq] of Object.entries(frame.cursors)) {
			for (const event of this.world.after(stream, seq)) this.#say(events, { frame: "event", ...event });
		}
	}

	#say(events: WireEvents, frame: Incoming): void {
		events.received(JSON.stringify(frame));
	}

	/** A signal of somebody else's, to every socket. */
	tell(type: string, payload: Record<string, unknown>, user = "bob"): void {
		const from = { user, connection: "theirs" };
		for (const events of this.#sockets.keys()) {
			this.#say(events, { frame: "signal", stream: "group:crew", type, payload, from });
		}
	}

	emit(event: Event): void {
		if (!this.live || !this.up) return;
		for (const [events, greeted] of this.#sockets) if (greeted) this.#say(events, { frame: "event", ...event });
	}

	/** kill -9, or a cable that is pulled. */
	goDown(): void {
		this.up = false;
		for (const events of [...this.#sockets.keys()]) events.closed(1006);
	}
}

const noCalls: AppPorts["calls"] = {
	shelf: () => {
		throw new Error("blocked");
	},
	unavailable: null,
	load: () => Promise.reject(new Error("no chunk")),
};

const open: App[] = [];

afterEach(() => {
	for (const app of open.splice(0)) app.stop();
});

function page(server: Server, database = newId()) {
	const timers = new FakeTimers();
	let events: PageEvents = { network() {}, shown() {}, hidden() {}, gone() {} };
	const ports: AppPorts = {
		api: new ApiClient(server.fetch),
		apiOrigin: "http://here",
		addresses: null,
		token: () => null,
		connect: server.connect,
		timers,
		openDatabase: () => openDatabase(database),
		isVisible: () => true,
		isOnline: () => server.up,
		draftShelf: () => {
			throw new Error("No storage here.");
		},
		uploads: async () => Promise.reject(new Error("This test uploads nothing.")),
		calls: noCalls,
		listen: (to) => {
			events = to;
			return () => {};
		},
	};
	const app = createApp(ports);
	open.push(app);
	return { app, timers, events: () => events, database };
}

const texts = (app: App) => app.state.value.timelines.get("kitchen")?.messages.map(({ text }) => text) ?? [];
const waiting = (app: App) => (app.outbox.value.get("kitchen") ?? []).map(({ text }) => text);

test("signed out, the page says so and knows the instance", async () => {
	const server = new Server();
	server.signedIn = false;
	const { app } = page(server);
	await app.start();
	expect([app.phase.value, app.instance.value?.name, app.state.value.me]).toEqual(["signed-out", "Distributed", null]);
});

test("signing in opens home and goes live", async () => {
	const server = new Server();
	server.signedIn = false;
	const { app, timers } = page(server);
	await app.start();
	await app.signIn("ann@example.test", "correct horse");
	await timers.advance(0);
	expect([app.phase.value, app.connection.value]).toEqual(["signed-in", "live"]);
	expect(app.state.value.conversations.size).toBe(2);
});

test("a message is on screen at once, and then it is said", async () => {
	const server = new Server();
	const { app, timers } = page(server);
	await app.start();
	await app.openConversation("kitchen");
	app.send("kitchen", "hello");
	expect(waiting(app)).toEqual(["hello"]);
	await timers.advance(0);
	expect([waiting(app), texts(app)]).toEqual([[], ["hello"]]);
});

test("never, on its way, is my message twice or not at all on screen", async () => {
	const server = new Server();
	server.live = false; // the answer comes long before the event
	const { app, timers } = page(server);
	await app.start();
	await app.openConversation("kitchen");
	server.world.post("kitchen"); // another's, of which this page has not heard
	const shown: number[] = [];
	const count = () => {
		const inTimeline = texts(app).filter((text) => text === "mine").length;
		shown.push(inTimeline || waiting(app).filter((text) => text === "mine").length);
	};
	const ends = [app.state.subscribe(() => {}), app.outbox.subscribe(() => {})];
	app.send("kitchen", "mine");
	ends.push(app.outbox.subscribe(count), app.state.subscribe(count));
	await timers.advance(0);
	expect(waiting(app), "the log has not told it yet").toEqual(["mine"]);
	for (const event of server.world.after("group:crew", 3)) {
		server.live = true;
		server.emit(event);
	}
	await timers.advance(0);
	expect([waiting(app), texts(app)]).toEqual([[], ["Message 1", "mine"]]);
	expect(new Set(shown)).toEqual(new Set([1]));
	for (const end of ends) end();
});

test("what is written in a tunnel is said when the network is back", async () => {
	const server = new Server();
	const { app, timers, events } = page(server);
	await app.start();
	await app.openConversation("kitchen");
	server.goDown();
	app.send("kitchen", "from the tunnel");
	await timers.advance(5_000);
	expect([app.connection.value, waiting(app)]).toEqual(["offline", ["from the tunnel"]]);
	expect(app.online.value, "until the device says that it was its own network").toBe(true);
	events().network();
	expect(app.online.value).toBe(false);
	server.up = true;
	server.world.post("kitchen");
	events().network();
	await timers.advance(100);
	expect([app.connection.value, app.online.value]).toEqual(["live", true]);
	expect([waiting(app), texts(app).sort()]).toEqual([[], ["Message 1", "from the tunnel"]]);
});

test("the page opens from its cache while the server is away, and catches up", async () => {
	const server = new Server();
	const first = page(server);
	await first.app.start();
	await first.app.openConversation("kitchen");
	first.app.send("kitchen", "kept");
	await first.timers.advance(2_000);
	first.app.stop();
	server.goDown();
	const second = page(server, first.database);
	await second.app.start();
	await second.timers.advance(1_000);
	expect([second.app.phase.value, second.app.connection.value, texts(second.app)]).toEqual([
		"signed-in",
		"offline",
		["kept"],
	]);
	server.world.post("kitchen");
	server.up = true;
	second.events().network();
	await second.timers.advance(100);
	expect(texts(second.app)).toEqual(["kept", "Message 2"]);
	expect(server.requests.filter((it) => it === "GET /api/home")).toHaveLength(1);
});

test("signing out leaves nothing on the device", async () => {
	const server = new Server();
	const first = page(server);
	await first.app.start();
	await first.timers.advance(2_000);
	await first.app.signOut();
	expect([first.app.phase.value, first.app.state.value.me]).toEqual(["signed-out", null]);
	const db = await openDatabase(first.database);
	for (const store of ["states", "timelines", "outbox", "meta"] as const) expect(await db?.count(store)).toBe(0);
});

test("a session that was revoked elsewhere ends here too", async () => {
	const server = new Server();
	const { app, timers } = page(server);
	await app.start();
	server.signedIn = false;
	server.goDown();
	server.up = true;
	await timers.advance(2_000);
	expect([app.phase.value, app.state.value.conversations.size]).toEqual(["signed-out", 0]);
});

test("a room that I make is there when the command is done, once", async () => {
	const server = new Server();
	const { app } = page(server);
	await app.start();
	const made = await app.createRoom("crew", { topic: "Office" });
	expect(app.state.value.conversations.get(made.id)).toMatchObject({ topic: "Office" });
	expect(app.state.value.conversations.size).toBe(3);
});

test("the line of what is new is drawn where I was when I came", async () => {
	const server = new Server();
	const { app, timers } = page(server);
	await app.start();
	server.emit(server.world.post("kitchen"));
	await app.openConversation("kitchen");
	app.markSeen("kitchen", 1);
	expect([app.seenAtOpen.value, app.state.value.markers.get("kitchen")]).toEqual([0, 1]);
	await timers.advance(2_000);
	expect(server.requests).toContain("PUT /api/conversations/kitchen/seen");
});

test("what was seen before its opening is told does not hide what is new there", async () => {
	const server = new Server();
	const { app } = page(server);
	await app.start();
	server.emit(server.world.post("kitchen"));
	// The list is on screen a moment before.
	app.markSeen("kitchen", 1);
	await app.openConversation("kitchen", undefined, 0);
	expect(app.seenAtOpen.value).toBe(0);
});

test("a room that goes from the screen after the next has come closes only itself", async () => {
	const server = new Server();
	const { app } = page(server);
	await app.start();
	await app.openConversation("kitchen");
	const office = await app.createRoom("crew", { topic: "Office" });
	await app.openConversation(office.id, undefined, 0);
	app.closeConversation("kitchen");
	expect(app.seenAtOpen.value).toBe(0);
	app.closeConversation(office.id);
	expect(app.seenAtOpen.value).toBeNull();
});

test("what comes before my eyes is not new; what came while the line was down is", async () => {
	const server = new Server();
	const { app, timers } = page(server);
	await app.start();
	await app.openConversation("kitchen");
	server.emit(server.world.post("kitchen"));
	expect(app.seenAtOpen.value).toBe(1);
	server.goDown();
	server.emit(server.world.post("kitchen"));
	server.up = true;
	await timers.advance(2_000);
	server.emit(server.world.post("kitchen"));
	expect(app.state.value.conversations.get("kitchen")?.last_number).toBe(3);
	expect(app.seenAtOpen.value).toBe(1);
});

test("the first page, opened without a network, comes when there is one", async () => {
	const server = new Server();
	server.up = false;
	const { app, timers } = page(server);
	const started = app.start();
	await timers.advance(3_000);
	expect([app.phase.value, app.connection.value]).toEqual(["loading", "offline"]);
	server.up = true;
	await timers.advance(40_000);
	await started;
	expect([app.phase.value, app.connection.value]).toEqual(["signed-in", "live"]);
});

test("who is in a call, and what they do there, is seen without being in it; signing out forgets it", async () => {
	const server = new Server();
	const { app, timers } = page(server);
	await app.start();
	await timers.advance(1_000);
	const talk = call("talk", "kitchen", [participant("b", bob)]);
	server.emit(server.world.emit("group:crew", "call.started", { call: talk }));
	expect(app.state.value.conversations.get("kitchen")?.call).toEqual(talk);
	const told = { conversation_id: "kitchen", call_id: "talk", participant_id: "b", muted: true };
	server.tell("call.state", told);
	expect(app.calls.states.value.get("kitchen")?.get("bob")?.muted).toBe(true);
	const ended = { conversation_id: "kitchen", call_id: "talk", reason: "left", seconds: 3 };
	server.emit(server.world.emit("group:crew", "call.ended", ended));
	expect(app.calls.states.value.size).toBe(0);
	server.tell("call.state", told);
	await app.signOut();
	expect(app.calls.states.value.size).toBe(0);
});

test("a chat that is opened again keeps what the log told of its call", async () => {
	const server = new Server();
	const { app, timers } = page(server);
	await app.start();
	await timers.advance(1_000);
	const talk = call("talk", "duo", [participant("b", bob)]);
	server.emit(server.world.emit("chat:duo", "call.started", { call: talk }));
	await app.openChat(["bob"]);
	expect(app.state.value.conversations.get("duo")?.call).toEqual(talk);
});
