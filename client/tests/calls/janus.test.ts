import { beforeEach, expect, test } from "vitest";
import { createJanusTransport } from "../../src/calls/janus";
import { slimmed } from "../../src/calls/janus-answer";
import type { CallTransport } from "../../src/calls/transport";
import { FakeConnection, FakeRelay, fakeTrack } from "../support/janus";
import { FakeTimers, settle } from "../support/time";

let timers: FakeTimers;
let relay: FakeRelay;
let connections: FakeConnection[];
let told: string[];
let transport: CallTransport;

const voice = fakeTrack("voice");
const face = fakeTrack("face");

beforeEach(() => {
	timers = new FakeTimers();
	relay = new FakeRelay();
	connections = [];
	told = [];
	transport = createJanusTransport(
		{ url: "/relay", participantId: "me", iceServers: [{ urls: "turn:a" }] },
		{
			track: (id, source, track) => told.push(`${id} ${source} ${track?.id ?? "gone"}`),
			link: (id, link) => told.push(`${id} ${link}`),
			failed: (reason) => told.push(`failed: ${reason}`),
		},
		{
			timers,
			connect: relay.connect,
			connection: (configuration) => {
				const made = new FakeConnection(configuration);
				connections.push(made);
				return made.real;
			},
		},
	);
});

/** The nth connection that was made, in the order in which something was sent or received. */
function connection(index: number): FakeConnection {
	const found = connections[index];
	if (!found) throw new Error(`There is no connection ${index}.`);
	return found;
}

async function sendVoice(): Promise<FakeConnection> {
	await transport.publish({ microphone: voice });
	const connected = transport.connect();
	relay.say("welcome");
	await settle();
	relay.say("published", { sdp: "answer" });
	connection(0).become("connected");
	await connected;
	return connection(0);
}

async function hearBob(): Promise<FakeConnection> {
	transport.setOthers(["bob"]);
	void transport.connect();
	relay.say("welcome");
	await settle();
	relay.offer(1, [{ mid: "0", participant_id: "bob", source: "microphone" }]);
	await settle();
	connection(0).become("connected");
	return connection(0);
}

test("what was given before is sent as soon as there is a seat, and then media can flow", async () => {
	await transport.publish({ microphone: voice });
	let isConnected = false;
	void transport.connect().then(() => {
		isConnected = true;
	});
	expect(relay.path).toBe("/relay");
	await settle();
	expect(relay.sent).toEqual([]);
	relay.say("welcome");
	await settle();
	expect(relay.of("publish")).toEqual([{ frame: "publish", sdp: "mine 1", sources: { 0: "microphone" } }]);
	relay.say("published", { sdp: "answer" });
	await settle();
	expect(isConnected).toBe(false);
	connection(0).become("connected");
	await settle();
	expect(isConnected).toBe(true);
	expect(connection(0).configuration.iceServers).toEqual([{ urls: "turn:a" }]);
});

test("who sends nothing is connected with the welcome, and makes no connection to send", async () => {
	const connected = transport.connect();
	relay.say("welcome");
	await connected;
	expect(connections).toEqual([]);
});

test("only what was never sent is negotiated; off and on again replace a track", async () => {
	const sending = await sendVoice();
	const published = transport.publish({ microphone: voice, camera: face });
	await settle();
	expect(relay.of("publish").at(-1)?.sources).toEqual({ 0: "microphone", 1: "camera" });
	relay.say("published", { sdp: "answer" });
	await published;
	expect(sending.lines[1]?.init.sendEncodings?.map(({ rid }) => rid)).toEqual(["h", "m", "l"]);
	await transport.publish({ microphone: null, camera: null });
	await transport.publish({ microphone: voice, camera: fakeTrack("other face") });
	expect(relay.of("publish")).toHaveLength(2);
	expect(sending.lines.map(({ sender }) => sender.track?.id)).toEqual(["voice", "other face"]);
});

test("tracks are named by who sends them, also when a line is given to somebody else", async () => {
	const receiving = await hearBob();
	expect(told.filter((one) => one.includes("microphone"))).toEqual(["bob microphone in 0"]);
	told.length = 0;
	relay.offer(2, [
		{ mid: "0", participant_id: "cat", source: "camera" },
		{ mid: "1", participant_id: "bob", source: "microphone" },
	]);
	await settle();
	expect(told).toEqual(["cat camera in 0", "bob microphone in 1"]);
	told.length = 0;
	relay.offer(3, [{ mid: "1", participant_id: "bob", source: "microphone" }]);
	await settle();
	expect(told).toEqual(["cat camera gone"]);
	expect(receiving.lines).toHaveLength(2);
	expect(relay.of("answer").map(({ round }) => round)).toEqual([1, 2, 3]);
});

test("an answer says the way of the bundle once", async () => {
	await hearBob();
	const [answer] = relay.of("answer");
	expect(answer?.sdp).toBe("v=0\r\nm=audio one\r\na=ice-ufrag:x\r\nm=audio two\r\na=mid:1\r\n");
	expect(slimmed("")).toBe("");
});

test("the others share the fate of the connection that carries them", async () => {
	const receiving = await hearBob();
	const links = told.filter((one) => !one.includes("microphone"));
	expect(links).toEqual(["bob connecting", "bob connected", "bob connecting", "bob connected"]);
	transport.setOthers(["bob", "cat"]);
	expect(told.at(-1)).toBe("cat connected");
	receiving.become("disconnected");
	expect(told.at(-1)).toBe("bob lost");
	await timers.advance(2_000);
	expect(relay.of("restart")).toHaveLength(1);
	receiving.become("connected");
	expect(told.at(-1)).toBe("bob connected");
	await timers.advance(60_000);
	expect(told.filter((one) => one.startsWith("failed"))).toHaveLength(1); // the silent relay, long after
});

