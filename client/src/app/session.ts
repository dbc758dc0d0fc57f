/** The real `App`: the engine's signals and the commands, each a request whose answer is put into the state at once. */
import type { Me } from "../api/types";
import { previewsOf } from "../embeds/page-previews";
import { emojiOf } from "../emoji/requests";
import { filesOf } from "../files/files";
import { fileRequests } from "../files/requests";
import { laterOf } from "../later/later";
import { newId } from "../lib/ids";
import { late } from "../lib/late";
import { pollsOf } from "../polls/polls";
import { pollRequests } from "../polls/requests";
import { searchOf } from "../search/requests";
import {
	editGroup,
	editRoom,
	withConversation,
	withMe,
	withMember,
	withoutConversations,
	withoutGroup,
	withoutInvite,
	withoutMember,
} from "../store/change";
import { firstUnread } from "../store/markers";
import { withOwnGroup } from "../store/snapshot";
import type { State } from "../store/state";
import { Engine } from "./engine";
import type { AppPorts } from "./ports";
import { type Requests, requestsOf } from "./requests";
import type { App } from "./seam";

export type * from "./seam";

export function createApp(ports: AppPorts): App {
	const requests = requestsOf(ports.api);
	const engine = new Engine(ports, requests);
	const later = laterOf({
		state: engine.state,
		connection: engine.connection,
		set: engine.store.set,
		timers: ports.timers,
		api: ports.api,
		shelf: ports.draftShelf,
		onLeave: (work) => engine.onLeave(work),
		listen: (hidden, network) => ports.listen({ hidden, network, shown: () => {}, gone: () => {} }),
	});
	return {
		...signals(engine),
		start: () => engine.start(),
		stop: () => {
			later.stop();
			engine.stop();
		},
		later,
		...messages(engine),
		...signingIn(engine, requests),
		...profile(engine, requests),
		...groups(engine, requests),
		...invites(engine, requests),
		...conversations(engine, requests),
		emoji: emojiOf({ store: engine.store, api: ports.api, uploads: ports.uploads }),
		imports: late(async () => (await import("../imports/requests")).importsOf(ports)),
		platform: ports.api,
		addresses: ports.addresses,
		apiOrigin: ports.apiOrigin,
		gifs: late(async () => (await import("../gifs/requests")).gifsOf(ports)),
		polls: pollsOf({ store: engine.store, connection: engine.connection, requests: pollRequests(ports.api) }),
		search: searchOf(ports.api),
		previews: previewsOf({ store: engine.store, api: ports.api }),
		files: filesOf({
			timers: ports.timers,
			wire: ports.uploads,
			connection: engine.connection,
			phase: engine.phase,
			largest: () => engine.instance.peek()?.file_size ?? Number.MAX_SAFE_INTEGER,
			requests: fileRequests(ports.api),
		}),
	};
}

/** A change that needs no event: it is there when the command resolves, and the event repeats it harmlessly. */
function put(engine: Engine, change: (state: State) => State): void {
	engine.store.set(change(engine.store.get()));
}

/**
 * An answer to an edit. While live the log tells it, in its place among the edits of others; put again here it could
 * undo a newer one.
 */
function putUnlessLive(engine: Engine, change: (state: State) => State): void {
	if (engine.connection.peek() !== "live") put(engine, change);
}

function callOf(state: State, conversationId: string) {
	const known = state.conversations.get(conversationId);
	return known && { call: known.call };
}

/** Waits for a stream's snapshot, but not for ever: the page goes on and it comes later. */
async function ensured(engine: Engine, { stream }: { stream: string }): Promise<void> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, 5_000);
	});
	await Promise.race([engine.sync.ensure(stream), late]);
	clearTimeout(timer);
}

function signals(engine: Engine) {
	const {
		state,
		phase,
		connection,
		online,
		instance,
		outboxRows: outbox,
		typing,
		here,
		calls,
		messages: late,
	} = engine;
	return {
		state,
		phase,
		connection,
		online,
		instance,
		outbox,
		typing,
		here,
		seenAtOpen: engine.leftOff.number,
		calls,
		messages: late.app,
	};
}

function messages(engine: Engine) {
	const { reading, seen, live } = engine;
	return {
		send: (conversationId, text, extras) => engine.send(conversationId, text, extras),
		retry: (id) => engine.retry(id),
		discard: (id) => engine.discard(id),
		openConversation: async (id, at, left = firstUnread(engine.store.get(), id) - 1) => {
			if (reading.openId !== id) {
				if (reading.openId) seen.closed(reading.openId);
				engine.leftOff.number.value = left;
				seen.opened(id);
			}
			await reading.open(id, { elsewhere: at !== undefined });
			if (at !== undefined) await engine.messages.goTo(id, at);
		},
		closeConversation: (id) => {
			if (reading.openId !== id) return;
			engine.leftOff.number.value = null;
			seen.closed(id);
			void reading.open(null);
		},
		loadOlder: (id) => reading.older(id),
		loadNewer: (id) => reading.newer(id),
		loadNewest: (id) => reading.newest(id),
		markSeen: (id, number) => seen.mark(id, number),
		startedTyping: (id) => {
			const stream = engine.store.get().conversations.get(id)?.stream;
			if (stream) live.startedTyping(id, stream);
		},
		watchGroup: (id) => live.watch(id),
	} satisfies Partial<App>;
}

