/** How a call changes its transport, keeps its relay, and pauses cameras when too many are in. */
import { expect, test } from "vitest";
import { CallServer, type Page, twoTalk, walkIn } from "../support/callers";
import { FakeTrack } from "../support/rtc";
import { ann, bob, cat, user } from "../support/world";

async function walkOut(server: CallServer, page: Page): Promise<void> {
	void page.calls.leave();
	await server.timers.advance(100);
}

const meshes = (server: CallServer) => server.network.connections.filter(({ isClosed }) => !isClosed).length;
const joins = (server: CallServer) => server.requests.filter((it) => it.startsWith("ann join"));

test("a call that moves takes me along: the same participant, and the mesh only ends when the server's media flows", async () => {
	const [server, a] = await twoTalk();
	server.move("kitchen", "janus");
	await server.timers.advance(100);
	const [transport] = a.browser.transports;
	expect(joins(server)).toEqual([`ann join kitchen ${a.participantId}`, `ann join kitchen ${a.participantId}`]);
	expect(meshes(server)).toBe(2);
	expect(a.active?.transport).toBe("mesh");
	transport?.opens();
	await server.timers.advance(1_000);
	expect(a.active).toMatchObject({ transport: "janus", notice: null });
	expect(transport?.others).toEqual([a.person("bob")?.id]);
	expect(transport?.tracks.microphone).toBe(a.browser.opened[0]);
	expect(meshes(server)).toBe(2);
	expect(a.browser.transports).toHaveLength(1);
});

test("a move that comes while I am walking in is followed", async () => {
	const server = new CallServer();
	server.join(bob, "kitchen", "bob-1");
	const page = server.page(ann);
	void page.calls.join("kitchen");
	await server.timers.advance(19);
	server.timers.after(1, () => server.move("kitchen", "janus"));
	await server.timers.advance(5_100);
	expect(page.browser.transports.map(({ kind }) => kind)).toEqual(["janus"]);
});

test("a grant that is not for where the call is now is not asked for again and again", async () => {
	const [server, a] = await twoTalk();
	server.move("kitchen", "janus");
	server.transport = "mesh";
	const before = joins(server).length;
	await server.timers.advance(10_000);
	expect(joins(server).length - before).toBeGreaterThan(1);
	expect(joins(server).length - before).toBeLessThan(8);
	expect(a.active?.phase).toBe("in");
});

test("what the mesh brought is heard until media flows from the media server", async () => {
	const [server, a] = await twoTalk();
	server.move("kitchen", "janus");
	await server.timers.advance(100);
	const [transport] = a.browser.transports;
	transport?.opens();
	await server.timers.advance(100);
	const heard = () => a.browser.speakers.filter(({ isPlaying }) => isPlaying).map(({ track }) => track);
	const before = heard();
	const track = new FakeTrack("audio");
	track.muted = true;
	transport?.events.track(a.person("bob")?.id ?? "", "microphone", track.real);
	await server.timers.advance(100);
	expect(heard()).toEqual(before);
	track.flows();
	await server.timers.advance(100);
	expect(heard()).toHaveLength(1);
	expect(heard()).toContain(track);
});

test("the mesh is kept for as long as somebody has not come over, but not for ever", async () => {
	for (const [arrivesAfter, keeps] of [
		[500, 6_000],
		[9_000, 14_000],
		[60_000, 25_000],
	] as const) {
		const [server, a] = await twoTalk();
		server.pages.delete([...server.pages].find((page) => page !== a) as Page);
		server.move("kitchen", "janus");
		await server.timers.advance(100);
		const [transport] = a.browser.transports;
		transport?.opens();
		const id = a.person("bob")?.id ?? "";
		server.timers.after(arrivesAfter, () => transport?.events.track(id, "microphone", new FakeTrack("audio").real));
		await server.timers.advance(keeps - 200);
		expect(meshes(server)).toBe(2);
		await server.timers.advance(3_000);
		expect(meshes(server)).toBe(1);
	}
});

test("a media server that is away is tried again with a new grant, and the mesh goes on meanwhile", async () => {
	const [server, a] = await twoTalk();
	server.move("kitchen", "janus");
	await server.timers.advance(100);
	a.browser.transports[0]?.refuses();
	await server.timers.advance(0);
	expect(a.active?.notice).toMatch(/^The connection to the media server was lost/);
	expect(a.person("bob")?.link).toBe("connected");
	await server.timers.advance(10_000);
	a.browser.transports[1]?.opens();
	await server.timers.advance(100);
	expect(a.active).toMatchObject({ transport: "janus", notice: null });
	expect(joins(server)).toHaveLength(3);
});

