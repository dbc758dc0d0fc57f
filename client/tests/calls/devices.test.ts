/** My devices, what I hear, and what is kept of my choices. */
import { beforeEach, describe, expect, test } from "vitest";
import { iceServersOf } from "../../src/calls/grants";
import { Levels, loudness } from "../../src/calls/levels";
import { devicesOf, LocalMedia } from "../../src/calls/media";
import { Playback } from "../../src/calls/playback";
import { defaultPreferences, KeptPreferences } from "../../src/calls/preferences";
import { problemWith } from "../../src/calls/problems";
import type { MediaPreferences } from "../../src/calls/seam";
import { FakeBrowser } from "../support/devices";
import { FakeNetwork, FakeTrack } from "../support/rtc";
import { FakeTimers, settle } from "../support/time";

let timers: FakeTimers;
let browser: FakeBrowser;
let preferences: MediaPreferences;

beforeEach(() => {
	timers = new FakeTimers();
	browser = new FakeBrowser(new FakeNetwork(timers));
	preferences = defaultPreferences;
});

describe("my devices", () => {
	const media = () =>
		new LocalMedia({
			devices: browser.devices,
			preferences: () => preferences,
			onChange: () => {},
			onDevices: () => {},
		});

	test("a chosen device is asked for, and the system's own when it is not there any more", async () => {
		preferences = { ...preferences, microphoneId: "headset" };
		browser.absent.add("headset");
		const mine = media();
		await mine.openMicrophone();
		expect(mine.problem).toBeNull();
		expect(browser.asked.map(({ audio }) => (audio as MediaTrackConstraints).deviceId)).toEqual([
			{ exact: "headset" },
			undefined,
		]);
	});

	test("a switch of noise suppression opens the microphone anew, and the old one is let go", async () => {
		const mine = media();
		await mine.openMicrophone();
		const before = preferences;
		preferences = { ...before, noiseSuppression: false };
		await mine.prefer(before, preferences);
		expect(browser.asked.at(-1)).toMatchObject({ audio: { noiseSuppression: false, echoCancellation: true } });
		expect(browser.opened.map(({ readyState }) => readyState)).toEqual(["ended", "live"]);
		const [last] = browser.opened.slice(-1);
		expect(mine.track("microphone")).toBe(last);
	});

	test("choosing a camera while it is off does not turn it on", async () => {
		const mine = media();
		const before = preferences;
		preferences = { ...before, cameraId: "front" };
		await mine.prefer(before, preferences);
		expect(browser.asked).toEqual([]);
	});

	test("an unplugged microphone is replaced, and that is said; a muted one stays muted", async () => {
		const mine = media();
		await mine.openMicrophone();
		mine.setAudible(false);
		browser.opened[0]?.onended?.();
		await settle();
		expect(mine.problem).toBe("The microphone was unplugged. The system's own is used now.");
		expect(mine.track("microphone")).toBe(browser.opened[1]);
		expect(browser.opened[1]?.enabled).toBe(false);
	});

	test("an unplugged microphone without another is missed in words", async () => {
		const mine = media();
		await mine.openMicrophone();
		browser.microphone = "NotFoundError";
		browser.opened[0]?.onended?.();
		await settle();
		expect(mine.track("microphone")).toBeNull();
		expect(mine.problem).toMatch(/^No microphone was found/);
	});

	test("a microphone that is plugged in later is taken", async () => {
		const mine = media();
		browser.microphone = "NotFoundError";
		await mine.openMicrophone();
		browser.microphone = null;
		browser.devicesChange();
		await settle();
		expect(mine.track("microphone")).not.toBeNull();
		expect(mine.problem).toBeNull();
	});

	test("a camera that opens only after I turned it off again does not stay on", async () => {
		const mine = media();
		const opening = mine.setCamera(true);
		await mine.setCamera(false);
		await opening;
		expect(browser.live).toEqual([]);
		expect(mine.track("camera")).toBeNull();
	});

	test("a device that opens only after I left does not stay on", async () => {
		const mine = media();
		const opening = mine.openMicrophone();
		mine.stop();
		await opening;
		expect(browser.live).toEqual([]);
	});

	test("devices have names, also before the browser tells them", async () => {
		const found = [
			{ kind: "audioinput", deviceId: "default", label: "Default" },
			{ kind: "audioinput", deviceId: "a", label: "" },
			{ kind: "videoinput", deviceId: "", label: "" },
			{ kind: "audiooutput", deviceId: "o", label: "Headset" },
		];
		browser.devices.enumerateDevices = async () => found as MediaDeviceInfo[];
		expect(await devicesOf(browser.devices)).toMatchObject({
			microphones: [{ id: "a", label: "Microphone 1" }],
			cameras: [],
			speakers: [{ id: "o", label: "Headset" }],
			canShareScreen: true,
		});
	});

	test.each(["NotAllowedError", "NotFoundError", "NotReadableError", "OverconstrainedError", "SomethingNew"])(
		"%s becomes a sentence for each device",
		(name) => {
			for (const device of ["microphone", "camera", "screen"] as const) {
				const words = problemWith(device, Object.assign(new Error("internal words"), { name }));
				expect(words).toMatch(/^[A-Z].*\.$/);
				expect(words).not.toContain("internal");
				expect(words).not.toContain(name);
			}
		},
	);
});

