import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError, Offline } from "../../src/api/errors";
import type { Snapshot } from "../../src/api/types";
import type { Event } from "../../src/store/events";
import { stateFromHome } from "../../src/store/snapshot";
import type { State } from "../../src/store/state";
import type { Welcome } from "../../src/streams/protocol";
import { StreamSync } from "../../src/streams/sync";
import { FakeTimers, settle } from "../support/time";
import { ann, bob, cat, chat, essence, home, member, privateRoom, room, World } from "../support/world";

/** A client of the world whose snapshots take until `answer` is called, unless `instant`. */
class Client {
	state: State = stateFromHome(home());
	readonly timers = new FakeTimers();
	readonly asked: string[] = [];
	readonly heard: Event[] = [];
	fail: (() => Error) | null = null;
	readonly #waiting: (() => void)[] = [];
	readonly sync: StreamSync;

	constructor(
		readonly world: World,
		readonly instant = true,
	) {
		this.sync = new StreamSync({
			store: {
				get: () => this.state,
				set: (state) => {
					this.state = state;
				},
			},
			timers: this.timers,
			snapshot: (stream) => this.#snapshot(stream),
			onEvent: (event) => this.heard.push(event),
		});
	}

	/** The snapshot is read when the request arrives, and comes when the test lets it. */
	async #snapshot(stream: string): Promise<Snapshot> {
		this.asked.push(stream);
		if (this.fail) throw this.fail();
		if (!this.world.truth.cursors.has(stream)) throw new ApiError(404, { code: "not_found" });
		const snapshot = this.world.snapshot(stream);
		if (!this.instant) await new Promise<void>((resolve) => this.#waiting.push(resolve));
		return snapshot;
	}

