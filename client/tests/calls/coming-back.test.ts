/** Why one is out of a call, and who comes back by themselves: the log, the socket and the server decide. */
import { expect, test } from "vitest";
import { ApiError, Offline } from "../../src/api/errors";
import { CallServer, full, links, playing, twoTalk, walkIn } from "../support/callers";
import { ann, bob } from "../support/world";

test("another device of mine takes my place, and this one says so and does not come back", async () => {
	const [server, a] = await twoTalk();
	server.join(ann, "kitchen", "my-phone");
	server.takeOut(ann, "kitchen", "elsewhere", a.participantId);
	await server.timers.advance(30_000);
	expect(a.calls.farewell.value).toBe("You joined from another device or tab.");
	expect(a.active).toBeNull();
	expect(a.browser.live).toEqual([]);
	expect(server.requests.filter((it) => it.startsWith("ann join"))).toHaveLength(1);
	a.calls.dismissFarewell();
	expect(a.calls.farewell.value).toBeNull();
});

test("another device is known as such also when no event said why", async () => {
	const [server, a] = await twoTalk();
	server.pages.delete(a);
	server.takeOut(ann, "kitchen", "elsewhere");
	server.join(ann, "kitchen", "my-phone");
	a.jump();
	await server.timers.advance(0);
	expect(a.calls.farewell.value).toBe("You joined from another device or tab.");
});

test("who is removed is out at once, and is told why", async () => {
	const [server, a, b] = await twoTalk();
	server.takeOut(bob, "kitchen", "removed");
	await server.timers.advance(0);
	expect(b.calls.farewell.value).toMatch(/^You can't read this conversation any more/);
	expect(b.browser.live).toEqual([]);
	await server.timers.advance(30_000);
	expect(server.requests.filter((it) => it.startsWith("bob join"))).toHaveLength(1);
	expect(a.active?.people).toHaveLength(1);
	expect(server.network.connections.filter(({ isClosed }) => !isClosed)).toEqual([]);
});

test("a room that is deleted ends its call in words", async () => {
	const server = new CallServer();
	const page = server.page(ann);
	await walkIn(server, page);
	server.emit("room.deleted", { room_id: "kitchen" });
	await server.timers.advance(0);
	expect(page.calls.farewell.value).toBe("The room was deleted, and its call ended with it.");
});

test("whom the server lost comes back by themselves, as a new participant, and is heard again", async () => {
	const [server, a, b] = await twoTalk();
	const before = a.participantId;
	server.takeOut(ann, "kitchen", "lost");
	await server.timers.advance(3_000);
	expect(a.calls.farewell.value).toBeNull();
	expect(a.participantId).not.toBe(before);
	expect(links(a)).toEqual([
		["bob", "connected"],
		["ann", "connected"],
	]);
	expect(b.person("ann")?.link).toBe("connected");
	expect(playing(b)).toHaveLength(1);
});

test("the last one who was lost starts the call again", async () => {
	const server = new CallServer();
	const page = server.page(ann);
	await walkIn(server, page);
	server.takeOut(ann, "kitchen", "lost");
	await server.timers.advance(3_000);
	expect(page.active?.phase).toBe("in");
	expect(server.callIn("kitchen")?.participants).toHaveLength(1);
});

test("a lost socket is said, media goes on, and the first word after it is that I am here", async () => {
	const [server, a] = await twoTalk();
	a.setUp(false);
	await server.timers.advance(5_000);
	expect(a.active?.phase).toBe("away");
	expect(a.person("bob")?.link).toBe("connected");
	const { length } = server.signals;
	a.setUp(true);
	await server.timers.advance(0);
	expect(server.signals[length]).toMatchObject({ by: "ann", type: "call.state" });
	expect(a.active?.phase).toBe("in");
	expect(server.requests.filter((it) => it.startsWith("ann join"))).toHaveLength(1);
});

test("away for too long, I am in again as soon as the server is there", async () => {
	const [server, a, b] = await twoTalk();
	a.setUp(false);
	server.takeOut(ann, "kitchen", "lost");
	await server.timers.advance(20_000);
	expect(b.active?.people).toHaveLength(1);
	a.setUp(true);
	await server.timers.advance(5_000);
	expect(b.person("ann")?.link).toBe("connected");
	expect(a.active?.phase).toBe("in");
});

test("coming back to a call from which another device took me does not take it back", async () => {
	const [server, a] = await twoTalk();
	a.setUp(false);
	server.takeOut(ann, "kitchen", "elsewhere");
	server.join(ann, "kitchen", "my-phone");
	a.setUp(true);
	await server.timers.advance(10_000);
	expect(a.calls.farewell.value).toBe("You joined from another device or tab.");
	expect(server.callIn("kitchen")?.participants.map(({ id }) => id)).toContain("my-phone");
});

test("a server that takes nobody more says so in its own words, and nothing stays open", async () => {
	const server = new CallServer();
	const page = server.page(ann);
	server.refusal = full();
	const joined = expect(page.calls.join("kitchen")).rejects.toThrow("This call is full");
	await server.timers.advance(100);
	await joined;
	expect(page.active).toBeNull();
	expect(page.browser.live).toEqual([]);
	expect(page.calls.farewell.value).toBeNull();
});

test("without a server joining rejects as offline", async () => {
	const server = new CallServer();
	const page = server.page(ann);
	page.isUp = false;
	const joined = expect(page.calls.join("kitchen")).rejects.toBeInstanceOf(Offline);
	await server.timers.advance(100);
	await joined;
});

test("whom the server does not let back in is told why", async () => {
	const [server, a] = await twoTalk();
	server.refusal = new ApiError(404, { message: "There is no such conversation." });
	server.takeOut(ann, "kitchen", "lost");
	await server.timers.advance(3_000);
	expect(a.active).toBeNull();
	expect(a.calls.farewell.value).toMatch(/^You can't read this conversation/);
});

test("a machine that slept for long is not put back among people by itself", async () => {
	const [server, a] = await twoTalk();
	a.setUp(false);
	server.takeOut(ann, "kitchen", "lost");
	server.timers.sleep(600_000);
	a.setUp(true);
	await server.timers.advance(10_000);
	expect(a.calls.farewell.value).toBe("You were away for a while, so the call went on without you.");
	expect(a.browser.live).toEqual([]);
	expect(server.callIn("kitchen")?.participants.map(({ user_id }) => user_id)).toEqual(["bob"]);
});
