/** The real `Later`: drafts that follow who is signed in, and commands whose answers are put into the state. */
import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import { newId } from "../lib/ids";
import type { Timers } from "../lib/timers";
import { withUsers } from "../store/change";
import { type Saved, withoutSaved, withoutScheduled, withSaved, withScheduled } from "../store/later";
import { withKnown } from "../store/messages";
import type { State } from "../store/state";
import { DraftKeeper, type DraftShelf } from "./drafts";
import type { LaterRequests } from "./requests";
import type { Later } from "./seam";

export interface LaterPorts {
	state: ReadonlySignal<State>;
	connection: ReadonlySignal<string>;
	set(state: State): void;
	timers: Timers;
	requests: LaterRequests;
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
	const { drafts, stop } = draftsOf(ports);
	return { drafts, stop, ...saving(ports), ...scheduling(ports), ...catchingUp(ports) };
}

function draftsOf({ state, connection, timers, requests, shelf, onLeave, listen }: LaterPorts) {
	const drafts = new DraftKeeper({
		timers,
		known: (placeId) => state.peek().drafts.get(placeId),
		put: requests.draft,
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

/** While live the log tells it, in its place among other changes. */
function put({ state, connection, set }: LaterPorts, change: (state: State) => State): void {
	if (connection.peek() !== "live") set(change(state.peek()));
}

function saving(ports: LaterPorts) {
	const { requests, state, set } = ports;
	const keep = ({ saved }: { saved: Saved }) => put(ports, (now) => withSaved(now, saved));
	return {
		save: async (id) => keep(await requests.save(id)),
		remind: async (id, at) => keep(await requests.save(id, at.toISOString())),
		unsave: async (id) => {
			await requests.unsave(id);
			put(ports, (now) => withoutSaved(now, id));
		},
		loadSaved: async () => {
			let before: string | undefined;
			do {
				const page = await requests.saved(before);
				const messages = [...page.quoted, ...page.saved.map(({ message }) => message)];
				set(withKnown(withUsers(state.peek(), page.users), messages));
				before = page.has_older ? page.saved.at(-1)?.saved.message_id : undefined;
			} while (before);
		},
	} satisfies Partial<Later>;
}

function scheduling(ports: LaterPorts) {
	const { requests } = ports;
	const gone = (id: string) => put(ports, (now) => withoutScheduled(now, id));
	return {
		schedule: async (conversationId, at, message) => {
			const form = { id: newId(), send_at: at.toISOString(), message };
			const { scheduled } = await requests.schedule(conversationId, form);
			if (scheduled) put(ports, (now) => withScheduled(now, scheduled));
		},
		changeScheduled: async (id, change) => {
			const { scheduled } = await requests.changeScheduled(id, change);
			put(ports, (now) => withScheduled(now, scheduled));
		},
		sendScheduled: async (id) => {
			await requests.sendScheduled(id);
			gone(id);
		},
		deleteScheduled: async (id) => {
			await requests.deleteScheduled(id);
			gone(id);
		},
	} satisfies Partial<Later>;
}

function catchingUp({ state, set, requests }: LaterPorts) {
	return {
		catchUp: async () => {
			const missed = await requests.catchUp();
			set(withUsers(state.peek(), missed.users));
			return missed;
		},
		sawThread: async (id, number) => void (await requests.sawThread(id, number)),
		readAll: async () => {
			const unread = unreadPlaces(state.peek());
			await requests.readAll();
			return async () => {
				for (const [id, from] of unread) await requests.unreadFrom(id, from);
			};
		},
	} satisfies Partial<Later>;
}

/** Where something is unread, and from which number on. */
function unreadPlaces({ conversations, markers, unreadFrom }: State): [string, number][] {
	return [...conversations.values()].flatMap(({ id, last_number }) => {
		const from = unreadFrom.get(id) ?? (markers.get(id) ?? 0) + 1;
		return from <= last_number ? [[id, from] as [string, number]] : [];
	});
}
