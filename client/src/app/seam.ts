/**
 * The seam between the engine and the views: what a screen may read (signals) and do (commands).
 * Views depend on the interface `App` alone; `createApp` builds the real one, a test may build another.
 *
 * Every command that talks to the server rejects with `ApiError` (show `.message` beside `.field`) or `Offline`.
 */
import type { ReadonlySignal } from "@preact/signals";
import type { InviteRole, Role } from "../api/roles";
import type { Chat, Group, Instance, Invite, InvitePreview, Me, Member, NewInvite, Room, Session } from "../api/types";
import type { Calls } from "../calls/seam";
import type { Previews } from "../embeds/seam";
import type { GroupEmoji } from "../emoji/seam";
import type { Files } from "../files/seam";
import type { Gifs } from "../gifs/seam";
import type { Imports } from "../imports/seam";
import type { Later } from "../later/seam";
import type { Messages } from "../messages/seam";
import type { Asks } from "../platform/seam";
import type { Polls } from "../polls/seam";
import type { Search } from "../search/seam";
import type { State } from "../store/state";
import type { MessageExtras, OutboxRow } from "../streams/outbox";

export type Phase = "loading" | "signed-out" | "signed-in";
export type Connection = "connecting" | "live" | "offline";

export interface SignUpForm {
	first_name: string;
	last_name: string;
	email: string;
	password: string;
	/** The code of an invite; joining it is part of signing up. */
	invite?: string;
	setup_code?: string;
}

export interface ProfileChange {
	first_name?: string;
	last_name?: string;
	email?: string;
	password?: string;
	current_password?: string;
}

export interface InviteForm {
	email?: string;
	role?: InviteRole;
	/** Seconds. */
	expires_in?: number;
	max_uses?: number;
}

export interface RoomForm {
	topic: string;
	private?: boolean;
	member_ids?: string[];
}

/** Of pictures and files, on a page whose API is on another origin: no cookie goes there with an `<img>`. */
export interface Addresses {
	/** What the page may show now; undefined: ask `find`. */
	known(path: string): string | undefined;
	/** Rejects when there is nothing, or it is not mine to see. */
	find(path: string): Promise<string>;
	/** A film whose address has ended goes on under a new one. False: the film itself can't be played. */
	renew(path: string, film: HTMLMediaElement): boolean;
	save(path: string): Promise<void>;
}

export interface App {
	/** Null where the paths that the API names are addresses as they are: on its own page. */
	readonly addresses: Addresses | null;
	/** Where programs find the API: `https://chat.example`. */
	readonly apiOrigin: string;
	/** What the client knows; read it through `store/select`. */
	readonly state: ReadonlySignal<State>;
	readonly phase: ReadonlySignal<Phase>;
	/** "connecting" only until the first answer; "offline" when tries fail, until it is live again. */
	readonly connection: ReadonlySignal<Connection>;
	/** False when the device itself says that it has no network. */
	readonly online: ReadonlySignal<boolean>;
	/** GET /api/instance, null until it is there. */
	readonly instance: ReadonlySignal<Instance | null>;
	/** conversation id → what I sent and is not in the timeline yet, in order. */
	readonly outbox: ReadonlySignal<ReadonlyMap<string, readonly OutboxRow[]>>;
	/** conversation id → ids of the others who are writing now. */
	readonly typing: ReadonlySignal<ReadonlyMap<string, readonly string[]>>;
	/** group id → ids of the members who are here now, for the watched group. */
	readonly here: ReadonlySignal<ReadonlyMap<string, ReadonlySet<string>>>;
	/**
	 * The number of the newest message that I had seen before others came while I was away, for the line "New since
	 * you left" in the open conversation; null when nothing is open.
	 */
	readonly seenAtOpen: ReadonlySignal<number | null>;

