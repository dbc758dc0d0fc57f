/** The requests about keys, bots, webhooks and commands. Nothing of it is in the state: every page asks anew. */

import { path } from "../api/client";
import type {
	AuditEntry,
	Bot,
	BotMade,
	Command,
	CommandMade,
	Delivery,
	DeliveryAnswer,
	IncomingHook,
	IncomingHookMade,
	Key,
	KeyChange,
	KeyMade,
	NewCommand,
	NewKey,
	NewOutgoingHook,
	OutgoingHook,
	OutgoingHookChange,
	OutgoingHookMade,
	RouteUsage,
} from "../api/types";
import { useApp } from "../app/context";
import { newId } from "../lib/ids";
import type { Asks } from "./seam";

export type KeyForm = Pick<NewKey, "name" | "scopes"> & Partial<Omit<NewKey, "id">>;
export type HookForm = Pick<NewOutgoingHook, "name" | "url" | "events" | "room_id">;
export type CommandForm = Pick<NewCommand, "name" | "about" | "hint" | "url">;
export type Platform = ReturnType<typeof platformOf>;

export function usePlatform(): Platform {
	return platformOf(useApp().platform);
}

export function platformOf(asks: Asks) {
	return { ...keysOf(asks), ...botsOf(asks), ...hooksOf(asks), ...commandsOf(asks) };
}

/** An id of our own makes asking again safe. */
const withId = (form: object) => ({ id: newId(), ...form });

function keysOf(asks: Asks) {
	return {
		/** Mine; with the owner of the instance also the instance keys. */
		keys: async () => (await asks.get<{ keys: Key[] }>("/api/keys")).keys,
		makeKey: (form: KeyForm) => asks.post<KeyMade>("/api/keys", withId(form)),
		changeKey: async (id: string, change: Partial<KeyChange>) =>
			(await asks.patch<{ key: Key }>(path`/api/keys/${id}`, change)).key,
		revokeKey: (id: string) => asks.delete(path`/api/keys/${id}`),
		/** `oldEndsIn`: seconds for which the secret of now goes on working. */
		renewSecret: (id: string, oldEndsIn: number) =>
			asks.post<KeyMade>(path`/api/keys/${id}/secrets`, { old_ends_in: oldEndsIn }),
		endSecret: (id: string, secretId: string) => asks.delete(path`/api/keys/${id}/secrets/${secretId}`),
		usage: async (id: string, days: number) =>
			(await asks.get<{ usage: RouteUsage[] }>(path`/api/keys/${id}/usage?days=${days}`)).usage,
		/** The newest first; `before` is the id of the last that is shown. */
		audit: (before?: string) =>
			asks.get<{ entries: AuditEntry[]; has_older: boolean }>(
				before ? path`/api/audit?before=${before}` : "/api/audit",
			),
	};
}

function botsOf(asks: Asks) {
	return {
		bots: async (groupId: string) => (await asks.get<{ bots: Bot[] }>(path`/api/groups/${groupId}/bots`)).bots,
		makeBot: (groupId: string, form: { name: string; about: string }) =>
			asks.post<BotMade>(path`/api/groups/${groupId}/bots`, withId(form)),
		changeBot: async (userId: string, change: { name: string; about: string }) =>
			(await asks.patch<{ bot: Bot }>(path`/api/bots/${userId}`, change)).bot,
		removeBot: (userId: string) => asks.delete(path`/api/bots/${userId}`),
		makeBotKey: (userId: string, form: KeyForm) => asks.post<KeyMade>(path`/api/bots/${userId}/keys`, withId(form)),
	};
}

function hooksOf(asks: Asks) {
	return {
		incoming: async (roomId: string) =>
			(await asks.get<{ hooks: IncomingHook[] }>(path`/api/conversations/${roomId}/incoming-hooks`)).hooks,
		makeIncoming: (roomId: string, name: string) =>
			asks.post<IncomingHookMade>(path`/api/conversations/${roomId}/incoming-hooks`, withId({ name })),
		renewIncoming: (id: string) => asks.post<IncomingHookMade>(path`/api/incoming-hooks/${id}/secret`),
		removeIncoming: (id: string) => asks.delete(path`/api/incoming-hooks/${id}`),
		outgoing: async (groupId: string) =>
			(await asks.get<{ hooks: OutgoingHook[] }>(path`/api/groups/${groupId}/outgoing-hooks`)).hooks,
		makeOutgoing: (groupId: string, form: HookForm) =>
			asks.post<OutgoingHookMade>(path`/api/groups/${groupId}/outgoing-hooks`, withId(form)),
		changeOutgoing: async (id: string, change: Partial<OutgoingHookChange>) =>
			(await asks.patch<{ hook: OutgoingHook }>(path`/api/outgoing-hooks/${id}`, change)).hook,
		renewOutgoing: (id: string) => asks.post<OutgoingHookMade>(path`/api/outgoing-hooks/${id}/secret`),
		removeOutgoing: (id: string) => asks.delete(path`/api/outgoing-hooks/${id}`),
		ping: (id: string) => asks.post<void>(path`/api/outgoing-hooks/${id}/ping`),
		deliveries: (id: string, before?: string) =>
			asks.get<{ deliveries: Delivery[]; has_older: boolean }>(
				path`/api/outgoing-hooks/${id}/deliveries` + (before ? path`?before=${before}` : ""),
			),
		delivery: (id: string) => asks.get<DeliveryAnswer>(path`/api/deliveries/${id}`),
		deliverAgain: (id: string) => asks.post<void>(path`/api/deliveries/${id}/redeliver`),
	};
}

function commandsOf(asks: Asks) {
	return {
		commands: async (groupId: string) =>
			(await asks.get<{ commands: Command[] }>(path`/api/groups/${groupId}/commands`)).commands,
		makeCommand: (groupId: string, form: CommandForm) =>
			asks.post<CommandMade>(path`/api/groups/${groupId}/commands`, withId(form)),
		changeCommand: async (id: string, change: Omit<CommandForm, "name">) =>
			(await asks.patch<{ command: Command }>(path`/api/commands/${id}`, change)).command,
		removeCommand: (id: string) => asks.delete(path`/api/commands/${id}`),
	};
}
