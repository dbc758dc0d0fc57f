/**
 * A call through LiveKit, by its own client, which is large and loaded only when a call goes that way. It keeps its
 * connection by itself: it notices a new network, comes back after a break, and has TURN servers of its own.
 */
import type * as Livekit from "livekit-client";
import type { CallTransport, Layer, LocalTracks, Source, TransportEvents } from "./transport";

export interface LivekitGrant {
	/** The media server's wss address. */
	readonly url: string;
	readonly token: string;
	readonly participantId: string;
}

/** What is used of livekit-client. */
export type LivekitModule = Pick<typeof Livekit, "Room" | "RoomEvent" | "Track" | "VideoQuality" | "DisconnectReason">;

export interface LivekitPorts {
	load(): Promise<LivekitModule>;
}

export function createLivekitTransport(
	grant: LivekitGrant,
	events: TransportEvents,
	ports: LivekitPorts = { load: () => import("livekit-client") },
): CallTransport {
	return new LivekitTransport(grant, events, ports);
}

const SOURCES: readonly Source[] = ["microphone", "camera", "screen", "screen-sound"];
const AWAY = "The media server can't be reached.";

type Link = "connecting" | "connected" | "lost";

class LivekitTransport implements CallTransport {
	readonly kind = "livekit";
	readonly #grant: LivekitGrant;
	readonly #events: TransportEvents;
	readonly #ports: LivekitPorts;
	#livekit: LivekitModule | null = null;
	#room: Livekit.Room | null = null;
	#link: Link = "connecting";
	#tracks: LocalTracks = {};
	readonly #sent = new Map<Source, { track: MediaStreamTrack; publication: Livekit.LocalTrackPublication }>();
	readonly #layers = new Map<string, Layer>();
	#others: readonly string[] = [];
	readonly #told = new Map<string, Link>();
	#work: Promise<void> = Promise.resolve();
	#over = false;

	constructor(grant: LivekitGrant, events: TransportEvents, ports: LivekitPorts) {
		this.#grant = grant;
		this.#events = events;
		this.#ports = ports;
	}

	async connect(): Promise<void> {
		try {
			const livekit = await this.#ports.load();
			if (this.#over) throw new Error("left");
			this.#livekit = livekit;
			this.#room = this.#made(livekit);
			await this.#room.connect(this.#grant.url, this.#grant.token);
			this.#tellLinks("connected");
			await this.publish(this.#tracks);
		} catch {
			const wasOver = this.#over;
			this.leave();
			throw new Error(wasOver ? "You left the call." : AWAY);
		}
	}

	publish(tracks: LocalTracks): Promise<void> {
		this.#tracks = tracks;
		if (this.#link === "connecting") return Promise.resolve();
		const done = this.#work.then(async () => {
			for (const source of SOURCES) await this.#send(source, this.#tracks[source] ?? null);
		});
		this.#work = done.catch(() => {});
		return done;
	}

	setOthers(participantIds: readonly string[]): void {
		this.#others = participantIds;
		for (const id of [...this.#told.keys()]) if (!participantIds.includes(id)) this.#told.delete(id);
		this.#tellLinks(this.#link);
	}

	setQuality(participantId: string, layer: Layer): void {
		this.#layers.set(participantId, layer);
		if (!this.#livekit) return;
		const participant = this.#room?.remoteParticipants.get(participantId);
		const camera = participant?.getTrackPublication(this.#kind("camera"));
		if (camera) this.#choose(camera as Livekit.RemoteTrackPublication, layer);
	}

	/** It has TURN servers of its own. */
	setIceServers(): void {}

	/** It notices by itself. */
	restart(): void {}

	leave(): void {
		this.#over = true;
		void this.#room?.disconnect(false);
	}

	#made({ Room, RoomEvent, DisconnectReason }: LivekitModule): Livekit.Room {
		// The tracks are the engine's: it turns them on and off, and stops them.
		const room = new Room({ adaptiveStream: false, dynacast: true, stopLocalTrackOnUnpublish: false });
		room.on(RoomEvent.TrackSubscribed, (track, publication, participant) => {
			const source = this.#sourceOf(publication);
			if (!source || this.#over) return;
			const layer = this.#layers.get(participant.identity);
			if (source === "camera" && layer) this.#choose(publication, layer);
			this.#events.track(participant.identity, source, track.mediaStreamTrack);
		});
		room.on(RoomEvent.TrackUnsubscribed, (_track, publication, participant) => {
			const source = this.#sourceOf(publication);
			if (source && !this.#over) this.#events.track(participant.identity, source, null);
		});
		room.on(RoomEvent.Reconnecting, () => this.#tellLinks("lost"));
		room.on(RoomEvent.Reconnected, () => this.#tellLinks("connected"));
		room.on(RoomEvent.Disconnected, (reason) => {
			const { PARTICIPANT_REMOVED, ROOM_DELETED, DUPLICATE_IDENTITY } = DisconnectReason;
			const out = reason !== undefined && [PARTICIPANT_REMOVED, ROOM_DELETED, DUPLICATE_IDENTITY].includes(reason);
			this.#fail(out ? "You are no longer in this call." : "The connection to the media server was lost.");
		});
		return room;
	}

	async #send(source: Source, track: MediaStreamTrack | null): Promise<void> {
		const room = this.#room;
		const before = this.#sent.get(source);
		if (!room || this.#over || before?.track === (track ?? undefined)) return;
		if (before && track) {
			await before.publication.track?.replaceTrack(track, true);
			this.#sent.set(source, { track, publication: before.publication });
		} else if (before) {
			this.#sent.delete(source);
			await room.localParticipant.unpublishTrack(before.track, false);
		} else if (track) {
			const options = { source: this.#kind(source), simulcast: source === "camera", videoCodec: "vp8" } as const;
			this.#sent.set(source, { track, publication: await room.localParticipant.publishTrack(track, options) });
		}
	}

	#choose(camera: Livekit.RemoteTrackPublication, layer: Layer): void {
		const { LOW, MEDIUM, HIGH } = this.#module.VideoQuality;
		camera.setEnabled(layer !== "off");
		if (layer !== "off") camera.setVideoQuality({ low: LOW, medium: MEDIUM, high: HIGH }[layer]);
	}

	#kind(source: Source): Livekit.Track.Source {
		const { Microphone, Camera, ScreenShare, ScreenShareAudio } = this.#module.Track.Source;
		return { microphone: Microphone, camera: Camera, screen: ScreenShare, "screen-sound": ScreenShareAudio }[source];
	}

	#sourceOf(publication: Livekit.RemoteTrackPublication): Source | undefined {
		return SOURCES.find((source) => this.#kind(source) === publication.source);
	}

	get #module(): LivekitModule {
		if (!this.#livekit) throw new Error("Not connected yet.");
		return this.#livekit;
	}

	/** One connection carries all the others, so they share its fate. */
	#tellLinks(link: Link): void {
		this.#link = link;
		if (this.#over) return;
		for (const id of this.#others) {
			if (this.#told.get(id) === link) continue;
			this.#told.set(id, link);
			this.#events.link(id, link);
		}
	}

	#fail(reason: string): void {
		// While it connects, `connect` says so itself.
		if (this.#over || this.#link === "connecting") return;
		this.#over = true;
		this.#events.failed(reason);
	}
}
