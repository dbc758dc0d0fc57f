import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { backOff } from "../../src/lib/timers";
import { stateFromHome } from "../../src/store/snapshot";
import type { State } from "../../src/store/state";
import type { Incoming, Outgoing } from "../../src/streams/protocol";
import { StreamSocket, type WireEvents } from "../../src/streams/socket";
import { StreamSync } from "../../src/streams/sync";
import { FakeTimers } from "../support/time";
import { home, World } from "../support/world";

/** The server's end of every connection that the socket opened. */
class Peer {
	readonly sent: Outgoing[] = [];
	closedByClient = false;

	constructor(readonly events: WireEvents) {}

	say(frame: Incoming): void {
		this.events.received(JSON.stringify(frame));
	}
}

let timers: FakeTimers;
let world: World;
let peers: Peer[];
let told: string[];
let state: State;
let socket: StreamSocket;

beforeEach(() => {
	timers = new FakeTimers();
	world = new World();
	peers = [];
	told = [];
	state = stateFromHome(home());
	const store = {
		get: () => state,
		set: (next: State) => {
			state = next;
		},
	};
	const sync = new StreamSync({ store, timers, snapshot: async (stream) => world.snapshot(stream) });
	socket = new StreamSocket({
		sync,
		timers,
		client: { name: "test", version: "1" },
		connect: (events) => {
			const peer = new Peer(events);
			peers.push(peer);
			return {
				send: (text) => peer.sent.push(JSON.parse(text)),
				close: () => {
					peer.closedByClient = true;
				},
			};
		},
		onStatus: (status) => told.push(status),
		onSignal: ({ type }) => told.push(`signal ${type}`),
		onSignedOut: () => told.push("signed out"),
		onRefused: () => told.push("refused"),
	});
});

/** The newest connection. */
function peer(): Peer {
	const newest = peers.at(-1);
	if (!newest) throw new Error("The socket has not connected");
	return newest;
}

function welcome(): Incoming {
	return { frame: "welcome", connection: "c", user: "ann", epoch: "first", heads: world.heads, heartbeat_seconds: 30 };
}

function goLive(): void {
	if (peers.length === 0) socket.start();
	peer().events.opened();
	peer().say(welcome());
}

test("the first frame is a hello with cursors, hashes and epoch", () => {
	socket.start();
	expect(peer().sent).toEqual([]);
	peer().events.opened();
	expect(peer().sent).toEqual([
		{
			frame: "hello",
			cursors: { "group:crew": 3, "chat:duo": 1, "user:ann": 2 },
			hashes: { "group:crew": "c3", "chat:duo": "d1", "user:ann": "u2" },
			epoch: "first",
			client: { name: "test", version: "1" },
		},
	]);
	expect(socket.state).toBe("connecting");
});

test("it is live from the welcome on, and events reach the store", () => {
	goLive();
	peer().say({ frame: "event", ...world.post("kitchen") });
	expect([socket.state, told]).toEqual(["live", ["connecting", "live"]]);
	expect(state.conversations.get("kitchen")?.last_number).toBe(1);
});

test("the next hello says how far the last connection came", () => {
	goLive();
	peer().say({ frame: "event", ...world.post("kitchen") });
	peer().events.closed(1006);
	socket.wake();
	peer().events.opened();
	expect(peer().sent[0]).toMatchObject({ cursors: { "group:crew": 4 }, hashes: { "group:crew": "group:crew@4" } });
});

test("bytes that are no frame, and frames of a newer server, harm nothing", () => {
	goLive();
	for (const text of ["", "{", "null", "[1]", '"x"', '{"frame":7}', '{"frame":"future"}']) peer().events.received(text);
	peer().say({ frame: "event", ...world.post("kitchen") });
	expect(state.conversations.get("kitchen")?.last_number).toBe(1);
});

test("a ping is answered, and one is sent every heartbeat", async () => {
	goLive();
	peer().say({ frame: "ping" });
	expect(peer().sent.at(-1)).toEqual({ frame: "pong" });
	await timers.advance(30_000);
	expect(peer().sent.at(-1)).toEqual({ frame: "ping" });
});

test("a peer that is silent for two heartbeats is dead", async () => {
	goLive();
	await timers.advance(59_000);
	expect(socket.state).toBe("live");
	await timers.advance(2_000);
	expect(peers[0]?.closedByClient).toBe(true);
	expect(told).toContain("offline");
});

test("a peer that answers stays", async () => {
	goLive();
	for (let minute = 0; minute < 10; minute += 1) {
		await timers.advance(30_000);
		peer().say({ frame: "pong" });
	}
	expect([socket.state, peers.length]).toEqual(["live", 1]);
});

test("a connection without a welcome is given up", async () => {
	socket.start();
	peer().events.opened();
	await timers.advance(15_000);
	expect(peers[0]?.closedByClient).toBe(true);
	expect(told).toEqual(["connecting", "offline", "refused"]);
});

