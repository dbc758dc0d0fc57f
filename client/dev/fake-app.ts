/** An `App` without a server: the signals hold what the fixture says, commands answer like a friendly one would. */
import { type Signal, signal } from "@preact/signals";
import type { CatchUp, GalleryFile, Instance, Invite, NewInvite, SearchAnswer, Session } from "../src/api/types";
import type { App, Connection, Phase } from "../src/app/seam";
import type { Files, Place, Tray } from "../src/files/seam";
import type { Gifs } from "../src/gifs/seam";
import type { Polls } from "../src/polls/seam";
import { voted, withMyVotes } from "../src/store/polls";
import { put, type State, type Timeline } from "../src/store/state";
import type { OutboxRow } from "../src/streams/outbox-row";
import { invite, kofi, lena, mira, NOW, sundayCrew, tomas } from "./cast";
import { type FakeCalls, fakeCalls } from "./fake-calls";
import { fakeLater } from "./fake-later";
import { type FakeMessages, fakeMessages } from "./fake-messages";
import { fakePlatform } from "./fake-platform";

export interface Scene {
	state: State;
	phase?: Phase;
	connection?: Connection;
	online?: boolean;
	instance?: Partial<Instance>;
	outbox?: ReadonlyMap<string, readonly OutboxRow[]>;
	typing?: ReadonlyMap<string, readonly string[]>;
	seenAtOpen?: number | null;
	/** What `loadOlder` takes its pages from. */
	history?: Timeline;
	calls?: FakeCalls;
	messages?: FakeMessages;
	trays?: ReadonlyMap<Place, Tray>;
	gallery?: readonly GalleryFile[];
	missed?: CatchUp;
	found?: SearchAnswer;
}

const WEEK = new Date(NOW + 7 * 86_400_000).toISOString();
const LINK = "http://192.168.1.20:8000/join/7GQ2-XK4M-9TFP";

const oneInvite: Invite = {
	id: "00000006-0000-4000-8000-000000000007",
	group_id: sundayCrew.id,
	email: null,
	role: "member",
	expires_at: WEEK,
	max_uses: null,
	uses: 2,
	created_by: lena.id,
	created_at: new Date(NOW).toISOString(),
};
const mailed: Invite = { ...oneInvite, id: `${oneInvite.id}8`, email: "ines@example.org", max_uses: 1, uses: 0 };
const fresh: NewInvite = { ...oneInvite, uses: 0, code: "7GQ2-XK4M-9TFP", url: LINK };

const session = (id: string, device: string, current: boolean, hours: number): Session => ({
	id,
	current,
	device,
	created_at: new Date(NOW - 9e8).toISOString(),
	last_used_at: new Date(Date.now() - hours * 3_600_000).toISOString(),
	expires_at: WEEK,
});