test("a way that is lost is sought anew, and given up when none is found", async () => {
	const sending = await sendVoice();
	sending.become("failed");
	await settle();
	expect(sending.restarts).toEqual([false, true]);
	relay.say("published", { sdp: "answer" });
	await timers.advance(10_000);
	expect(told).toEqual(["failed: The connection to the media server was lost."]);
	expect(sending.isClosed).toBe(true);
	expect(relay.isClosed).toBe(true);
});

test("what is wanted of cameras is said together, and again to a new relay", async () => {
	transport.setQuality("bob", "low");
	void transport.connect();
	relay.say("welcome");
	await settle();
	expect(relay.of("watch")).toEqual([{ frame: "watch", layers: { bob: "low" } }]);
	transport.setQuality("bob", "low");
	transport.setQuality("cat", "off");
	transport.setQuality("bob", "high");
	await timers.advance(100);
	expect(relay.of("watch").slice(1)).toEqual([{ frame: "watch", layers: { cat: "off", bob: "high" } }]);
});

test("candidates go out in batches, each to its own connection, with the end", async () => {
	const receiving = await hearBob();
	receiving.onicecandidate?.({ candidate: { candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0 } });
	receiving.onicecandidate?.({ candidate: null });
	expect(relay.of("candidates")).toEqual([]);
	await timers.advance(100);
	expect(relay.of("candidates")).toEqual([
		{
			frame: "candidates",
			of: "in",
			candidates: [
				{ candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0 },
				{ candidate: "", sdpMid: null, sdpMLineIndex: null },
			],
		},
	]);
});

test("a new network restarts both ways and looks whether the relay is still there", async () => {
	const sending = await sendVoice();
	relay.offer(1, [{ mid: "0", participant_id: "bob", source: "microphone" }]);
	await settle();
	transport.restart();
	await settle();
	expect(sending.restarts.at(-1)).toBe(true);
	expect(relay.of("restart")).toHaveLength(1);
	expect(relay.of("ping")).toHaveLength(1);
	relay.say("published", { sdp: "answer" });
	relay.say("pong");
	await timers.advance(5_000);
	expect(told.filter((one) => one.startsWith("failed"))).toEqual([]);
	transport.setIceServers([{ urls: "turn:b" }]);
	expect(connections.map(({ configuration }) => configuration.iceServers)).toEqual([
		[{ urls: "turn:b" }],
		[{ urls: "turn:b" }],
	]);
});

test("a relay that has gone silent is noticed", async () => {
	await sendVoice();
	await timers.advance(15_000);
	expect(relay.of("ping")).toHaveLength(1);
	relay.say("pong");
	await timers.advance(15_000);
	expect(told).toEqual([]);
	await timers.advance(5_000);
	expect(told).toEqual(["failed: The connection to the media server was lost."]);
});

test.each([
	[4503, "The media server can't be reached."],
	[1006, "The connection to the media server was lost."],
])("a seat that ends with %i is said once, in words", async (code, reason) => {
	const sending = await sendVoice();
	relay.end(code);
	relay.end(code);
	expect(told).toEqual([`failed: ${reason}`]);
	expect(sending.isClosed).toBe(true);
});

test("who was put out gives the log time to say why", async () => {
	await sendVoice();
	relay.end(4404);
	await timers.advance(1_900);
	expect(told).toEqual([]);
	await timers.advance(100);
	expect(told).toEqual(["failed: You are no longer in this call."]);
});

test("who was put out and has left meanwhile is told nothing", async () => {
	await sendVoice();
	relay.end(4404);
	transport.leave();
	await timers.advance(10_000);
	expect(told).toEqual([]);
});

test("who is not let in learns it from connect, which rejects", async () => {
	const connected = transport.connect();
	relay.end(1006);
	await expect(connected).rejects.toThrow("The connection to the media server was lost.");
	expect(told).toEqual([]);
});

test("a relay that never answers is not waited for for ever", async () => {
	const connected = transport.connect();
	const rejected = expect(connected).rejects.toThrow("The media server does not answer.");
	await timers.advance(10_000);
	await rejected;
});

test("what the media server refuses ends the transport, and so does what the browser can't take", async () => {
	await sendVoice();
	relay.say("error", { code: "media_refused", message: "The media server refused that.", to: "publish" });
	expect(told).toEqual(["failed: The media server refused that."]);
});

test("an offer that the browser does not understand ends the transport", async () => {
	await sendVoice();
	relay.say("offer", { round: 1, sdp: "nonsense", tracks: [] });
	await settle();
	expect(told).toEqual(["failed: The browser does not understand what the media server sends."]);
});

test("after leaving nothing is said and everything is closed", async () => {
	const sending = await sendVoice();
	relay.offer(1, [{ mid: "0", participant_id: "bob", source: "microphone" }]);
	transport.leave();
	await settle();
	sending.become("failed");
	relay.end(1006);
	await timers.advance(60_000);
	expect(told).toEqual([]);
	expect(connections.every(({ isClosed }) => isClosed)).toBe(true);
	expect(relay.isClosed).toBe(true);
});
