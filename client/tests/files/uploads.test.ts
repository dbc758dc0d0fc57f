import { beforeEach, describe, expect, test } from "vitest";
import { Offline } from "../../src/api/errors";
import type { File as SentFile } from "../../src/api/types";
import type { Chosen, Outgoing, Place, Tray, Upload } from "../../src/files/seam";
import { LARGE } from "../../src/files/sending";
import { MOST_FILES, Uploads } from "../../src/files/uploads";
import { FakeTimers, settle } from "../support/time";
import { FakeFileServer } from "./file-server";

const room = "room";
const most = 64 * 1024 * 1024;

let server: FakeFileServer;
let timers: FakeTimers;
let uploads: Uploads;
let trays: ReadonlyMap<Place, Tray>;
let released: string[];

beforeEach(() => {
	server = new FakeFileServer();
	timers = new FakeTimers();
	trays = new Map();
	released = [];
	uploads = new Uploads({
		wire: server.wire,
		timers,
		largest: () => most,
		forget: async (id) => void server.files.delete(id),
		picture: (blob) => (blob.type.startsWith("image/") ? `blob:${blob.size}` : null),
		release: (picture) => released.push(picture),
		onChange: (next) => {
			trays = next;
		},
	});
});

function chosen(name: string, size = 10, type = "text/plain"): Chosen {
	return { name, blob: new Blob([new Uint8Array(size)], { type }) };
}

function shown(): readonly Upload[] {
	return trays.get(room)?.uploads ?? [];
}

function states(): string[] {
	return shown().map(({ state }) => state);
}

function outgoing(text = "Look"): Outgoing & { posts: SentFile[][]; back: string[] } {
	const posts: SentFile[][] = [];
	const back: string[] = [];
	return { text, posts, back, post: (files) => posts.push([...files]), takeBack: (words) => back.push(words) };
}

