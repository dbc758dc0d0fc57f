import { DisconnectReason, RoomEvent, Track, VideoQuality } from "livekit-client";
import { beforeEach, expect, test } from "vitest";
import { createLivekitTransport, type LivekitModule } from "../../src/calls/livekit";
import type { CallTransport } from "../../src/calls/transport";
import { fakeTrack } from "../support/janus";
import { settle } from "../support/time";

/** What the transport uses of a Room; LiveKit's own names and numbers are the real ones. */
class FakeRoom {
	readonly done: string[] = [];
	readonly remoteParticipants = new Map<string, { getTrackPublication(source: string): FakePublication | undefined }>();
	refuses = false;
	readonly #listeners = new Map<string, (...given: unknown[]) => void>();

	readonly localParticipant = {
		publishTrack: async (track: MediaStreamTrack, { source, simulcast }: { source: string; simulcast: boolean }) => {
			this.done.push(`publish ${track.id} as ${source}${simulcast ? " in layers" : ""}`);
			return { track: { replaceTrack: async (next: MediaStreamTrack) => this.done.push(`replace by ${next.id}`) } };
		},
		unpublishTrack: async (track: MediaStreamTrack, stop: boolean) =>
			this.done.push(`unpublish ${track.id}${stop ? " and stop it" : ""}`),
	};

	constructor(readonly options: unknown) {}

	on(event: string, listener: (...given: unknown[]) => void): void {
		this.#listeners.set(event, listener);
	}

	async connect(url: string, token: string): Promise<void> {
		if (this.refuses) throw new Error("could not connect");
		this.done.push(`connect to ${url} with ${token}`);
	}

	async disconnect(): Promise<void> {
		this.done.push("disconnect");
	}

	tell(event: RoomEvent, ...given: unknown[]): void {
		this.#listeners.get(event)?.(...given);
	}
}

class FakePublication {
	readonly asked: string[] = [];
	constructor(readonly source: string) {}
	setEnabled(on: boolean): void {
		this.asked.push(on ? "on" : "off");
	}
	setVideoQuality(quality: VideoQuality): void {
		this.asked.push(VideoQuality[quality] ?? "?");
	}
}

let room: FakeRoom;
let refuses: boolean;
let told: string[];
let transport: CallTransport;

beforeEach(() => {
	told = [];
	refuses = false;
	class Made extends FakeRoom {
		constructor(options: unknown) {
			super(options);
			this.refuses = refuses;
			room = this;
		}
	}
	const module = { Room: Made, RoomEvent, Track, VideoQuality, DisconnectReason } as unknown as LivekitModule;
	transport = createLivekitTransport(
		{ url: "wss://livekit.example.org", token: "t", participantId: "me" },
		{
			track: (id, source, track) => told.push(`${id} ${source} ${track?.id ?? "gone"}`),
			link: (id, link) => told.push(`${id} ${link}`),
			failed: (reason) => told.push(`failed: ${reason}`),
		},
		{ load: async () => module },
	);
});

const voice = fakeTrack("voice");
const face = fakeTrack("face");

test("what was given before is sent after connecting, and the tracks stay the engine's", async () => {
	await transport.publish({ microphone: voice, camera: face });
	transport.setQuality("bob", "low");
	await transport.connect();
	expect(room.done).toEqual([
		"connect to wss://livekit.example.org with t",
		"publish voice as microphone",
		"publish face as camera in layers",
	]);
	expect(room.options).toMatchObject({ stopLocalTrackOnUnpublish: false });
});

test("a track is replaced, taken away and sent again, each once", async () => {
	await transport.connect();
	room.done.length = 0;
	await transport.publish({ microphone: voice, camera: face });
	await transport.publish({ microphone: voice, camera: fakeTrack("other") });
	await transport.publish({ microphone: voice, camera: null });
	await transport.publish({ microphone: voice });
	await transport.publish({ microphone: voice, screen: face, "screen-sound": fakeTrack("film") });
	expect(room.done).toEqual([
		"publish voice as microphone",
		"publish face as camera in layers",
		"replace by other",
		"unpublish other",
		"publish face as screen_share",
		"publish film as screen_share_audio",
	]);
});

test("tracks are named by who sends them and what they are", async () => {
	await transport.connect();
	const camera = new FakePublication("camera");
	room.tell(RoomEvent.TrackSubscribed, { mediaStreamTrack: face }, camera, { identity: "bob" });
	room.tell(RoomEvent.TrackSubscribed, { mediaStreamTrack: face }, new FakePublication("unknown"), { identity: "bob" });
	room.tell(RoomEvent.TrackUnsubscribed, {}, camera, { identity: "bob" });
	expect(told).toEqual(["bob camera face", "bob camera gone"]);
});

test("what is wanted of a camera is asked for when it comes, and when the wish changes", async () => {
	transport.setQuality("bob", "off");
	await transport.connect();
	const camera = new FakePublication("camera");
	room.tell(RoomEvent.TrackSubscribed, { mediaStreamTrack: face }, camera, { identity: "bob" });
	room.remoteParticipants.set("bob", { getTrackPublication: (source) => (source === "camera" ? camera : undefined) });
	transport.setQuality("bob", "low");
	transport.setQuality("bob", "high");
	transport.setQuality("cat", "high");
	expect(camera.asked).toEqual(["off", "on", "LOW", "on", "HIGH"]);
});

test("the others share the fate of the one connection", async () => {
	transport.setOthers(["bob"]);
	await transport.connect();
	room.tell(RoomEvent.Reconnecting);
	room.tell(RoomEvent.Reconnected);
	transport.setOthers(["bob", "cat"]);
	expect(told).toEqual(["bob connecting", "bob connected", "bob lost", "bob connected", "cat connected"]);
});

test.each([
	[DisconnectReason.PARTICIPANT_REMOVED, "You are no longer in this call."],
	[DisconnectReason.SERVER_SHUTDOWN, "The connection to the media server was lost."],
	[undefined, "The connection to the media server was lost."],
])("a connection that ends with %s is said once, in words", async (reason, words) => {
	await transport.connect();
	room.tell(RoomEvent.Disconnected, reason);
	room.tell(RoomEvent.Disconnected, reason);
	expect(told).toEqual([`failed: ${words}`]);
});

test("a server that can't be reached is said by connect, which rejects", async () => {
	refuses = true;
	await expect(transport.connect()).rejects.toThrow("The media server can't be reached.");
	expect(told).toEqual([]);
});

test("after leaving nothing is sent or said", async () => {
	await transport.connect();
	transport.leave();
	room.done.length = 0;
	await transport.publish({ microphone: voice });
	room.tell(RoomEvent.Disconnected, DisconnectReason.CLIENT_INITIATED);
	room.tell(RoomEvent.TrackSubscribed, { mediaStreamTrack: face }, new FakePublication("camera"), { identity: "bob" });
	await settle();
	expect(room.done).toEqual([]);
	expect(told).toEqual([]);
});

test("who leaves while it is loaded never connects", async () => {
	const connecting = expect(transport.connect()).rejects.toThrow("You left the call.");
	transport.leave();
	await connecting;
});