test("frames of a connection that was given up are not heard", async () => {
	goLive();
	const [old] = peers;
	old?.events.closed(1006);
	old?.say({ frame: "event", ...world.post("kitchen") });
	expect(state.conversations.get("kitchen")?.last_number).toBe(0);
});

test("waits grow from half a second to thirty and are jittered over their whole length", () => {
	fc.assert(
		fc.property(fc.nat(200), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, chance) => {
			const delay = backOff(attempt, new FakeTimers({ random: () => chance }));
			const most = Math.min(30_000, 500 * 2 ** attempt);
			expect(delay).toBeGreaterThanOrEqual(0);
			expect(delay).toBeLessThanOrEqual(most);
			expect(delay).toBeCloseTo(most * chance, 6);
		}),
	);
});

test("a server that is away is asked less and less often, and found again", async () => {
	socket.start();
	peer().events.closed(1006);
	const waits: number[] = [];
	for (let attempt = 0; attempt < 10; attempt += 1) {
		const wait = timers.untilNext ?? Number.NaN;
		waits.push(wait);
		await timers.advance(wait);
		peer().events.closed(1006);
	}
	expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000, 15_000]);
	socket.wake();
	goLive();
	expect(socket.state).toBe("live");
});

test("a server that welcomes and hangs up at once is not hammered", async () => {
	socket.start();
	for (let round = 0; round < 6; round += 1) {
		peer().events.opened();
		peer().say(welcome());
		peer().events.closed(1011);
		const wait = timers.untilNext ?? 0;
		expect(wait).toBeGreaterThanOrEqual(250 * 2 ** round);
		await timers.advance(wait);
	}
});

test("after a good connection the first wait is short again", async () => {
	socket.start();
	for (let count = 0; count < 5; count += 1) {
		peer().events.closed(1006);
		await timers.advance(timers.untilNext ?? 0);
	}
	goLive();
	await timers.advance(6_000);
	peer().events.closed(1006);
	expect(timers.untilNext).toBe(250);
});

test("not signed in ends it", async () => {
	goLive();
	peer().events.closed(4001);
	expect([socket.state, told.at(-1)]).toEqual(["stopped", "signed out"]);
	await timers.advance(600_000);
	expect(peers).toHaveLength(1);
});

test.each([4003, 4004, 4008, 4029, 4400])("close code %i waits at least five seconds", (code) => {
	goLive();
	peer().events.closed(code);
	expect(timers.untilNext).toBeGreaterThanOrEqual(5_000);
});

test("a server that goes away spreads its clients over two seconds", () => {
	goLive();
	peer().events.closed(4010);
	expect(timers.untilNext).toBe(1_000); // half of two seconds, by this test's chance
});

test("waking tries at once, and only one connection at a time", () => {
	socket.start();
	peer().events.closed(1006);
	socket.wake();
	socket.wake();
	expect(peers).toHaveLength(2);
	expect(socket.state).toBe("connecting");
});

test("after a sleep a dead connection is found within three seconds", async () => {
	goLive();
	timers.sleep(3_600_000);
	socket.wakeAfterSleep();
	expect(peer().sent.at(-1)).toEqual({ frame: "ping" });
	await timers.advance(3_000);
	expect(peers).toHaveLength(2);
	expect(told, "a sleep is no reason to say that we are offline").toEqual(["connecting", "live"]);
});

test("after a sleep a connection that answers stays", async () => {
	goLive();
	timers.sleep(60_000);
	socket.wakeAfterSleep();
	peer().say({ frame: "pong" });
	await timers.advance(3_000);
	expect(peers).toHaveLength(1);
});

test("a clock that jumped between two heartbeats is noticed without any page event", async () => {
	goLive();
	timers.sleep(3_600_000);
	await timers.advance(4_000);
	expect(peers).toHaveLength(2);
});

test("a page that is shown again after a moment leaves the connection alone", () => {
	goLive();
	const before = peer().sent.length;
	socket.wakeAfterSleep();
	expect(peer().sent).toHaveLength(before);
});

test("signals go out only while live and come in as they are", () => {
	socket.start();
	socket.signal({ stream: "group:crew", type: "typing", payload: {} });
	expect(peer().sent).toEqual([]);
	goLive();
	socket.signal({ stream: "group:crew", type: "typing", payload: {} });
	expect(peer().sent.at(-1)).toEqual({ frame: "signal", stream: "group:crew", type: "typing", payload: {} });
	peer().say({
		frame: "signal",
		stream: "group:crew",
		type: "typing",
		payload: {},
		from: { user: "bob", connection: "b" },
	});
	expect(told.at(-1)).toBe("signal typing");
});

test("stopping releases the connection and every timer", () => {
	goLive();
	socket.stop();
	expect(peers[0]?.closedByClient).toBe(true);
	expect(timers.untilNext).toBeNull();
});