describe("several files", () => {
	test("go up three at a time, in the order of choosing", async () => {
		server.hold();
		uploads.add(
			room,
			["a", "b", "c", "d"].map((name) => chosen(name)),
		);
		await settle();
		expect(states()).toEqual(["sending", "sending", "sending", "waiting"]);
		server.release();
		await settle();
		expect(states()).toEqual(["done", "done", "done", "done"]);
		expect([...server.files.values()].map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
	});

	test("show how far each is", async () => {
		server.hold();
		uploads.add(room, [chosen("a", 100)]);
		await settle();
		server.progress(40);
		expect(shown()[0]?.sent).toBe(40);
	});

	test("more than a message carries are left out, in words", async () => {
		uploads.add(
			room,
			Array.from({ length: MOST_FILES + 2 }, (_, at) => chosen(`${at}`)),
		);
		expect(shown()).toHaveLength(MOST_FILES);
		expect(trays.get(room)?.refused).toContain("20 files at most");
	});

	test("that are too large or empty are refused before a byte is sent", async () => {
		uploads.add(room, [chosen("film.mkv", most + 1)]);
		expect(trays.get(room)?.refused).toBe("film.mkv is 64 MB. Files up to 64 MB can be sent here.");
		uploads.add(room, [chosen("nothing", 0)]);
		expect(trays.get(room)?.refused).toContain("nothing is empty");
		await settle();
		expect(server.requests).toEqual([]);
	});
});

describe("a file in the tray", () => {
	test("that is removed while it goes up is stopped, and nothing of it stays", async () => {
		server.hold();
		uploads.add(room, [chosen("a.png", 10, "image/png"), chosen("b")]);
		await settle();
		uploads.remove(shown()[0]?.id ?? "");
		server.release();
		await settle();
		expect(shown().map(({ name }) => name)).toEqual(["b"]);
		expect([...server.files.values()].map(({ name }) => name)).toEqual(["b"]);
		expect(released).toEqual(["blob:10"]);
	});

	test("that is removed when it is up is deleted on the server", async () => {
		uploads.add(room, [chosen("a")]);
		await settle();
		expect(server.files.size).toBe(1);
		uploads.remove(shown()[0]?.id ?? "");
		await settle();
		expect(server.files.size).toBe(0);
		expect(trays.size).toBe(0);
	});

	test("that the server refuses says why, and can be tried again", async () => {
		server.refuse(422, { code: "too_many_files", message: "Your space is full." });
		uploads.add(room, [chosen("a")]);
		await settle();
		expect(shown()[0]).toMatchObject({ state: "failed", error: "Your space is full." });
		uploads.retry(shown()[0]?.id ?? "");
		await settle();
		expect(states()).toEqual(["done"]);
	});

	test("pauses while the server is away, waits longer each time and goes on", async () => {
		server.away = true;
		uploads.add(room, [chosen("a")]);
		await settle();
		expect(states()).toEqual(["paused"]);
		expect(timers.untilNext).toBe(500);
		await timers.advance(500);
		expect(timers.untilNext).toBe(1_000);
		server.away = false;
		await timers.advance(1_000);
		expect(states()).toEqual(["done"]);
	});

	test("says that it goes on when something of it has left, not when it is tried", async () => {
		server.away = true;
		uploads.add(room, [chosen("a", 100)]);
		await settle();
		server.away = false;
		server.hold();
		uploads.wake();
		await settle();
		expect(shown()[0]).toMatchObject({ state: "sending", again: true });
		server.progress(10);
		expect(shown()[0]).toMatchObject({ state: "sending", again: false, sent: 10 });
	});

	test("goes on at once when the line is back", async () => {
		server.away = true;
		uploads.add(room, [chosen("a")]);
		await settle();
		server.away = false;
		uploads.wake();
		await settle();
		expect(states()).toEqual(["done"]);
		expect(timers.untilNext).toBe(null);
	});

	test("does not ask a busy server sooner than it said", async () => {
		server.refuse(429, { code: "too_many", message: "Slow down." }, { "Retry-After": "7" });
		uploads.add(room, [chosen("a")]);
		await settle();
		expect(timers.untilNext).toBe(7_500);
	});

	test("whose request falls silent is tried again", async () => {
		server.hold();
		uploads.add(room, [chosen("a")]);
		await timers.advance(60_000);
		expect(states()).toEqual(["paused"]);
	});

	test("that can't be read any more says so and is not tried for ever", async () => {
		const blob = chosen("gone").blob;
		blob.slice = () => ({ arrayBuffer: () => Promise.reject(new Error("NotReadableError")) }) as unknown as Blob;
		uploads.add(room, [{ name: "gone", blob }]);
		await settle();
		expect(shown()[0]).toMatchObject({ state: "failed", error: "It can't be read any more. Choose it again." });
	});
});

describe("a large file", () => {
	const size = LARGE * 2 + 5;

	test("goes up in pieces and is the same bytes", async () => {
		const bytes = Buffer.alloc(size, "every byte counts");
		uploads.add(room, [{ name: "Füße.bin", blob: new Blob([bytes]) }]);
		await settle(80);
		expect(states()).toEqual(["done"]);
		const [file] = server.files.values();
		expect(file?.name).toBe("Füße.bin");
		expect(Buffer.from(file?.bytes ?? []).equals(bytes)).toBe(true);
		expect(server.methods("PATCH")).toBe(3);
	});

	test("goes on after a cut from where the server is", async () => {
		server.cutPatch(2);
		uploads.add(room, [chosen("big", size)]);
		await settle(80);
		expect(states()).toEqual(["paused"]);
		uploads.wake();
		await settle(80);
		expect(states()).toEqual(["done"]);
		const offsets = server.requests.filter(({ method }) => method === "PATCH").map(({ offset }) => offset);
		// The server kept half of the piece that was cut.
		expect(offsets).toEqual([0, LARGE, LARGE * 1.5]);
		expect([...server.files.values()][0]?.bytes.length).toBe(size);
	});

	test("whose last answer was lost is asked for", async () => {
		server.loseLastAnswer = true;
		uploads.add(room, [chosen("big", size)]);
		await settle(80);
		uploads.wake();
		await settle(80);
		expect(states()).toEqual(["done"]);
		expect(server.files.size).toBe(1);
	});

	test("that the server has forgotten begins anew", async () => {
		server.cutPatch(2);
		uploads.add(room, [chosen("big", size)]);
		await settle(80);
		server.forgetUploads();
		uploads.wake();
		await settle(80);
		expect(states()).toEqual(["done"]);
	});

	test("that is removed half way is ended on the server", async () => {
		server.cutPatch(2);
		uploads.add(room, [chosen("big", size)]);
		await settle(80);
		expect(server.open.size).toBe(1);
		uploads.remove(shown()[0]?.id ?? "");
		await settle();
		expect(server.open.size).toBe(0);
		expect(trays.size).toBe(0);
	});
});

describe("sending", () => {
	test("a text alone goes at once", () => {
		const message = outgoing();
		uploads.send(room, message);
		expect(message.posts).toEqual([[]]);
	});

	test("with files that are up goes at once and takes them along", async () => {
		uploads.add(room, [chosen("a"), chosen("b")]);
		await settle();
		const message = outgoing();
		uploads.send(room, message);
		expect(message.posts.map((files) => files.map(({ name }) => name))).toEqual([["a", "b"]]);
		expect(trays.size).toBe(0);
	});

	test("before the files are up waits in the tray and goes with the last of them, once", async () => {
		server.hold();
		uploads.add(room, [chosen("a"), chosen("b")]);
		await settle();
		const message = outgoing("Two of them");
		uploads.send(room, message);
		expect(trays.get(room)?.held).toMatchObject([{ text: "Two of them", uploads: [{ name: "a" }, { name: "b" }] }]);
		expect(shown()).toEqual([]);
		expect(message.posts).toEqual([]);
		server.release();
		await settle();
		expect(message.posts.map((files) => files.map(({ name }) => name))).toEqual([["a", "b"]]);
		expect(trays.size).toBe(0);
	});

	test("keeps the order of two that wait", async () => {
		server.hold();
		const [first, second] = [outgoing("first"), outgoing("second")];
		const order: string[] = [];
		uploads.add(room, [chosen("big", LARGE + 1)]);
		uploads.send(room, { ...first, post: () => order.push("first") });
		uploads.add(room, [chosen("small")]);
		uploads.send(room, { ...second, post: () => order.push("second") });
		await settle();
		server.releaseNewest();
		await settle();
		expect(order).toEqual([]);
		server.release();
		await settle(80);
		expect(order).toEqual(["first", "second"]);
	});

	test("is not stopped by a message before it whose file was refused", async () => {
		server.refuse(422, { code: "no", message: "No." });
		const [first, second] = [outgoing(), outgoing()];
		uploads.add(room, [chosen("bad")]);
		uploads.send(room, first);
		await settle();
		uploads.add(room, [chosen("good")]);
		uploads.send(room, second);
		await settle();
		expect(first.posts).toEqual([]);
		expect(second.posts).toHaveLength(1);
	});

	test("can be taken back: the files are in the tray again, and the text with its writer", async () => {
		server.hold();
		uploads.add(room, [chosen("a")]);
		const message = outgoing("Wait");
		uploads.send(room, message);
		uploads.takeBack(trays.get(room)?.held[0]?.id ?? "");
		server.release();
		await settle();
		expect(message.back).toEqual(["Wait"]);
		expect(message.posts).toEqual([]);
		expect(states()).toEqual(["done"]);
	});

	test("comes back when its last file is removed", async () => {
		server.hold();
		uploads.add(room, [chosen("a")]);
		const message = outgoing("Wait");
		uploads.send(room, message);
		uploads.remove(trays.get(room)?.held[0]?.uploads[0]?.id ?? "");
		expect(message.back).toEqual(["Wait"]);
		expect(message.posts).toEqual([]);
		expect(trays.size).toBe(0);
	});

	test("a voice note goes past what else is in the tray, with its length and loudness", async () => {
		server.hold();
		uploads.add(room, [chosen("a")]);
		const note = outgoing("");
		uploads.sendOne(room, { ...chosen("Voice note.webm"), voice: { seconds: 2.5, waveform: [0, 50, 100] } }, note);
		server.release();
		await settle();
		expect(note.posts).toMatchObject([[{ name: "Voice note.webm", seconds: 2.5, waveform: [0, 50, 100] }]]);
		expect(states()).toEqual(["done"]);
	});

	test("of one place leaves the tray of another alone", async () => {
		uploads.add(room, [chosen("a")]);
		uploads.add("thread", [chosen("b")]);
		await settle();
		const message = outgoing();
		uploads.send("thread", message);
		expect(message.posts.map((files) => files.map(({ name }) => name))).toEqual([["b"]]);
		expect(shown().map(({ name }) => name)).toEqual(["a"]);
	});
});

test("whoever signs out leaves nothing behind", async () => {
	server.hold();
	uploads.add(room, [chosen("a.png", 10, "image/png")]);
	const message = outgoing();
	uploads.send(room, message);
	uploads.clear();
	server.release();
	await settle();
	expect(trays.size).toBe(0);
	expect(message.posts).toEqual([]);
	expect(released).toEqual(["blob:10"]);
});

test("an answer that is no JSON counts as no answer", async () => {
	server.refuse(200, "<html>Sign in to the hotel</html>");
	uploads.add(room, [chosen("a")]);
	await settle();
	expect(states()).toEqual(["paused"]);
	expect(new Offline().message).toContain("reached");
});