	/** Voice, video and screens: the one call that I am in, and who is in others. */
	readonly calls: Calls;
	/** What can be done with messages that are there. */
	readonly messages: Messages;
	/** What goes up beside a message. */
	readonly files: Files;
	/** Emoji that a group makes. */
	readonly emoji: GroupEmoji;
	/** Bringing rooms here from elsewhere. */
	readonly imports: Imports;
	/** Keys, bots and webhooks. */
	readonly platform: Asks;
	/** Moving pictures. */
	readonly gifs: Gifs;
	/** Voting. */
	readonly polls: Polls;
	/** What links in messages show. */
	readonly previews: Previews;
	/** Drafts, what is saved and scheduled, and catching up. */
	readonly later: Later;
	/** Finding messages, and the first of a day. */
	readonly search: Search;

	/** Opens with the cached state when there is one, then goes online. Call it once. */
	start(): Promise<void>;
	/** Releases the socket, timers and listeners (tests, hot reload). */
	stop(): void;

	// Messages
	/** Puts the message in the outbox; it is on screen at once and is sent when it can be. */
	send(conversationId: string, text: string, extras?: MessageExtras): void;
	retry(messageId: string): void;
	discard(messageId: string): void;
	/**
	 * Makes this the conversation on screen and loads its newest page when needed, or goes to the message `at`. `left`:
	 * the newest number that was seen before anything of it came on screen.
	 */
	openConversation(conversationId: string, at?: number, left?: number): Promise<void>;
	/** It is no longer on screen. Where another was opened meanwhile this does nothing. */
	closeConversation(conversationId: string): void;
	/** Loads the page before the oldest message in memory. One at a time; resolves when it is in the state. */
	loadOlder(conversationId: string): Promise<void>;
	/** The page after the newest message in memory, when the timeline says `hasNewer`. */
	loadNewer(conversationId: string): Promise<void>;
	/** Moves the window to the newest page ("jump to newest" when `hasNewer`). */
	loadNewest(conversationId: string): Promise<void>;
	/** I saw this message. Never moves back; told to the server at most every 2 s and only from a visible page. */
	markSeen(conversationId: string, number: number): void;
	/** I am writing; call it on every input, it is told to the others at most every 3 s. */
	startedTyping(conversationId: string): void;
	/** Presence is told for one group, the one on screen. */
	watchGroup(groupId: string | null): void;

	// Accounts
	signUp(form: SignUpForm): Promise<{ joinedGroupId: string | null }>;
	signIn(email: string, password: string): Promise<void>;
	/** Ends the session and deletes everything kept on this device. */
	signOut(): Promise<void>;
	sessions(): Promise<Session[]>;
	revokeSession(sessionId: string): Promise<void>;
	updateMe(change: ProfileChange): Promise<Me>;
	deleteMe(password: string): Promise<void>;
	requestEmailProof(): Promise<void>;
	confirmEmailProof(code: string): Promise<Me>;
	requestPasswordReset(email: string): Promise<void>;
	confirmPasswordReset(email: string, code: string, password: string): Promise<void>;

	// Groups
	/** The new group is in the state when this resolves. */
	createGroup(name: string): Promise<Group>;
	renameGroup(groupId: string, name: string): Promise<Group>;
	deleteGroup(groupId: string): Promise<void>;
	leaveGroup(groupId: string): Promise<void>;
	changeRole(groupId: string, userId: string, role: Role): Promise<Member>;
	removeMember(groupId: string, userId: string): Promise<void>;

	// Invites
	invites(groupId: string): Promise<Invite[]>;
	createInvite(groupId: string, form?: InviteForm): Promise<{ invite: NewInvite; mailed: boolean }>;
	revokeInvite(inviteId: string): Promise<void>;
	previewInvite(code: string): Promise<{ invite: InvitePreview; already_member: boolean }>;
	/** `codeOrId`: the id works for an invite in `state.invites`. The group is in the state when this resolves. */
	acceptInvite(codeOrId: string): Promise<Group>;
	declineInvite(codeOrId: string): Promise<void>;

	// Rooms and direct chats
	createRoom(groupId: string, form: RoomForm): Promise<Room>;
	renameRoom(roomId: string, topic: string): Promise<Room>;
	deleteRoom(roomId: string): Promise<void>;
	/** The chat of exactly these others and me, made when there is none. It is in the state when this resolves. */
	openChat(userIds: string[]): Promise<Chat>;
}
