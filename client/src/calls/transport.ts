/**
 * How media travels: one interface, three ways (mesh, Janus, LiveKit). The engine knows no other, so that a call can
 * move from one to the next. A transport deals in participants' ids and MediaStreamTracks, never in views.
 */

export type Source = "microphone" | "camera" | "screen" | "screen-sound";

/** What I send; null or absent is not sent. Given whole each time. */
export type LocalTracks = Readonly<Partial<Record<Source, MediaStreamTrack | null>>>;

export type Layer = "off" | "low" | "medium" | "high";

export interface TransportEvents {
	/** A participant's track came, or (null) went. */
	track(participantId: string, source: Source, track: MediaStreamTrack | null): void;
	link(participantId: string, link: "connecting" | "connected" | "lost"): void;
	/** The transport can't go on by itself (the media server is gone, the relay refuses); the engine asks for a grant anew. */
	failed(reason: string): void;
}

export interface CallTransport {
	readonly kind: "mesh" | "janus" | "livekit";
	/** Resolves when media can flow; a mesh is ready at once. Rejects with an Error said in words. */
	connect(): Promise<void>;
	/** Repeatable: replaces, adds, takes away. */
	publish(tracks: LocalTracks): Promise<void>;
	/** Everybody else in the call, in the order in which they came; repeated on every change of the log. */
	setOthers(participantIds: readonly string[]): void;
	/** What I want to see of somebody's camera. */
	setQuality(participantId: string, layer: Layer): void;
	/** New TURN credentials (they last 10 minutes). */
	setIceServers(servers: readonly RTCIceServer[]): void;
	/** The network changed, or the machine woke up: ICE restart. */
	restart(): void;
	leave(): void;
}
