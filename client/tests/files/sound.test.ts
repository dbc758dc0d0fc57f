import { beforeEach, describe, expect, test } from "vitest";
import { Player, type Sound, type Track } from "../../src/files/player";
import { LONGEST, Recording, type RecordingPorts } from "../../src/files/recording";
import { FakeTimers, settle } from "../support/time";

class FakeSound implements Sound {
	src = "";
	currentTime = 0;
	playbackRate = 1;
	duration = Number.POSITIVE_INFINITY;
	paused = true;
	readonly #listeners = new Map<string, () => void>();

	async play(): Promise<void> {
		this.paused = false;
		this.say("play");
	}

	pause(): void {
		if (this.paused) return;
		this.paused = true;
		this.say("pause");
	}

	addEventListener(type: string, work: () => void): void {
		this.#listeners.set(type, work);
	}

	say(type: string): void {
		if (type === "ended") this.paused = true;
		this.#listeners.get(type)?.();
	}
}

const track = (id: string, next?: () => Track | null): Track => ({
	id,
	url: `/api/files/${id}`,
	seconds: 10,
	...(next ? { next } : {}),
});

describe("the page's player", () => {
	let sound: FakeSound;
	let shelf: Map<string, string>;
	let player: Player;

	const make = () =>
		new Player(
			() => {
				sound = new FakeSound();
				return sound;
			},
			() => ({ getItem: (key) => shelf.get(key) ?? null, setItem: (key, value) => void shelf.set(key, value) }),
		);

	beforeEach(() => {
		shelf = new Map();
		player = make();
	});

	test("plays one at a time: another one takes its place", () => {
		player.toggle(track("a"));
		expect(player.now.value).toMatchObject({ id: "a", isPlaying: true, seconds: 10 });
		player.toggle(track("b"));
		expect(player.now.value).toMatchObject({ id: "b", isPlaying: true, position: 0 });
		expect(sound.src).toBe("/api/files/b");
	});

	test("pauses, and goes on from there", () => {
		player.toggle(track("a"));
		sound.currentTime = 4;
		sound.say("timeupdate");
		player.toggle(track("a"));
		expect(player.now.value).toMatchObject({ isPlaying: false, position: 4 });
		player.toggle(track("a"));
		expect(player.now.value).toMatchObject({ isPlaying: true, position: 4 });
		expect(sound.currentTime).toBe(4);
	});

	test("begins where one pointed, once the file is known", () => {
		player.seek(track("a"), 6);
		expect(player.now.value).toMatchObject({ position: 6 });
		sound.say("loadedmetadata");
		expect(sound.currentTime).toBe(6);
	});

	test("believes the file about its length, when the file knows it", () => {
		player.toggle(track("a"));
		sound.say("loadedmetadata");
		expect(player.now.value?.seconds).toBe(10);
		sound.duration = 9.5;
		sound.say("loadedmetadata");
		expect(player.now.value?.seconds).toBe(9.5);
	});

	test("goes on with the next of a run, and ends after the last", () => {
		player.toggle(track("a", () => track("b")));
		sound.say("ended");
		expect(player.now.value).toMatchObject({ id: "b", isPlaying: true });
		sound.say("ended");
		expect(player.now.value).toMatchObject({ id: "b", isPlaying: false, position: 0 });
	});

	test("keeps its pace for the next one and for the next visit", () => {
		player.nextRate();
		player.toggle(track("a"));
		expect(sound.playbackRate).toBe(1.5);
		player.nextRate();
		expect(sound.playbackRate).toBe(2);
		expect(make().rate.value).toBe(2);
		player.nextRate();
		expect(player.rate.value).toBe(1);
	});

	test("is silent while a film plays, and the film while it plays", () => {
		let paused = 0;
		const film = {
			pause: () => {
				paused += 1;
			},
		};
		player.toggle(track("a"));
		player.filmPlays(film);
		expect(player.now.value?.isPlaying).toBe(false);
		player.toggle(track("a"));
		expect(paused).toBe(1);
	});

	test("says of what can't be played that it can't, and can try again", () => {
		player.toggle(track("a"));
		sound.say("error");
		expect(player.now.value).toMatchObject({ isPlaying: false, problem: "It can't be played." });
		player.toggle(track("a"));
		expect(player.now.value).toMatchObject({ id: "a", isPlaying: true, problem: null });
	});
});

