/** Whole calls, without a browser: a few people's pages, a small server, fake devices and a fake network. */
import { expect, test } from "vitest";
import { PageCalls } from "../../src/calls/calls";
import { CallServer, full, links, playing, twoTalk, walkIn } from "../support/callers";
import { ann, bob, cat } from "../support/world";

test("two people walk in, are connected, and hear each other", async () => {
	const [, a, b] = await twoTalk();
	const connected = [
		["ann", "connected"],
		["bob", "connected"],
	];
	expect(links(a)).toEqual(connected);
	expect(links(b)).toEqual(connected);
	expect(a.active).toMatchObject({ conversationId: "kitchen", phase: "in", transport: "mesh", notice: null });
	expect(playing(a).length).toBe(1);
	expect(a.browser.live).toEqual(["microphone"]);
	expect(a.calls.states.value.get("kitchen")?.get("bob")?.muted).toBe(false);
});

test("the engine is loaded once, and nothing is asked of the devices before", async () => {
	const [, a] = await twoTalk();
	expect(a.loads).toBe(1);
	const idle = new CallServer().page(cat);
	expect(idle.loads).toBe(0);
	expect(idle.browser.asked).toEqual([]);
});

test("somebody who is not in the call sees who is, and hears nothing", async () => {
	const [server, a] = await twoTalk();
	const outsider = server.page(cat);
	a.calls.setHand(true);
	await server.timers.advance(1_000);
	expect(outsider.calls.states.value.get("kitchen")?.get("ann")?.hand).toBe(true);
	expect(outsider.active).toBeNull();
	expect(outsider.browser.speakers).toEqual([]);
});

test("what I do is told at once, to a newcomer, and every five seconds", async () => {
	const [server, a] = await twoTalk();
	const before = server.told("ann").length;
	await server.timers.advance(15_000);
	expect(server.told("ann").length - before).toBe(3);
	a.calls.setMuted(true);
	await server.timers.advance(200);
	expect(server.told("ann").at(-1)).toMatchObject({ muted: true, participant_id: a.participantId });
	const count = server.told("ann").length;
	await walkIn(server, server.page(cat));
	expect(server.told("ann").length).toBeGreaterThan(count);
});

test("muted means that the track is silent, deafened that nothing plays, and both come back as they were", async () => {
	const [server, a, b] = await twoTalk();
	const microphone = a.browser.opened[0];
	a.calls.setMuted(true);
	await server.timers.advance(100);
	expect(microphone?.enabled).toBe(false);
	expect(b.person("ann")?.muted).toBe(true);
	a.calls.setDeafened(true);
	await server.timers.advance(100);
	expect(playing(a).every(({ muted }) => muted)).toBe(true);
	a.calls.setDeafened(false);
	await server.timers.advance(200);
	expect(a.me).toMatchObject({ deafened: false, muted: true });
	a.calls.setDeafened(true);
	a.calls.setMuted(false);
	await server.timers.advance(200);
	expect(a.me).toMatchObject({ deafened: false, muted: false });
	expect(microphone?.enabled).toBe(true);
});

test("with push-to-talk I am heard only while I hold it", async () => {
	const [server, a, b] = await twoTalk();
	await a.calls.prefer({ pushToTalk: true });
	await server.timers.advance(200);
	expect(b.person("ann")?.muted).toBe(true);
	a.calls.talk(true);
	await server.timers.advance(200);
	expect(b.person("ann")?.muted).toBe(false);
	expect(a.browser.opened[0]?.enabled).toBe(true);
	a.calls.talk(false);
	await server.timers.advance(0);
	expect(a.browser.opened[0]?.enabled).toBe(false);
});

test("a camera is shown to the others while it is on, and its light goes out with it", async () => {
	const [server, a, b] = await twoTalk();
	await a.calls.setVideo(true);
	await server.timers.advance(200);
	expect(b.person("ann")?.camera).not.toBeNull();
	expect(a.me?.camera).not.toBeNull();
	const picture = b.person("ann")?.camera;
	a.calls.setHand(true);
	await server.timers.advance(200);
	expect(b.person("ann")?.camera).toBe(picture);
	await a.calls.setVideo(false);
	await server.timers.advance(200);
	expect(b.person("ann")?.camera).toBeNull();
	expect(a.browser.live).toEqual(["microphone"]);
});

test("the sound of a screen is heard while the screen is shown, and not without it", async () => {
	const [server, a, b] = await twoTalk();
	await a.calls.setSharing(true);
	await server.timers.advance(200);
	expect(playing(b).length).toBe(2);
	await a.calls.setSharing(false);
	await server.timers.advance(200);
	expect(playing(b).length).toBe(1);
});

