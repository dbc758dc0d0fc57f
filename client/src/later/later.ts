/** The real `Later`: drafts that follow who is signed in, and commands, whose code comes with the first of them. */
import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import { type ApiClient, path } from "../api/client";
import type { Draft } from "../api/types";
import type { Timers } from "../lib/timers";
import type { State } from "../store/state";
import type { LaterCommands } from "./commands";
import { DraftKeeper, type DraftShelf } from "./drafts";
import type { DraftWords, Later, Place } from "./seam";

export interface LaterPorts {
	state: ReadonlySignal<State>;
	connection: ReadonlySignal<string>;
	set(state: State): void;
	timers: Timers;
	api: ApiClient;
	shelf(): DraftShelf;
	/** Tells when somebody is signed out, and whether that was their choice. */
	onLeave(work: (byChoice: boolean) => void): () => void;
	/** Tells when the page may be gone in a moment, and when the network changed; the answer ends it. */
	listen(hidden: () => void, network: () => void): () => void;
}

export interface PageLater extends Later {
	stop(): void;
}

export function laterOf(ports: LaterPorts): PageLater {
	let loaded: Promise<LaterCommands> | null = null;
	const commands = () => {
		loaded ??= load(ports);
		// What could not be loaded is asked for again.
		loaded.catch(() => {
			loaded = null;
		});
		return loaded;
	};
	return {
		...draftsOf(ports),
		save: async (id) => (await commands()).save(id),
		unsave: async (id) => (await commands()).unsave(id),
		remind: async (id, at) => (await commands()).remind(id, at),
		loadSaved: async () => (await commands()).loadSaved(),
		schedule: async (id, at, words) => (await commands()).schedule(id, at, words),
		changeScheduled: async (id, change) => (await commands()).changeScheduled(id, change),
		sendScheduled: async (id) => (await commands()).sendScheduled(id),
		deleteScheduled: async (id) => (await commands()).deleteScheduled(id),
		catchUp: async () => (await commands()).catchUp(),
		sawThread: async (id, number) => (await commands()).sawThread(id, number),
		readAll: async () => (await commands()).readAll(),
	};
}

async function load({ api, ...ports }: LaterPorts): Promise<LaterCommands> {
	const [{ commandsOf }, { laterRequests }] = await Promise.all([import("./commands"), import("./requests")]);
	return commandsOf({ ...ports, requests: laterRequests(api) });
}

function draftsOf({ state, connection, timers, api, shelf, onLeave, listen }: LaterPorts) {
	const drafts = new DraftKeeper({
		timers,
		known: (placeId) => state.peek().drafts.get(placeId),
		put: (place, words) => putDraft(api, place, words),
		shelf,
	});
	const flush = () => void drafts.flush();
	let before = state.peek().drafts;
	const ends = [
		effect(() => {
			const { me, drafts: next } = state.value;
			untracked(() => {
				if (me) drafts.enter(me.id);
				drafts.follow(before, next);
			});
			before = next;
		}),
		effect(() => {
			if (connection.value === "live") flush();
		}),
		onLeave((byChoice) => drafts.leave(byChoice)),
		listen(flush, flush),
	];
	const stop = () => {
		for (const end of ends) end();
	};
	return { drafts, stop };
}

async function putDraft(api: ApiClient, { conversationId, threadOf }: Place, words: DraftWords): Promise<Draft> {
	const form = { ...words, ...(threadOf && { thread_of: threadOf }) };
	return (await api.put<{ draft: Draft }>(path`/api/conversations/${conversationId}/draft`, form)).draft;
}
