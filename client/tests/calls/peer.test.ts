import fc from "fast-check";
import { expect, test } from "vitest";
import { type Link, Peer } from "../../src/calls/peer";
import type { LocalTracks, Source } from "../../src/calls/transport";
import type { PeerSignal } from "../../src/calls/wire";
import { FakeNetwork, FakeTrack } from "../support/rtc";
import { FakeTimers } from "../support/time";

/** What becomes of one signal: lost, or so many milliseconds on its way, once or twice. */
interface Fate {
	lost: boolean;
	delay: number;
	twice: boolean;
}

const WELL: Fate = { lost: false, delay: 20, twice: false };

/** Two people in a call, and the road between them. */
class Pair {
	readonly timers = new FakeTimers();
	readonly network = new FakeNetwork(this.timers);
	readonly said: (PeerSignal & { by: string })[] = [];
	readonly links: Record<string, Link[]> = { ann: [], bob: [] };
	readonly got: Record<string, Set<Source>> = { ann: new Set(), bob: new Set() };
	readonly ann: Peer;
	readonly bob: Peer;
	fate: () => Fate = () => WELL;
	#sessions = 0;

	constructor() {
		this.ann = this.#peer("ann", () => this.bob);
		this.bob = this.#peer("bob", () => this.ann);
	}

	#peer(name: "ann" | "bob", other: () => Peer): Peer {
		return new Peer({
			timers: this.timers,
			polite: name === "ann",
			connect: this.network.connect,
			newSession: () => `s${this.#sessions++}`,
			others: () => 1,
			track: (source) => this.got[name]?.add(source),
			link: (link) => this.links[name]?.push(link),
			say: (signal) => {
				this.said.push({ ...signal, by: name });
				const { lost, delay, twice } = this.fate();
				if (lost) return;
				for (let copy = 0; copy < (twice ? 2 : 1); copy += 1) {
					this.timers.after(delay * (copy + 1), () => other().take(signal));
				}
			},
		});
	}

	get open() {
		return this.network.connections.filter((it) => !it.isClosed);
	}

	get offers(): number {
		return this.said.filter(({ type }) => type === "call.offer").length;
	}

	expectConnected(): void {
		expect(this.open.map(({ connectionState, signalingState }) => [connectionState, signalingState])).toEqual([
			["connected", "stable"],
			["connected", "stable"],
		]);
		expect(this.links.ann?.at(-1)).toBe("connected");
		expect(this.links.bob?.at(-1)).toBe("connected");
	}
}

const noTracks: LocalTracks = {};

test("the newcomer offers once, and both are connected with four transceivers, all of them both ways", async () => {
	const pair = new Pair();
	const microphone = new FakeTrack("audio").real;
	pair.ann.start({ first: false, tracks: { microphone } });
	pair.bob.start({ first: true, tracks: noTracks });
	await pair.timers.advance(500);
	pair.expectConnected();
	expect(pair.offers).toBe(1);
	for (const { directions } of pair.open) expect(directions).toEqual(Array(4).fill("sendrecv"));
	expect(pair.open.map(({ sent }) => sent[0])).toContain(microphone);
	expect(pair.got.ann).toEqual(new Set(["microphone", "camera", "screen", "screen-sound"]));
	expect(pair.got.bob).toEqual(pair.got.ann);
});

test("turning a camera on and off negotiates nothing", async () => {
	const pair = new Pair();
	pair.ann.start({ first: false, tracks: noTracks });
	pair.bob.start({ first: true, tracks: noTracks });
	await pair.timers.advance(500);
	const camera = new FakeTrack("video").real;
	await pair.bob.publish({ camera });
	expect(pair.open.map(({ sent }) => sent[1])).toContain(camera);
	await pair.bob.publish({ camera: null });
	await pair.timers.advance(500);
	expect(pair.open.flatMap(({ sent }) => sent)).toEqual(Array(8).fill(null));
	expect(pair.offers).toBe(1);
});

test("when both offer at once, the impolite one's session is taken", async () => {
	const pair = new Pair();
	pair.ann.start({ first: true, tracks: noTracks });
	pair.bob.start({ first: true, tracks: noTracks });
	await pair.timers.advance(1_000);
	pair.expectConnected();
	const offered = pair.said.find(({ by, type }) => by === "bob" && type === "call.offer");
	const answered = pair.said.find(({ type }) => type === "call.answer");
	expect(answered?.session).toBe(offered?.session);
});

test("an offer that is lost is said again, the same one", async () => {
	const pair = new Pair();
	let count = 0;
	pair.fate = () => ({ ...WELL, lost: count++ === 0 });
	pair.ann.start({ first: false, tracks: noTracks });
	pair.bob.start({ first: true, tracks: noTracks });
	await pair.timers.advance(4_900);
	expect(pair.open.filter(({ connectionState }) => connectionState === "connected")).toEqual([]);
	await pair.timers.advance(5_000);
	pair.expectConnected();
});

