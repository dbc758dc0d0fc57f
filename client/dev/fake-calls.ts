/** Calls without a server or devices: people as a scene says, pictures drawn on a canvas, buttons that do what they say. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Call } from "../src/api/types";
import type { ActiveCall, CallPerson, Calls, Devices, MediaPreferences, ParticipantState } from "../src/calls/seam";

export interface FakePerson extends Partial<ParticipantState> {
	userId: string;
	speaking?: boolean;
	level?: number;
	link?: CallPerson["link"];
	/** They share, but nothing of it has come yet. */
	screenLate?: boolean;
	volume?: number;
}

export interface FakeCalls {
	/** The call that I am in. */
	inside?: { call: Call; me: string; people: readonly FakePerson[] } & Partial<
		Pick<ActiveCall, "notice" | "deviceProblem" | "phase">
	>;
	states?: Calls["states"]["value"];
	farewell?: string;
	unavailable?: string;
	preferences?: Partial<MediaPreferences>;
	/** Why a call can't be joined. */
	refusal?: string;
}

const QUIET: ParticipantState = { muted: false, deafened: false, hand: false, video: false, sharing: false };

const DEVICES: Devices = {
	microphones: [
		{ id: "m1", label: "Desk microphone" },
		{ id: "m2", label: "Headset" },
	],
	cameras: [{ id: "c1", label: "Laptop camera" }],
	speakers: [{ id: "s1", label: "Speakers" }],
	canChooseSpeaker: true,
	canShareScreen: true,
};

const PREFERENCES: MediaPreferences = {
	microphoneId: null,
	cameraId: null,
	speakerId: null,
	noiseSuppression: true,
	echoCancellation: true,
	autoGain: true,
	pushToTalk: false,
	askBefore: false,
};

export function fakeCalls(scene: FakeCalls = {}): Calls {
	const active = signal<ActiveCall | null>(scene.inside ? activeOf(scene.inside) : null);
	const farewell = signal<string | null>(scene.farewell ?? null);
	const preferences = signal<MediaPreferences>({ ...PREFERENCES, ...scene.preferences });
	const mine = (change: Partial<CallPerson>) => edit(active, ({ me }) => me, change);
	return {
		active,
		farewell,
		states: signal(scene.states ?? new Map()),
		devices: signal(DEVICES),
		preferences,
		unavailable: scene.unavailable ?? null,
		join: async () => {
			if (scene.refusal) throw new Error(scene.refusal);
			if (scene.inside) active.value = activeOf(scene.inside);
		},
		leave: async () => {
			active.value = null;
		},
		dismissFarewell: () => {
			farewell.value = null;
		},
		setMuted: (muted) => mine({ muted, speaking: false }),
		setDeafened: (deafened) => mine({ deafened, muted: deafened }),
		setHand: (hand) => mine({ hand }),
		setVideo: async (video) => mine({ video, camera: video ? drawn("You", 24) : null }),
		setSharing: async (sharing) => mine({ sharing }),
		setVolume: (userId, volume) => edit(active, (person) => person.userId === userId, { volume }),
		talk: (speaking) => mine({ speaking }),
		setVisible() {},
		prefer: async (change) => {
			preferences.value = { ...preferences.peek(), ...change };
		},
		refreshDevices: async () => {},
		preview: async () => {
			const camera: Signal<MediaStream | null> = signal(null);
			return {
				camera,
				level: signal(0.55) as ReadonlySignal<number>,
				problem: signal(null),
				setCamera: async (on) => {
					camera.value = on ? drawn("You", 24) : null;
				},
				close() {},
			};
		},
	};
}

function edit(
	active: Signal<ActiveCall | null>,
	who: (person: CallPerson) => boolean,
	change: Partial<CallPerson>,
): void {
	const call = active.peek();
	if (!call) return;
	active.value = { ...call, people: call.people.map((person) => (who(person) ? { ...person, ...change } : person)) };
}

function activeOf({ call, me, people, ...rest }: NonNullable<FakeCalls["inside"]>): ActiveCall {
	return {
		conversationId: call.conversation_id,
		phase: "in",
		startedAt: call.started_at,
		transport: call.transport,
		notice: null,
		deviceProblem: null,
		...rest,
		people: people.map((person, at) => ({
			...QUIET,
			id: `participant-${at}`,
			me: person.userId === me,
			speaking: false,
			level: person.speaking ? 0.6 : 0,
			link: "connected",
			volume: 1,
			camera: person.video ? drawn(`person ${at}`, at * 47) : null,
			screen: person.sharing && !person.screenLate ? drawnScreen() : null,
			...person,
		})),
	};
}

/** A warm picture with somebody in it, five frames a second; null without a browser. */
function drawn(seed: string, hue: number): MediaStream | null {
	return stream(320, 240, (paint) => {
		const sky = paint.createLinearGradient(0, 0, 320, 240);
		sky.addColorStop(0, `hsl(${hue} 45% 70%)`);
		sky.addColorStop(1, `hsl(${hue + 40} 40% 38%)`);
		paint.fillStyle = sky;
		paint.fillRect(0, 0, 320, 240);
		paint.fillStyle = `hsl(${hue + seed.length * 20} 30% 24%)`;
		paint.beginPath();
		paint.arc(160, 105, 46, 0, 7);
		paint.ellipse(160, 250, 95, 85, 0, 0, 7);
		paint.fill();
	});
}

function drawnScreen(): MediaStream | null {
	return stream(960, 600, (paint) => {
		paint.fillStyle = "#fffefb";
		paint.fillRect(0, 0, 960, 600);
		paint.fillStyle = "#ede7de";
		paint.fillRect(0, 0, 960, 46);
		paint.fillStyle = "#b4430e";
		paint.fillRect(60, 100, 320, 34);
		paint.fillStyle = "#6a6057";
		for (let row = 0; row < 9; row++) paint.fillRect(60, 170 + row * 42, 500 - ((row * 67) % 190), 14);
		paint.fillStyle = "#dcf1e3";
		paint.fillRect(620, 100, 280, 400);
	});
}

function stream(width: number, height: number, draw: (paint: CanvasRenderingContext2D) => void): MediaStream | null {
	if (typeof document === "undefined") return null;
	const canvas = document.createElement("canvas");
	canvas.width = width;
	canvas.height = height;
	const paint = canvas.getContext("2d");
	if (!paint) return null;
	draw(paint);
	// A canvas sends a frame when it is painted: again and again, as a camera does.
	setInterval(() => draw(paint), 200);
	return canvas.captureStream(5);
}
