/** Words for what keys may do, where, and what webhooks tell: plain values behind the pages. */
import type { Delivery, Key } from "../api/types";
import { listed } from "../groups/people";
import type { State } from "../store/state";

interface Service {
	readonly name: string;
	readonly words: string;
	/** Nothing in it can be changed by a key. */
	readonly readOnly?: true;
}

export const SERVICES: readonly Service[] = [
	{ name: "messages", words: "Messages, polls and search" },
	{ name: "rooms", words: "Rooms and chats" },
	{ name: "groups", words: "Groups, members and invites" },
	{ name: "files", words: "Files, emoji and gifs" },
	{ name: "streams", words: "What happens, live", readOnly: true },
	{ name: "profile", words: "Who I am", readOnly: true },
];

const SHORT: Readonly<Record<string, string>> = {
	messages: "messages",
	rooms: "rooms",
	groups: "groups",
	files: "files",
	streams: "what happens live",
	profile: "the profile",
};

/** "Writes messages; reads messages and what happens live". */
export function scopeWords(scopes: readonly string[]): string {
	if (scopes.includes("micro")) return "Everything, as anyone";
	const of = (right: string) =>
		SERVICES.filter(({ name }) => scopes.includes(`${name}:${right}`)).map(({ name }) => SHORT[name] ?? name);
	const [reads, writes] = [of("read"), of("write")];
	const parts = [writes.length > 0 && `writes ${listed(writes, 6)}`, reads.length > 0 && `reads ${listed(reads, 6)}`];
	const whole = parts.filter(Boolean).join("; ");
	return whole.charAt(0).toUpperCase() + whole.slice(1);
}

/** Where a key works, by the names that I know. */
export function placeWords(key: Pick<Key, "kind" | "group_id" | "room_id">, state: State): string {
	if (key.kind === "micro") return "In the whole instance";
	if (key.room_id) {
		const room = state.conversations.get(key.room_id);
		return room?.kind === "room" ? `Only in ${room.topic}` : "Only in one room";
	}
	if (key.group_id) return `Only in ${state.groups.get(key.group_id)?.group.name ?? "one group"}`;
	return "Wherever you may";
}

const DAY = 86_400;

/** Seconds, as the values of a select; "" never ends. */
export const EXPIRIES: ReadonlyArray<readonly [string, string]> = [
	["", "Never"],
	[String(DAY), "In a day"],
	[String(7 * DAY), "In a week"],
	[String(30 * DAY), "In 30 days"],
	[String(90 * DAY), "In 90 days"],
	[String(365 * DAY), "In a year"],
];

/** How long the secret of now goes on working beside a new one. */
export const OVERLAPS: ReadonlyArray<readonly [string, string]> = [
	["0", "At once"],
	[String(DAY), "In a day"],
	[String(7 * DAY), "In a week"],
	[String(30 * DAY), "In 30 days"],
];

/** Origins as people write them: by lines, spaces or commas; the slash at the end of a copied address goes. */
export function originsOf(text: string): string[] {
	const found = text.split(/[\s,]+/).map((origin) => origin.replace(/\/+$/, ""));
	return [...new Set(found.filter((origin) => origin !== ""))];
}

/** A whole number above zero, or null where there is none. */
export function wholeNumber(text: string): number | null {
	return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : null;
}

export const EVENTS: ReadonlyArray<readonly [title: string, events: ReadonlyArray<readonly [string, string]>]> = [
	[
		"Messages",
		[
			["message.posted", "Somebody writes"],
			["message.edited", "A message is changed"],
			["message.deleted", "A message is deleted"],
			["messages.expired", "Old messages are erased"],
			["message.pinned", "A message is pinned"],
			["message.unpinned", "A pin is taken off"],
			["reaction.added", "Somebody reacts"],
			["reaction.removed", "A reaction is taken back"],
			["poll.voted", "Somebody votes"],
			["poll.changed", "A poll changes"],
			["preview.changed", "A link shows a preview"],
		],
	],
	[
		"Rooms and people",
		[
			["room.created", "A room is made"],
			["room.changed", "A room is renamed"],
			["room.deleted", "A room is deleted"],
			["member.joined", "Somebody joins"],
			["member.changed", "A role changes"],
			["member.left", "Somebody leaves"],
			["member.removed", "Somebody is removed"],
			["group.changed", "The group changes"],
			["emoji.created", "An emoji is made"],
			["emoji.deleted", "An emoji goes"],
			["gif.added", "A gif comes to the shelf"],
			["gif.removed", "A gif leaves the shelf"],
		],
	],
	[
		"Calls",
		[
			["call.started", "A call begins"],
			["call.joined", "Somebody joins a call"],
			["call.left", "Somebody leaves a call"],
			["call.moved", "Somebody moves to another device"],
			["call.ended", "A call ends"],
		],
	],
];

const EVENT_WORDS = new Map(EVENTS.flatMap(([, events]) => events));

/** A ping has no words of its own in the log. */
export function eventWords(event: string): string {
	return EVENT_WORDS.get(event) ?? event;
}

export const STATE_WORDS: Record<Delivery["state"], string> = {
	waiting: "Waiting",
	delivered: "Delivered",
	failed: "Will be tried again",
	given_up: "Given up",
};