describe("how loud somebody is", () => {
	const track = new FakeTrack("audio").real;

	test("speaking begins at once, outlasts a breath, and ends", async () => {
		const levels = new Levels(timers, browser.ear, () => {});
		levels.listen(new Map([["a", track]]));
		browser.loud.set(track, 0.1);
		await timers.advance(100);
		expect(levels.of("a").speaking).toBe(true);
		browser.loud.set(track, 0);
		await timers.advance(300);
		expect(levels.of("a")).toEqual({ level: 0, speaking: true });
		await timers.advance(300);
		expect(levels.of("a").speaking).toBe(false);
	});

	test("silence changes nothing, and with nobody to hear nothing is measured", async () => {
		let changes = 0;
		const levels = new Levels(timers, browser.ear, () => {
			changes += 1;
		});
		levels.listen(new Map([["a", track]]));
		await timers.advance(2_000);
		expect(changes).toBe(0);
		levels.listen(new Map());
		expect(browser.meters).toBe(0);
		expect(timers.untilNext).toBeNull();
	});

	test("loudness is as ears hear it, between nothing and all", () => {
		expect(loudness(0)).toBe(0);
		expect(loudness(1)).toBe(1);
		expect(loudness(0.01)).toBeCloseTo(0.4);
	});
});

describe("the others' sound", () => {
	const track = new FakeTrack("audio").real;
	const playback = () => new Playback({ ...browser, onBlocked: () => {} });

	test("up to one an element plays it, above it an amplifier, never both", () => {
		const sound = playback();
		sound.play(new Map([["bob", { track, volume: 0.5 }]]));
		const [speaker] = browser.speakers;
		expect(speaker).toMatchObject({ volume: 0.5, muted: false });
		sound.play(new Map([["bob", { track, volume: 1.5 }]]));
		expect(speaker?.muted).toBe(true);
		expect(browser.gains).toEqual([1.5]);
		sound.play(new Map([["bob", { track, volume: 1 }]]));
		expect(speaker).toMatchObject({ volume: 1, muted: false });
		expect(browser.gains.at(-1)).toBe(0);
	});

	test("deafened, also the amplifier is silent", () => {
		const sound = playback();
		sound.play(new Map([["bob", { track, volume: 2 }]]));
		sound.setDeafened(true);
		expect(browser.gains.at(-1)).toBe(0);
		expect(browser.speakers[0]?.muted).toBe(true);
	});

	test("a chosen speaker is used for those who come later too", () => {
		const sound = playback();
		sound.setSpeaker("headset");
		sound.play(new Map([["bob", { track, volume: 1 }]]));
		expect(browser.speakers[0]?.sink).toBe("headset");
	});
});

describe("what is kept of my choices", () => {
	test("choices are kept for each user, and what does not fit is not taken", () => {
		const shelf = new Map<string, string>();
		const kept = new KeptPreferences(() => ({
			getItem: (key) => shelf.get(key) ?? null,
			setItem: (key, value) => shelf.set(key, value),
		}));
		kept.save("ann", { ...defaultPreferences, microphoneId: "headset", askBefore: false });
		expect(kept.load("ann")).toMatchObject({ microphoneId: "headset", askBefore: false });
		expect(kept.load("bob")).toEqual(defaultPreferences);
		shelf.set("calls:bob", '{"pushToTalk":"yes","cameraId":5,"more":1}');
		expect(kept.load("bob")).toEqual(defaultPreferences);
		shelf.set("calls:bob", "[");
		expect(kept.load("bob")).toEqual(defaultPreferences);
	});

	test("where storage is blocked the defaults hold, and nothing breaks", () => {
		const kept = new KeptPreferences(() => {
			throw new Error("blocked");
		});
		kept.save("ann", defaultPreferences);
		expect(kept.load("ann")).toEqual(defaultPreferences);
		expect(kept.volumes("ann").size).toBe(0);
	});
});

test("a server without a public name is where the page came from", () => {
	const stun = [{ urls: ["stun:0.0.0.0:3478"], username: null, credential: null }];
	expect(iceServersOf(stun, "10.0.0.7")).toEqual([{ urls: ["stun:10.0.0.7:3478"] }]);
	expect(iceServersOf(stun, "::1")).toEqual([{ urls: ["stun:[::1]:3478"] }]);
	const named = [{ urls: ["turn:chat.example.test:3478"], username: "u", credential: "c" }];
	expect(iceServersOf(named, "10.0.0.7")).toEqual(named);
});