test("a cut is healed by an ICE restart of the same pair once the network is back", async () => {
	const pair = new Pair();
	pair.ann.start({ first: false, tracks: noTracks });
	pair.bob.start({ first: true, tracks: noTracks });
	await pair.timers.advance(500);
	pair.network.cut(true);
	await pair.timers.advance(1_500);
	pair.network.cut(false);
	await pair.timers.advance(5_000);
	pair.expectConnected();
	expect(pair.network.connections).toHaveLength(2);
});

test("a change of network restarts ICE at once", async () => {
	const pair = new Pair();
	pair.ann.start({ first: false, tracks: noTracks });
	pair.bob.start({ first: true, tracks: noTracks });
	await pair.timers.advance(500);
	pair.bob.restart();
	await pair.timers.advance(300);
	pair.expectConnected();
	expect(pair.offers).toBe(2);
	expect(new Set(pair.said.map(({ session }) => session)).size).toBe(1);
});

test("when a network is back for good, new ways are offered though the offer before was never answered", async () => {
	const pair = new Pair();
	pair.ann.start({ first: false, tracks: noTracks });
	pair.bob.start({ first: true, tracks: noTracks });
	await pair.timers.advance(500);
	pair.fate = () => ({ ...WELL, lost: true });
	pair.bob.restart();
	await pair.timers.advance(100);
	const offered = () => pair.said.filter(({ type }) => type === "call.offer");
	const before = offered().at(-1);
	pair.fate = () => WELL;
	pair.bob.restart();
	await pair.timers.advance(1_000);
	expect(offered().at(-1)).not.toEqual(before);
	pair.expectConnected();
});

test("after a closing nothing is said any more", async () => {
	const pair = new Pair();
	pair.bob.start({ first: true, tracks: noTracks });
	await pair.timers.advance(100);
	pair.bob.close();
	const own = () => pair.said.filter(({ by }) => by === "bob").length;
	const before = own();
	await pair.timers.advance(60_000);
	expect(own()).toBe(before);
	expect(pair.network.connections[0]?.isClosed).toBe(true);
});

test("nonsense from the other side does not end the efforts", async () => {
	const pair = new Pair();
	pair.ann.start({ first: false, tracks: noTracks });
	pair.ann.take({ type: "call.offer", session: "x", sdp: "v=0" });
	pair.ann.take({ type: "call.answer", session: "x", sdp: "v=0" });
	pair.ann.take({ type: "call.candidate", session: "y", candidates: [] });
	await pair.timers.advance(100);
	pair.bob.start({ first: true, tracks: noTracks });
	await pair.timers.advance(30_000);
	pair.expectConnected();
});

const fates = fc.array(
	fc.record({ lost: fc.boolean(), delay: fc.integer({ min: 1, max: 4_000 }), twice: fc.boolean() }),
	{ minLength: 1, maxLength: 30 },
);
/** What happens beside the signals, and when: seconds. */
const happenings = fc.array(
	fc.record({
		at: fc.integer({ min: 0, max: 40 }),
		what: fc.constantFrom("cut", "uncut", "ann restarts", "bob restarts", "ann says again", "bob says again"),
	}),
	{ maxLength: 6 },
);

function happen(pair: Pair, what: string): void {
	const peer = what.startsWith("ann") ? pair.ann : pair.bob;
	if (what === "cut" || what === "uncut") pair.network.cut(what === "cut");
	else if (what.endsWith("restarts")) peer.restart();
	else peer.sayAgain();
}

test("whatever is lost, late, doubled or crossing: when signals pass again both are connected, and then it is quiet", async () => {
	const firsts = fc.constantFrom([true, true], [true, false], [false, true], [false, false]);
	await fc.assert(
		fc.asyncProperty(fates, happenings, firsts, async (fates, happenings, [ann, bob]) => {
			const pair = new Pair();
			let count = 0;
			pair.fate = () => fates[count++ % fates.length] ?? WELL;
			for (const { at, what } of happenings) pair.timers.after(at * 1000, () => happen(pair, what));
			pair.ann.start({ first: ann ?? false, tracks: noTracks });
			pair.bob.start({ first: bob ?? false, tracks: noTracks });
			await pair.timers.advance(41_000);
			pair.fate = () => WELL;
			pair.network.cut(false);
			await pair.timers.advance(75_000);
			pair.expectConnected();
			const { offers } = pair;
			await pair.timers.advance(60_000);
			pair.expectConnected();
			expect(pair.offers).toBe(offers);
		}),
		{ numRuns: Number(process.env.PEER_RUNS ?? 40) },
	);
}, 60_000);
