/**
 * The seam between the call engine and the views: what a screen may read (signals) and do (commands). Views depend on
 * `Calls` alone. The engine behind it is a chunk of its own, loaded when the first call is joined or previewed.
 */
import type { ReadonlySignal } from "@preact/signals";

/** What a participant tells of themselves: the payload of the signal `call.state`, whole, on change and every 5 s. */
export interface ParticipantState {
	readonly muted: boolean;
	readonly deafened: boolean;
	readonly hand: boolean;
	readonly video: boolean;
	readonly sharing: boolean;
}

export interface CallPerson extends ParticipantState {
	/** The participant's id. */
	readonly id: string;
	readonly userId: string;
	readonly me: boolean;
	readonly speaking: boolean;
	/** How loud they are now, 0 to 1. */
	readonly level: number;
	/** Of my connection to them; my own is "connected". */
	readonly link: "connecting" | "connected" | "lost";
	/** Their camera and their screen, while they send and I show it. */
	readonly camera: MediaStream | null;
	readonly screen: MediaStream | null;
	/** How loud they are for me, 0 to 2. */
	readonly volume: number;
}

export interface ActiveCall {
	readonly conversationId: string;
	/**
	 * "joining" until the server has answered; "in"; "away" while the server can't be reached (the media may go on);
	 * then null again, and `Calls.farewell` says why when it was not my choice.
	 */
	readonly phase: "joining" | "in" | "away";
	readonly startedAt: string | null;
	readonly transport: "mesh" | "janus" | "livekit";
	/** In the order in which they came, me among them. */
	readonly people: readonly CallPerson[];
	/** Said in words above the bubbles: video pauses, the microphone is not there, the media server is away. */
	readonly notice: string | null;
	/** Why my microphone or camera could not be opened, in one sentence with what to do; null when all is well. */
	readonly deviceProblem: string | null;
}

export interface DeviceChoice {
	readonly id: string;
	readonly label: string;
}

export interface Devices {
	readonly microphones: readonly DeviceChoice[];
	readonly cameras: readonly DeviceChoice[];
	readonly speakers: readonly DeviceChoice[];
	/** False where the browser can't choose an output. */
	readonly canChooseSpeaker: boolean;
	readonly canShareScreen: boolean;
}

/** Kept on this device. An id of null is the system's default. */
export interface MediaPreferences {
	readonly microphoneId: string | null;
	readonly cameraId: string | null;
	readonly speakerId: string | null;
	readonly noiseSuppression: boolean;
	readonly echoCancellation: boolean;
	readonly autoGain: boolean;
	/** Hold the space bar to speak. */
	readonly pushToTalk: boolean;
	/** Show the preview before joining. When false one tap is enough. */
	readonly askBefore: boolean;
}

/** Before joining: my own picture and level. It holds the devices until `close`. */
export interface Preview {
	readonly camera: ReadonlySignal<MediaStream | null>;
	readonly level: ReadonlySignal<number>;
	readonly problem: ReadonlySignal<string | null>;
	setCamera(on: boolean): Promise<void>;
	close(): void;
}

export interface JoinOptions {
	muted?: boolean;
	video?: boolean;
}

export interface Calls {
	/** The one call that I am in. */
	readonly active: ReadonlySignal<ActiveCall | null>;
	/** Why the last call ended for me without my wish, in one sentence; cleared by the next join or `dismissFarewell`. */
	readonly farewell: ReadonlySignal<string | null>;
	/** conversation id → user id → what they told last: for the sidebar and for those who are not in the call. */
	readonly states: ReadonlySignal<ReadonlyMap<string, ReadonlyMap<string, ParticipantState>>>;
	readonly devices: ReadonlySignal<Devices>;
	readonly preferences: ReadonlySignal<MediaPreferences>;

	/** Why calls can't work in this page at all (no https), or null. */
	readonly unavailable: string | null;

	/** Walks in. Leaves the call that I am in first, without a question. Rejects with `ApiError` or `Offline`. */
	join(conversationId: string, options?: JoinOptions): Promise<void>;
	leave(): Promise<void>;
	dismissFarewell(): void;

	setMuted(muted: boolean): void;
	/** Deafening mutes too; undeafening brings back what it was. */
	setDeafened(deafened: boolean): void;
	setHand(hand: boolean): void;
	/** Rejects with an Error whose message says in one sentence what to do. */
	setVideo(on: boolean): Promise<void>;
	setSharing(on: boolean): Promise<void>;
	setVolume(userId: string, volume: number): void;
	/** While held, push-to-talk lets me be heard. */
	talk(held: boolean): void;
	/** Which of the others' pictures are on the screen, and how large: those that are not are paused. */
	setVisible(userId: string, size: "off" | "small" | "medium" | "large"): void;

	prefer(change: Partial<MediaPreferences>): Promise<void>;
	/** Asks the browser for the list again; labels come with the permission. */
	refreshDevices(): Promise<void>;
	preview(): Promise<Preview>;
}