	async answer(): Promise<void> {
		for (const resolve of this.#waiting.splice(0)) resolve();
		await settle();
	}

	/** A reconnect as the server does it: welcome, then replay from the cursors of the hello. */
	connect(): void {
		const said = this.sync.position().cursors;
		this.sync.welcome(this.welcome(), said);
		for (const [stream, seq] of Object.entries(said)) {
			for (const event of this.world.after(stream, seq)) this.sync.event(event);
		}
	}

	welcome(): Welcome {
		const { heads, epoch } = this.world;
		return { frame: "welcome", connection: "c1", user: "ann", epoch, heads, heartbeat_seconds: 30 };
	}

	expectTruth(): void {
		expect(essence(this.state)).toEqual(essence(this.world.truth));
	}
}

test("events in order reach the store and are told, each once", () => {
	const client = new Client(new World());
	const first = client.world.post("kitchen");
	client.sync.event(first);
	client.sync.event(first);
	client.sync.event(client.world.post("duo"));
	client.expectTruth();
	expect(client.heard).toHaveLength(2);
});

test("a hole asks for the snapshot and holds what comes meanwhile", async () => {
	const world = new World();
	const client = new Client(world, false);
	world.post("kitchen"); // lost
	client.sync.event(world.post("kitchen"));
	await settle();
	client.sync.event(world.post("kitchen"));
	expect(client.asked).toEqual(["group:crew"]);
	expect(client.state.conversations.get("kitchen")?.last_number).toBe(0);
	await client.answer();
	client.expectTruth();
});

test("a snapshot from before the hole is asked for again", async () => {
	const world = new World();
	const client = new Client(world, false);
	const old = world.snapshot("group:crew");
	world.post("kitchen");
	const late = world.post("kitchen");
	world.snapshot = () => old;
	client.sync.event(late);
	await client.answer();
	expect(client.state.cursors.get("group:crew")?.seq).toBe(3);
	world.snapshot = World.prototype.snapshot;
	await client.timers.advance(1_000);
	await client.answer();
	client.expectTruth();
});

test("a stream that opens is loaded, and its events wait for it", async () => {
	const world = new World();
	const client = new Client(world, false);
	const created = world.emit("chat:trio", "chat.created", { chat: chat("trio", [ann, bob, cat]) });
	const opened = world.emit("user:ann", "stream.opened", { streams: [{ stream: "chat:trio", floor: 0 }] });
	client.sync.event(created);
	client.sync.event(opened);
	client.sync.event(world.post("trio"));
	await client.answer();
	client.expectTruth();
	expect(client.asked).toEqual(["chat:trio"]);
});

test("a stream that I left is dropped with what was on its way", async () => {
	const world = new World();
	const client = new Client(world, false);
	client.sync.reset({ frame: "reset", stream: "group:crew", head: 3, reason: "too_far" });
	await settle();
	client.sync.left({ frame: "left", stream: "group:crew", reason: "removed" });
	await client.answer();
	expect(client.state.groups.size).toBe(0);
	expect(client.state.cursors.has("group:crew")).toBe(false);
});

test("a late repeat of a stream that I left does not bring it back", async () => {
	const world = new World();
	const client = new Client(world);
	const first = world.emit("room:hidden", "room.created", { room: privateRoom("hidden", [ann]) });
	client.sync.event(first);
	await settle();
	expect(client.state.conversations.has("hidden")).toBe(true);
	client.sync.event(world.emit("user:ann", "stream.closed", { streams: ["room:hidden"], reason: "removed" }));
	client.sync.event(first);
	await settle();
	expect(client.state.conversations.has("hidden")).toBe(false);
});

test("another history replaces what is known, also when it is shorter", async () => {
	const world = new World();
	const client = new Client(world);
	for (let count = 0; count < 5; count += 1) client.sync.event(world.post("kitchen"));
	const restored = new World();
	restored.epoch = "second";
	Object.assign(world, { truth: restored.truth, epoch: "second" });
	client.sync.welcome(client.welcome(), client.sync.position().cursors);
	client.sync.reset({ frame: "reset", stream: "group:crew", head: 3, reason: "epoch" });
	await settle();
	expect(client.state.epoch).toBe("second");
	expect(client.state.timelines.size).toBe(0);
	expect(client.state.conversations.get("kitchen")?.last_number).toBe(0);
});

test("streams that ended while we were away go, those that began are loaded", async () => {
	const world = new World();
	const client = new Client(world);
	world.emit("user:ann", "stream.closed", { streams: ["chat:duo"], reason: "deleted" });
	world.emit("room:hidden", "room.created", { room: privateRoom("hidden", [ann, bob]) });
	client.connect();
	await settle();
	client.expectTruth();
});

test("without the network a snapshot is tried again, sooner when woken", async () => {
	const world = new World();
	const client = new Client(world);
	client.fail = () => new Offline();
	client.sync.reset({ frame: "reset", stream: "group:crew", head: 3, reason: "too_far" });
	await client.timers.advance(120_000);
	const tries = client.asked.length;
	expect(tries).toBeGreaterThan(3);
	expect(tries).toBeLessThan(30);
	client.fail = null;
	client.sync.wake();
	await settle();
	expect(client.asked).toHaveLength(tries + 1);
	client.expectTruth();
});

test("a snapshot that is refused for good drops the stream", async () => {
	const client = new Client(new World());
	client.fail = () => new ApiError(404, { code: "not_found" });
	client.sync.reset({ frame: "reset", stream: "chat:duo", head: 9, reason: "floor" });
	await settle();
	expect(client.state.conversations.has("duo")).toBe(false);
	expect(client.timers.untilNext).toBeNull();
});

test("ensure waits for a stream's snapshot, and not at all for one that is there", async () => {
	const world = new World();
	const client = new Client(world);
	world.emit("chat:trio", "chat.created", { chat: chat("trio", [ann, bob, cat]) });
	await client.sync.ensure("chat:duo");
	expect(client.asked).toEqual([]);
	await client.sync.ensure("chat:trio");
	expect(client.state.conversations.has("trio")).toBe(true);
});

/** What happens in the world; each is possible in any state. */
const act = fc.constantFrom(
	"post",
	"post",
	"post",
	"chat",
	"join",
	"leave",
	"rename",
	"room",
	"unroom",
	"seen",
	"hidden",
	"close",
);

function perform(world: World, what: string, count: number): Event[] {
	switch (what) {
		case "chat":
			return world.truth.cursors.has("chat:duo") ? [world.post("duo")] : [];
		case "join":
			return [world.emit("group:crew", "member.joined", { member: member(cat) })];
		case "leave":
			return [world.emit("group:crew", "member.left", { user_id: "cat" })];
		case "rename":
			return [world.emit("group:crew", "room.changed", { room_id: "kitchen", topic: `Kitchen ${count}` })];
		case "room":
			return [world.emit("group:crew", "room.created", { room: room(`room-${count}`) })];
		case "unroom":
			return [world.emit("group:crew", "room.deleted", { room_id: `room-${count - 1}` })];
		case "seen":
			return [world.emit("user:ann", "seen.moved", { marker: { conversation_id: "kitchen", number: count } })];
		case "hidden": {
			const created = world.emit(`room:h${count}`, "room.created", { room: privateRoom(`h${count}`, [ann, bob]) });
			return [created, world.emit("user:ann", "stream.opened", { streams: [{ stream: created.stream, floor: 0 }] })];
		}
		case "close":
			return [world.emit("user:ann", "stream.closed", { streams: ["chat:duo"], reason: "deleted" })];
		default:
			return [world.post("kitchen", count % 3 === 0 ? ann : bob)];
	}
}

/** How the network treats a frame. */
const fate = fc.constantFrom("arrives", "arrives", "arrives", "lost", "twice", "late", "reconnect");

test("frames lost, repeated, late, and any number of reconnects end in the state that the log says", async () => {
	const world = fc.asyncProperty(
		fc.array(fc.tuple(act, fate), { maxLength: 60 }),
		fc.boolean(),
		async (steps, instant) => {
			const client = new Client(new World(), instant);
			const late: Event[] = [];
			let count = 0;
			for (const [what, how] of steps) {
				for (const event of perform(client.world, what, ++count)) {
					if (how === "late") late.push(event);
					if (how === "arrives" || how === "twice") client.sync.event(event);
					if (how === "twice") client.sync.event(event);
				}
				if (how === "reconnect") client.connect();
				if (count % 7 === 0) for (const event of late.splice(0)) client.sync.event(event);
				if (count % 11 === 0) await client.answer();
			}
			client.connect();
			for (let round = 0; round < 8; round += 1) {
				await client.answer();
				await client.timers.advance(40_000);
			}
			client.expectTruth();
		},
	);
	await fc.assert(world, { numRuns: 60 });
});
