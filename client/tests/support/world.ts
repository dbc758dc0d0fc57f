/** A small cast and a small server: streams as logs, their truth, snapshots and pages of it. */
import type { Role } from "../../src/api/roles";
import type {
	Call,
	Chat,
	Group,
	Home,
	Marker,
	Me,
	Member,
	Message,
	MessagePage,
	Participant,
	Room,
	Snapshot,
	User,
} from "../../src/api/types";
import { apply } from "../../src/store/apply";
import type { Event, EventType, Payloads } from "../../src/store/events";
import { stateFromHome } from "../../src/store/snapshot";
import type { State } from "../../src/store/state";

export const AT = "2026-11-24T20:45:00.000000Z";

export function user(id: string, first_name: string, last_name = "Test"): User {
	return { id, first_name, last_name, kind: "person" };
}

export const ann = user("ann", "Ann");
export const bob = user("bob", "Bob");
export const cat = user("cat", "Cat");

export const me: Me = { ...ann, email: "ann@example.test", email_proved: true, is_owner: true, created_at: AT };
export const crew: Group = { id: "crew", name: "Sunday Crew", created_at: AT, member_limit: 500, keep_days: null };

export function member(of: User, role: Role = "member"): Member {
	return { user: of, role, joined_at: AT };
}

export function room(id: string, more: Partial<Room> = {}): Room {
	const open: Room = {
		id,
		kind: "room",
		group_id: "crew",
		stream: "group:crew",
		topic: id,
		private: false,
		member_ids: null,
		created_at: AT,
		created_by: ann.id,
		last_number: 0,
		first_number: 1,
		last_message: null,
		call: null,
	};
	return { ...open, ...more };
}

export function privateRoom(id: string, members: User[]): Room {
	return room(id, { stream: `room:${id}`, private: true, member_ids: members.map((it) => it.id) });
}

export function chat(id: string, users: User[]): Chat {
	return {
		id,
		kind: "chat",
		stream: `chat:${id}`,
		users,
		created_at: AT,
		last_number: 0,
		last_message: null,
		call: null,
	};
}

export function message(conversation_id: string, number: number, author: User = bob): Message {
	const id = `${conversation_id}-${number}`;
	return { id, conversation_id, number, author_id: author.id, text: `Message ${number}`, sent_at: AT };
}

export function participant(id: string, of: User): Participant {
	return { id, user_id: of.id, joined_at: AT };
}

export function call(id: string, conversation_id: string, participants: Participant[]): Call {
	return { id, conversation_id, started_at: AT, transport: "mesh", participants };
}

export function page(messages: Message[], { older = false, newer = false } = {}): MessagePage {
	const besides = { users: [], quoted: [], votes: {}, root: null };
	return { messages, ...besides, has_older: older, has_newer: newer, stream: "group:crew", seq: 1 };
}

/** Ann's group with Bob, its room "kitchen", and her chat with him. */
export function home(): Home {
	return {
		me,
		groups: [
			{
				group: crew,
				my_role: "owner",
				members: [member(ann, "owner"), member(bob)],
				rooms: [room("kitchen")],
				emoji: [],
			},
		],
		chats: [chat("duo", [ann, bob])],
		markers: [],
		invites: [],
		saved: [],
		drafts: [],
		scheduled: [],
		heads: {
			"group:crew": { seq: 3, hash: "c3" },
			"chat:duo": { seq: 1, hash: "d1" },
			"user:ann": { seq: 2, hash: "u2" },
		},
		epoch: "first",
	};
}

/** The server: appends events, keeps the true state beside the log, answers with snapshots of it. */
export class World {
	truth: State = stateFromHome(home());
	readonly log = new Map<string, Event[]>();
	epoch = "first";

	get heads(): Record<string, number> {
		return Object.fromEntries([...this.truth.cursors].map(([stream, { seq }]) => [stream, seq]));
	}

	emit<T extends EventType>(stream: string, type: T, payload: Payloads[T]): Event {
		const seq = (this.truth.cursors.get(stream)?.seq ?? 0) + 1;
		const event: Event = { stream, seq, type, at: AT, payload, hash: `${stream}@${seq}` };
		const { outcome, state } = apply(this.truth, event);
		if (outcome !== "applied") throw new Error(`The world's own event did not apply: ${outcome}`);
		this.truth = state;
		this.log.set(stream, [...(this.log.get(stream) ?? []), event]);
		return event;
	}

	/** Bob (or another) posts in a conversation of the truth. */
	post(conversationId: string, author: User = bob): Event {
		const conversation = this.truth.conversations.get(conversationId);
		if (!conversation) throw new Error(`No conversation ${conversationId}`);
		const posted = message(conversationId, conversation.last_number + 1, author);
		return this.emit(conversation.stream, "message.posted", { message: posted });
	}

	after(stream: string, seq: number): Event[] {
		return (this.log.get(stream) ?? []).filter((event) => event.seq > seq);
	}

	snapshot(stream: string): Snapshot {
		const cursor = this.truth.cursors.get(stream);
		if (!cursor) throw new Error(`No stream ${stream}`);
		const markers = [...this.truth.markers].map(([conversation_id, number]) => ({ conversation_id, number }));
		const own = (id: string) => stream.startsWith("user:") || this.truth.conversations.get(id)?.stream === stream;
		const mine = markers.filter((marker) => own(marker.conversation_id));
		return { stream, ...cursor, state: this.#content(stream, mine) };
	}

	#content(stream: string, markers: Marker[]): Snapshot["state"] {
		const { truth } = this;
		const id = stream.slice(stream.indexOf(":") + 1);
		const people = (ids: Iterable<string>) => [...ids].map((it) => truth.users.get(it) as User);
		if (stream.startsWith("user:")) {
			const streams = [...truth.cursors.keys()].map((it) => ({ stream: it, floor: 0 }));
			const kept = {
				saved: [...truth.saved.values()],
				drafts: [...truth.drafts.values()],
				scheduled: [...truth.scheduled.values()],
			};
			return { me: truth.me as Me, markers, invites: [...truth.invites.values()], streams, ...kept };
		}
		if (stream.startsWith("group:")) {
			const entry = truth.groups.get(id);
			if (!entry) throw new Error(`No group ${id}`);
			const members = [...entry.members.values()].map((it) => ({
				user: truth.users.get(it.user_id) as User,
				role: it.role,
				joined_at: it.joined_at,
			}));
			const rooms = [...truth.conversations.values()].filter(
				(it): it is Room => it.stream === stream && it.kind === "room",
			);
			const emoji = [...entry.emoji.values()];
			return { group: entry.group, my_role: entry.myRole, members, rooms, markers, emoji };
		}
		const found = truth.conversations.get(id);
		if (!found) throw new Error(`No conversation ${id}`);
		if (found.kind === "room") return { room: found, markers };
		const { user_ids, ...rest } = found;
		return { chat: { ...rest, users: people(user_ids) }, markers };
	}
}

/** What must agree between a client and the truth: everything but the windows on history. */
export function essence(state: State) {
	const { timelines: _, users, ...rest } = state;
	const plain = Object.fromEntries(
		Object.entries(rest).map(([key, value]) => [key, value instanceof Map ? Object.fromEntries(value) : value]),
	);
	return { ...plain, me_in_users: users.get(state.me?.id ?? "") };
}
