/**
 * Everything the client knows, as one value that is replaced and never changed: the store's `apply`, the cache and
 * the views share it. Users are kept once, by id; groups and chats name them.
 */
import type { Role } from "../api/roles";
import type { Chat, CustomEmoji, Group, InviteToMe, Me, Message, Room, User } from "../api/types";
import type { Draft, Saved, Scheduled } from "./kept";

/** A member without the profile, which lives in `State.users`. */
export interface MemberEntry {
	readonly user_id: string;
	readonly role: Role;
	readonly joined_at: string;
}

export interface GroupEntry {
	readonly group: Group;
	readonly myRole: Role;
	readonly members: ReadonlyMap<string, MemberEntry>;
	/** What the group made itself, by id. */
	readonly emoji: ReadonlyMap<string, CustomEmoji>;
}

/** A chat as the store keeps it: ids instead of profiles. */
export interface ChatEntry extends Omit<Chat, "users"> {
	readonly user_ids: readonly string[];
}

export type Conversation = Room | ChatEntry;

/** A window on a conversation: numbers are contiguous, oldest first. */
export interface Timeline {
	readonly messages: readonly Message[];
	readonly hasOlder: boolean;
	/** True when the window does not reach the newest message: live messages are then not appended. */
	readonly hasNewer: boolean;
	/**
	 * A snapshot skipped events: messages in it may have been changed or deleted since. It stays on screen until it was
	 * loaded anew, joins no other page, and is kept nowhere.
	 */
	readonly stale?: true;
}

/** How far a stream was applied; `hash` is the chain's value there, for the server to compare. */
export interface Cursor {
	readonly seq: number;
	readonly hash: string;
}

export interface State {
	readonly me: Me | null;
	readonly groups: ReadonlyMap<string, GroupEntry>;
	readonly conversations: ReadonlyMap<string, Conversation>;
	readonly users: ReadonlyMap<string, User>;
	/** conversation id → the newest number that I have seen. Absent is 0. */
	readonly markers: ReadonlyMap<string, number>;
	/** conversation id → the message that I marked unread, with all after it. */
	readonly unreadFrom: ReadonlyMap<string, number>;
	/** conversation id → the numbers of unread messages that mean me, rising. */
	readonly mentions: ReadonlyMap<string, readonly number[]>;
	readonly invites: ReadonlyMap<string, InviteToMe>;
	readonly timelines: ReadonlyMap<string, Timeline>;
	/** id of the message above → the window on its thread. */
	readonly threads: ReadonlyMap<string, Timeline>;
	/** Messages outside of windows, by id: quoted ones, and those that a link led to. */
	readonly known: ReadonlyMap<string, Message>;
	/** message id → the options that I chose in its poll. */
	readonly votes: ReadonlyMap<string, readonly number[]>;
	/** message id → what I keep for later. */
	readonly saved: ReadonlyMap<string, Saved>;
	/** conversation id, or the id of the message above a thread → what I began to write. */
	readonly drafts: ReadonlyMap<string, Draft>;
	readonly scheduled: ReadonlyMap<string, Scheduled>;
	readonly cursors: ReadonlyMap<string, Cursor>;
	readonly epoch: string | null;
}

export const emptyState: State = {
	me: null,
	groups: new Map(),
	conversations: new Map(),
	users: new Map(),
	markers: new Map(),
	unreadFrom: new Map(),
	mentions: new Map(),
	invites: new Map(),
	timelines: new Map(),
	threads: new Map(),
	known: new Map(),
	votes: new Map(),
	saved: new Map(),
	drafts: new Map(),
	scheduled: new Map(),
	cursors: new Map(),
	epoch: null,
};

/** A copy of `map` with one entry more or another value. */
export function put<V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> {
	if (map.get(key) === value) return map;
	return new Map(map).set(key, value);
}

/** A copy of `map` without the keys; the same map when none was there. */
export function drop<V>(map: ReadonlyMap<string, V>, keys: Iterable<string>): ReadonlyMap<string, V> {
	const copy = new Map(map);
	for (const key of keys) copy.delete(key);
	return copy.size === map.size ? map : copy;
}