test("a media server that breaks off is come back to", async () => {
	const [server, a] = await twoTalk();
	server.move("kitchen", "janus");
	await server.timers.advance(100);
	a.browser.transports[0]?.opens();
	await server.timers.advance(10_000);
	a.browser.transports[0]?.events.failed("the relay closed");
	await server.timers.advance(100);
	a.browser.transports[1]?.opens();
	await server.timers.advance(100);
	expect(a.browser.transports[0]?.isLeft).toBe(true);
	expect(a.browser.transports[1]?.isLeft).toBe(false);
	expect(a.active?.notice).toBeNull();
});

test("leaving while the media server is still being connected leaves it too", async () => {
	const [server, a] = await twoTalk();
	server.move("kitchen", "janus");
	await server.timers.advance(100);
	void a.calls.leave();
	a.browser.transports[0]?.opens();
	await server.timers.advance(1_000);
	expect(a.browser.transports[0]?.isLeft).toBe(true);
});

test("who walks into a call on a media server makes no connection to anybody else", async () => {
	const server = new CallServer();
	server.transport = "livekit";
	const page = server.page(ann);
	await walkIn(server, page);
	page.browser.transports[0]?.opens();
	await server.timers.advance(100);
	expect(page.active?.transport).toBe("livekit");
	expect(server.network.connections).toEqual([]);
});

test("a change of network reaches the transport", async () => {
	const server = new CallServer();
	server.transport = "janus";
	const page = server.page(ann);
	await walkIn(server, page);
	page.browser.transports[0]?.opens();
	await server.timers.advance(100);
	page.browser.online = false;
	page.calls.networkChanged();
	expect(page.browser.transports[0]?.restarts).toBe(0);
	page.browser.online = true;
	page.calls.networkChanged();
	expect(page.browser.transports[0]?.restarts).toBe(1);
});

test("credentials of the relay are asked for anew before they end", async () => {
	const server = new CallServer();
	server.credential = "secret";
	server.transport = "janus";
	const page = server.page(ann);
	page.browser.microphone = "NotFoundError";
	await walkIn(server, page);
	page.browser.transports[0]?.opens();
	server.credential = "newer";
	await server.timers.advance(470_000);
	expect(page.browser.transports[0]?.servers).toEqual([
		{ urls: ["turn:chat.example.test:3478"], username: "9999:ann", credential: "newer" },
	]);
	await server.timers.advance(470_000);
	expect(server.requests.filter((it) => it.startsWith("ann ice"))).toHaveLength(2);
});

test("where there are no credentials nothing is asked for", async () => {
	const server = new CallServer();
	const page = server.page(ann);
	page.browser.microphone = "NotFoundError";
	await walkIn(server, page);
	await server.timers.advance(700_000);
	expect(server.requests.filter((it) => it.includes("ice"))).toEqual([]);
});

test("above the limit of a mesh my camera pauses, in words, and comes back when there is room", async () => {
	const [server, a] = await twoTalk();
	server.videoLimit = 2;
	await walkOut(server, a);
	await walkIn(server, a, "kitchen", { video: true });
	expect(a.me?.video).toBe(true);
	await walkIn(server, server.page(cat));
	await server.timers.advance(4_000);
	expect(a.active?.notice).toBe("Video pauses while more than 2 people are here. Voices and screens go on.");
	expect(a.me?.video).toBe(false);
	expect(a.browser.live).toEqual(["microphone"]);
	await expect(a.calls.setVideo(true)).rejects.toThrow("more than 2 people");
	server.takeOut(cat, "kitchen", "left");
	await server.timers.advance(1_000);
	expect(a.active?.notice).toBeNull();
	expect(a.me?.video).toBe(true);
});

test("a call that moves in time pauses no camera", async () => {
	const [server, a] = await twoTalk();
	server.videoLimit = 2;
	await walkOut(server, a);
	await walkIn(server, a, "kitchen", { video: true });
	server.join(user("dan", "Dan"), "kitchen", "dan-1");
	server.videoLimit = 100;
	server.move("kitchen", "janus");
	await server.timers.advance(1_000);
	a.browser.transports[0]?.opens();
	await server.timers.advance(5_000);
	expect(a.me?.video).toBe(true);
	expect(a.active?.notice).toBeNull();
});