test("a picture that is off the screen is not asked for", async () => {
	const [server, a, b] = await twoTalk();
	await a.calls.setVideo(true);
	await server.timers.advance(200);
	b.calls.setVisible("ann", "off");
	expect(b.person("ann")?.camera).toBeNull();
	b.calls.setVisible("ann", "small");
	expect(b.person("ann")?.camera).not.toBeNull();
});

test("a screen is shared until I or the browser end it", async () => {
	const [server, a, b] = await twoTalk();
	await a.calls.setSharing(true);
	await server.timers.advance(200);
	expect(b.person("ann")).toMatchObject({ sharing: true });
	expect(b.person("ann")?.screen).not.toBeNull();
	const screen = a.browser.opened.find(({ id }) => id === "screen");
	screen?.stop();
	screen?.onended?.();
	await server.timers.advance(200);
	expect(b.person("ann")).toMatchObject({ sharing: false, screen: null });
	expect(a.browser.live).toEqual(["microphone"]);
});

test("leaving stops every device and sound and tells the server, and no farewell is said", async () => {
	const [server, a, b] = await twoTalk();
	await a.calls.setVideo(true);
	const left = a.calls.leave();
	expect(a.active).toBeNull();
	expect(a.browser.live).toEqual([]);
	await server.timers.advance(100);
	await left;
	expect(playing(a)).toEqual([]);
	expect(a.browser.meters).toBe(0);
	expect(a.browser.listeners).toBe(0);
	expect(a.calls.farewell.value).toBeNull();
	expect(b.active?.people.map(({ userId }) => userId)).toEqual(["bob"]);
	expect(a.calls.states.value.get("kitchen")?.get("ann")).toBeUndefined();
	const { length } = server.signals;
	await server.timers.advance(20_000);
	expect(server.signals.slice(length).filter(({ by }) => by === "ann")).toEqual([]);
});

test("a leave while the server is still asked leaves nobody behind", async () => {
	const server = new CallServer();
	const page = server.page(ann);
	const joined = page.calls.join("kitchen");
	await server.timers.advance(10);
	void page.calls.leave();
	await server.timers.advance(1_000);
	await joined;
	expect(server.callIn("kitchen")).toBeNull();
	expect(page.active).toBeNull();
	expect(page.browser.live).toEqual([]);
});

test("another room is one step away: no question, no farewell, one call", async () => {
	const [server, a, b] = await twoTalk();
	await a.calls.setVideo(true);
	await walkIn(server, a, "garden", { muted: true });
	expect(a.active).toMatchObject({ conversationId: "garden", phase: "in" });
	expect(a.calls.farewell.value).toBeNull();
	expect(a.me).toMatchObject({ muted: true, video: false });
	expect(a.browser.live).toEqual(["microphone"]);
	expect(b.active?.people).toHaveLength(1);
	expect(server.network.connections.filter(({ isClosed }) => !isClosed)).toEqual([]);
});

test("when the other room has no place, the one before does not hold mine", async () => {
	const [server, a] = await twoTalk();
	server.refusal = full();
	const joined = expect(a.calls.join("garden")).rejects.toThrow("full");
	await server.timers.advance(25);
	await joined;
	server.refusal = null;
	await server.timers.advance(1_000);
	expect(server.callIn("kitchen")?.participants.map(({ user_id }) => user_id)).toEqual(["bob"]);
	expect(a.active).toBeNull();
});

test("without a microphone one can listen, and is told what to do", async () => {
	const server = new CallServer();
	const [a, b] = [server.page(ann), server.page(bob)];
	a.browser.microphone = "NotAllowedError";
	await walkIn(server, a);
	await walkIn(server, b);
	expect(a.active?.deviceProblem).toMatch(/^The microphone is blocked. Allow it/);
	expect(a.me?.muted).toBe(true);
	expect(a.person("bob")?.link).toBe("connected");
	expect(playing(a)).toHaveLength(1);
	expect(b.person("ann")?.muted).toBe(true);
	a.browser.microphone = null;
	a.calls.setMuted(false);
	await server.timers.advance(300);
	expect(a.active?.deviceProblem).toBeNull();
	expect(b.person("ann")?.muted).toBe(false);
});

test("a camera that can't be opened says why, and I stay in the call", async () => {
	const [server, a] = await twoTalk();
	a.browser.camera = "NotReadableError";
	await expect(a.calls.setVideo(true)).rejects.toThrow("Close other programs that use it");
	await server.timers.advance(100);
	expect(a.active?.phase).toBe("in");
	expect(a.me?.video).toBe(false);
});