function signingIn(engine: Engine, requests: Requests) {
	const enter = async () => {
		await engine.openFromServer();
		void engine.learnInstance();
	};
	return {
		signUp: async (form) => {
			const { joined } = await requests.signUp({ id: newId(), ...form });
			await enter();
			return { joinedGroupId: joined?.group_id ?? null };
		},
		signIn: async (email, password) => {
			await requests.signIn(email, password);
			await enter();
		},
		signOut: async () => {
			await requests.signOut();
			await engine.leave({ byChoice: true });
		},
		requestPasswordReset: (email) => requests.requestPasswordReset(email),
		confirmPasswordReset: async (email, code, password) => {
			await requests.confirmPasswordReset(email, code, password);
			await enter();
		},
	} satisfies Partial<App>;
}

function profile(engine: Engine, requests: Requests) {
	const changed = (user: Me): Me => {
		put(engine, (state) => withMe(state, user));
		return user;
	};
	return {
		sessions: async () => (await requests.sessions()).sessions,
		revokeSession: (id) => requests.revokeSession(id),
		updateMe: async (change) => changed((await requests.updateMe(change)).user),
		deleteMe: async (password) => {
			await requests.deleteMe(password);
			await engine.leave({ byChoice: true });
		},
		requestEmailProof: () => requests.requestEmailProof(),
		confirmEmailProof: async (code) => changed((await requests.confirmEmailProof(code)).user),
	} satisfies Partial<App>;
}

function groups(engine: Engine, requests: Requests) {
	return {
		createGroup: async (name) => {
			const { group, stream } = await requests.createGroup({ id: newId(), name });
			put(engine, (state) => (state.me ? withOwnGroup(state, group, state.me) : state));
			await ensured(engine, { stream });
			return group;
		},
		renameGroup: async (id, name) => {
			const { group } = await requests.renameGroup(id, name);
			putUnlessLive(engine, (state) => editGroup(state, id, (entry) => ({ ...entry, group })));
			return group;
		},
		deleteGroup: async (id) => {
			await requests.deleteGroup(id);
			put(engine, (state) => withoutGroup(state, id));
		},
		leaveGroup: async (id) => {
			await requests.leaveGroup(id);
			put(engine, (state) => withoutGroup(state, id));
		},
		changeRole: async (id, userId, role) => {
			const { member } = await requests.changeRole(id, userId, role);
			putUnlessLive(engine, (state) => withMember(state, id, member));
			return member;
		},
		removeMember: async (id, userId) => {
			await requests.removeMember(id, userId);
			putUnlessLive(engine, (state) => withoutMember(state, id, userId));
		},
	} satisfies Partial<App>;
}

function invites(engine: Engine, requests: Requests) {
	const closed = (id: string) => put(engine, (state) => withoutInvite(state, id));
	return {
		invites: async (groupId) => (await requests.invites(groupId)).invites,
		createInvite: (groupId, form = {}) => requests.createInvite(groupId, { id: newId(), ...form }),
		revokeInvite: (id) => requests.revokeInvite(id),
		previewInvite: (code) => requests.previewInvite(code),
		acceptInvite: async (codeOrId) => {
			const { group } = await requests.acceptInvite(codeOrId);
			closed(codeOrId);
			await ensured(engine, { stream: `group:${group.id}` });
			return group;
		},
		declineInvite: async (codeOrId) => {
			await requests.declineInvite(codeOrId);
			closed(codeOrId);
		},
	} satisfies Partial<App>;
}

function conversations(engine: Engine, requests: Requests) {
	return {
		createRoom: async (groupId, form) => {
			const { room } = await requests.createRoom(groupId, { id: newId(), ...form });
			put(engine, (state) => withConversation(state, room));
			await ensured(engine, room);
			return room;
		},
		renameRoom: async (id, topic) => {
			const { room } = await requests.renameRoom(id, topic);
			putUnlessLive(engine, (state) => editRoom(state, id, (it) => ({ ...it, topic: room.topic })));
			return room;
		},
		deleteRoom: async (id) => {
			await requests.deleteRoom(id);
			put(engine, (state) => withoutConversations(state, [id]));
		},
		openChat: async (userIds) => {
			const { chat } = await requests.openChat({ id: newId(), user_ids: userIds });
			// The log knows better who is in the call of a chat that is known already.
			put(engine, (state) => withConversation(state, { ...chat, ...callOf(state, chat.id) }));
			await ensured(engine, chat);
			return chat;
		},
	} satisfies Partial<App>;
}
