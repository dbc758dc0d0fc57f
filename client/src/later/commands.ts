/** What a person does with what they keep for later: a chunk of its own, loaded with the first command. */
import type { ReadonlySignal } from "@preact/signals";
import type { Saved } from "../api/types";
import { newId } from "../lib/ids";
import { withUsers } from "../store/change";
import { withoutSaved, withoutScheduled, withSaved, withScheduled } from "../store/later";
import { withKnown } from "../store/messages";
import type { State } from "../store/state";
import type { LaterRequests } from "./requests";
import type { Later } from "./seam";

export interface CommandPorts {
	state: ReadonlySignal<State>;
	connection: ReadonlySignal<string>;
	set(state: State): void;
	requests: LaterRequests;
}

export type LaterCommands = Omit<Later, "drafts">;

export function commandsOf(ports: CommandPorts): LaterCommands {
	return { ...saving(ports), ...scheduling(ports), ...catchingUp(ports) };
}

/** While live the log tells it, in its place among other changes. */
function put({ state, connection, set }: CommandPorts, change: (state: State) => State): void {
	if (connection.peek() !== "live") set(change(state.peek()));
}

function saving(ports: CommandPorts) {
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

function scheduling(ports: CommandPorts) {
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

function catchingUp({ state, set, requests }: CommandPorts) {
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