test("how loud somebody is for me is kept, also for the next call", async () => {
	const [server, a] = await twoTalk();
	a.calls.setVolume("bob", 0.4);
	await server.timers.advance(0);
	expect(playing(a).map(({ volume }) => volume)).toEqual([0.4]);
	expect(a.person("bob")?.volume).toBe(0.4);
	a.calls.setVolume("bob", 5);
	await server.timers.advance(0);
	expect(a.browser.gains.at(-1)).toBe(2);
	a.calls.stop();
	a.calls.enter("ann");
	await walkIn(server, a);
	expect(a.person("bob")?.volume).toBe(2);
});

test("a browser that plays nothing by itself is asked for a tap", async () => {
	const server = new CallServer();
	const [a, b] = [server.page(ann), server.page(bob)];
	a.browser.refusesToPlay = true;
	await walkIn(server, a);
	await walkIn(server, b);
	expect(a.active?.notice).toMatch(/tap anywhere/);
	a.browser.refusesToPlay = false;
	a.browser.gesture?.();
	await server.timers.advance(0);
	expect(a.active?.notice).toBeNull();
	expect(playing(a)).toHaveLength(1);
});

test("signing out ends the call", async () => {
	const [, a] = await twoTalk();
	a.calls.stop();
	expect(a.active).toBeNull();
	expect(a.browser.live).toEqual([]);
	expect(a.calls.states.value.size).toBe(0);
});

test("a page that goes says so on its way", async () => {
	const [server, a, b] = await twoTalk();
	a.calls.pageGone();
	await server.timers.advance(0);
	expect(server.requests).toContain("ann leaves at once");
	expect(b.active?.people).toHaveLength(1);
});

test("what is not for me, of another call or on another stream reaches no connection", async () => {
	const [server, a, b] = await twoTalk();
	const real = server.signals.find(({ type }) => type === "call.offer");
	if (!real) throw new Error("nobody offered");
	const made = server.network.connections.length;
	const from = { user: "cat", connection: "c" };
	const good = { call_id: "talk1", participant_id: b.participantId, to_participant: a.participantId };
	const bad = [
		{ stream: "chat:duo", payload: good },
		{ stream: "group:crew", payload: { ...good, call_id: "talk9" } },
		{ stream: "group:crew", payload: { ...good, to_participant: "somebody" } },
		{ stream: "group:crew", payload: { ...good, participant_id: "stranger" } },
	];
	for (const { stream, payload } of bad) {
		const whole = { ...payload, session: "injected", sdp: "a=ice-ufrag:x\na=connection:evil\nm=\nm=\nm=\nm=\n" };
		a.calls.take({ frame: "signal", stream, type: "call.offer", payload: whole, from });
	}
	await server.timers.advance(1_000);
	expect(server.network.connections).toHaveLength(made);
	expect(a.person("bob")?.link).toBe("connected");
});

test("a page that can't take part says why and loads nothing", async () => {
	const page = new CallServer().page(ann);
	const calls = new PageCalls({ ...page.ports, unavailable: "Calls need a secure page (https)." });
	await expect(calls.join("kitchen")).rejects.toThrow("https");
	await expect(calls.preview()).rejects.toThrow("https");
	await calls.refreshDevices();
	expect(page.loads).toBe(0);
});

test("a chunk that can't be loaded is said in words, and is tried again", async () => {
	const server = new CallServer();
	const page = server.page(ann);
	let fails = true;
	const load: typeof page.ports.load = (ports) => (fails ? Promise.reject(new Error("404")) : page.ports.load(ports));
	const calls = new PageCalls({ ...page.ports, load });
	await expect(calls.join("kitchen")).rejects.toThrow("Calls could not be loaded.");
	fails = false;
	const joined = calls.join("kitchen");
	await server.timers.advance(100);
	await joined;
	expect(calls.active.value?.phase).toBe("in");
});

test("a preview holds the devices until it is closed, and shows what is wrong", async () => {
	const server = new CallServer();
	const page = server.page(ann);
	const preview = await page.calls.preview();
	await preview.setCamera(true);
	expect(preview.camera.value).not.toBeNull();
	page.browser.loud.set(page.browser.opened[0]?.real as MediaStreamTrack, 0.1);
	await server.timers.advance(200);
	expect(preview.level.value).toBeGreaterThan(0.5);
	await preview.setCamera(false);
	page.browser.camera = "NotAllowedError";
	await preview.setCamera(true);
	expect(preview.problem.value).toMatch(/^The camera is blocked/);
	preview.close();
	expect(page.browser.live).toEqual([]);
	expect(page.browser.listeners).toBe(0);
});