export function fakeApp(scene: Scene): App {
	const nothing = async () => {};
	const state = signal(scene.state);
	/** History without end: fifty more messages above the oldest, after the time that a network takes. */
	let loading = false;
	const loadOlder = async (conversationId: string) => {
		if (loading) return;
		loading = true;
		await new Promise((resolve) => setTimeout(resolve, 150));
		loading = false;
		const timeline = state.value.timelines.get(conversationId);
		const oldest = timeline?.messages[0]?.number ?? 1;
		if (!scene.history || !timeline?.hasOlder) return;
		const messages = scene.history.messages.filter(({ number }) => number < oldest && number >= oldest - 50);
		const longer = { ...timeline, messages: [...messages, ...timeline.messages], hasOlder: oldest > 51 };
		if (messages.length > 0)
			state.value = { ...state.value, timelines: put(state.value.timelines, conversationId, longer) };
	};
	const refuse = async (): Promise<never> => {
		throw new Error("The fixture page has no server.");
	};
	return {
		addresses: null,
		apiOrigin: "http://127.0.0.1:8000",
		later: fakeLater(state, scene.missed),
		state,
		phase: signal(scene.phase ?? "signed-in"),
		connection: signal(scene.connection ?? "live"),
		online: signal(scene.online ?? true),
		instance: signal({ ...instance, ...scene.instance }),
		outbox: signal(scene.outbox ?? new Map()),
		typing: signal(scene.typing ?? new Map()),
		here: signal(new Map([[sundayCrew.id, new Set([lena.id, mira.id, tomas.id])]])),
		seenAtOpen: signal(scene.seenAtOpen ?? null),
		calls: fakeCalls(scene.calls),
		messages: fakeMessages(state, scene.messages),
		files: fakeFiles(scene),
		polls: fakePolls(state),
		emoji: { create: nothing, remove: nothing },
		gifs: fakeGifs,
		platform: fakePlatform,
		imports: { list: async () => [], get: refuse, begin: refuse, start: refuse, remove: nothing },
		previews: { remove: nothing },
		search: { find: async () => ({ hits: [], users: [], ...scene.found }), numberOnDay: async () => 1 },
		...{ start: nothing, stop() {}, send() {}, retry() {}, discard() {}, closeConversation() {}, markSeen() {} },
		...{ openConversation: nothing, loadOlder, loadNewer: nothing, loadNewest: nothing },
		...{ startedTyping() {}, watchGroup() {} },
		...{ signUp: refuse, signIn: refuse, signOut: nothing, revokeSession: nothing, updateMe: refuse, deleteMe: refuse },
		sessions: async () => [session("a", "Firefox on Linux", true, 0), session("b", "Safari on iPhone", false, 20)],
		...{ requestEmailProof: nothing, confirmEmailProof: refuse, requestPasswordReset: nothing },
		...{ confirmPasswordReset: refuse, createGroup: refuse, renameGroup: refuse, deleteGroup: nothing },
		...{ leaveGroup: nothing, changeRole: refuse, removeMember: nothing, revokeInvite: nothing },
		invites: async () => [oneInvite, mailed],
		createInvite: async (_group, form) => ({ invite: fresh, mailed: form?.email !== undefined }),
		previewInvite: async () => ({
			invite: {
				...invite,
				group: { id: sundayCrew.id, name: sundayCrew.name, member_count: 9 },
				invited_by: mira,
				email: null,
			},
			already_member: false,
		}),
		...{ acceptInvite: refuse, declineInvite: nothing, createRoom: refuse, renameRoom: refuse, deleteRoom: nothing },
		openChat: refuse,
	};
}

/** Votes count at once, as if the server had taken them. */
function fakePolls(state: Signal<State>): Polls {
	return {
		choosing: signal(new Map()),
		failures: signal(new Map()),
		vote({ id, conversation_id, poll }, options) {
			const user_id = state.value.me?.id ?? "";
			state.value = poll?.anonymous
				? withMyVotes(state.value, id, options)
				: voted(state.value, { conversation_id, message_id: id, user_id, options: [...options] });
		},
		close() {},
	};
}

function fakeFiles(scene: Scene): Files {
	const trays = signal(scene.trays ?? new Map<Place, Tray>());
	return {
		trays,
		...{ add: async () => {}, remove() {}, retry() {}, takeBack() {}, dismissRefusal() {}, sendOne: async () => {} },
		send: (_place, { post }) => post([]),
		gallery: async () => ({ files: [...(scene.gallery ?? [])], users: [], has_older: false }),
	};
}

const fakeGifs: Gifs = {
	shelf: async () => ({ gifs: [], has_older: false, provider: null }),
	provided: async () => ({ provider: "tenor", gifs: [] }),
	...{ add: refuseIt, use: refuseIt, useProvided: refuseIt, remove: async () => {} },
};

async function refuseIt(): Promise<never> {
	throw new Error("The fixture page has no server.");
}

const instance: Instance = {
	name: "Distributed",
	version: "0.1.0",
	owned: true,
	sign_up: "open",
	setup_code_needed: false,
	mail: true,
	public_url: "https://chat.example.org",
	file_size: 512 * 1024 * 1024,
	gif_provider: null,
};

export const typist = kofi;