describe("a recording", () => {
	let timers: FakeTimers;
	let stopped: string[];
	let level: number;

	const stream = () => {
		const microphone = { stop: () => stopped.push("microphone") };
		return { getTracks: () => [microphone], getAudioTracks: () => [microphone] } as unknown as MediaStream;
	};
	const ports = (more: Partial<RecordingPorts> = {}): RecordingPorts => ({
		timers,
		open: async () => stream(),
		tape: () => ({
			mimeType: "audio/webm",
			start: () => {},
			stop: async () => new Blob(["sound"], { type: "audio/webm" }),
		}),
		meter: () => ({ read: () => level, close: () => stopped.push("meter") }),
		decode: async () => ({ samples: Float32Array.from([0, 0.5, 1, 0.5]), seconds: 2.04 }),
		...more,
	});

	beforeEach(() => {
		timers = new FakeTimers();
		stopped = [];
		level = 0.3;
	});

	test("has its length and its shape, and lets the microphone go", async () => {
		const recording = new Recording(ports());
		await recording.start();
		await timers.advance(2_000);
		expect(recording.state.value).toMatchObject({ phase: "recording", seconds: 2 });
		expect(recording.state.value.levels.at(-1)).toBeGreaterThan(0.5);
		const note = await recording.finish();
		expect(note).toMatchObject({ name: "Voice note.webm", voice: { seconds: 2, waveform: [0, 50, 100, 50] } });
		expect(stopped).toContain("microphone");
		expect(timers.untilNext).toBe(null);
	});

	test("that is thrown away leaves nothing, and lets the microphone go", async () => {
		const recording = new Recording(ports());
		await recording.start();
		await timers.advance(1_000);
		recording.cancel();
		await settle();
		expect(recording.state.value.phase).toBe("ended");
		expect(stopped).toContain("microphone");
		expect(await recording.finish()).toBe(null);
	});

	test("that is thrown away before the microphone came does not keep it", async () => {
		let give = (_: MediaStream) => {};
		const recording = new Recording(
			ports({
				open: () =>
					new Promise((resolve) => {
						give = resolve;
					}),
			}),
		);
		const started = recording.start();
		recording.cancel();
		give(stream());
		await started;
		expect(stopped).toEqual(["microphone"]);
	});

	test("of a moment was a slip of the finger", async () => {
		const recording = new Recording(ports());
		await recording.start();
		await timers.advance(200);
		expect(await recording.finish()).toBe(null);
	});

	test("says in words why there is no microphone", async () => {
		const refuse = () => Promise.reject(Object.assign(new Error(), { name: "NotAllowedError" }));
		const recording = new Recording(ports({ open: refuse }));
		await recording.start();
		expect(recording.state.value).toMatchObject({ phase: "failed" });
		expect(recording.state.value.problem).toContain("blocked");
	});

	test("ends by itself after a quarter of an hour and waits to be sent", async () => {
		const recording = new Recording(ports());
		await recording.start();
		timers.sleep((LONGEST - 1) * 1_000);
		await timers.advance(1_500);
		expect(recording.state.value.phase).toBe("finishing");
		expect(stopped).toContain("microphone");
		expect((await recording.finish())?.voice?.seconds).toBe(2);
	});

	test("that can't be decoded here still has its length", async () => {
		const recording = new Recording(ports({ decode: () => Promise.reject(new Error("EncodingError")) }));
		await recording.start();
		await timers.advance(3_000);
		expect((await recording.finish())?.voice).toMatchObject({ seconds: 3 });
	});
});
