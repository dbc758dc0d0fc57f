/** The cast of the stills as a state of the store: for the fixture page, the screenshots and the render tests. */
import type { Role } from "../src/api/roles";
import type { Call, Chat, Group, InviteToMe, Me, Message, Room, User } from "../src/api/types";
import {
	type ChatEntry,
	type Conversation,
	emptyState,
	type GroupEntry,
	put,
	type State,
	type Timeline,
} from "../src/store/state";
import type { OutboxRow } from "../src/streams/outbox-row";

/** The evening on which everything happens. */
export const NOW = Date.parse("2026-11-24T10:48:00Z");

const id = (kind: number, number: number) => `0000000${kind}-0000-4000-8000-${String(number).padStart(12, "0")}`;
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * 60_000).toISOString();
const person = (number: number, first_name: string, last_name: string): User => ({
	id: id(1, number),
	first_name,
	last_name,
	kind: "person",
});

export const lena = person(1, "Lena", "Brandt");
export const mira = person(6, "Mira", "Adler");
export const tomas = person(5, "Tomás", "Ortega");
export const june = person(8, "June", "Walsh");
export const kofi = person(7, "Kofi", "Nkansah");
const gone: User = { id: id(1, 9), first_name: "", last_name: "", kind: "deleted" };
const people = [lena, mira, tomas, june, kofi];

export const me: Me = {
	...lena,
	email: "lena@example.org",
	email_proved: false,
	is_owner: true,
	created_at: at(90_000),
};

export const sundayCrew: Group = {
	id: id(2, 2),
	name: "Sunday Crew",
	created_at: at(90_000),
	member_limit: 500,
	keep_days: 30,
};
export const choir: Group = {
	id: id(2, 9),
	name: "Thursday choir",
	created_at: at(80_000),
	member_limit: 500,
	keep_days: null,
};

const room = (number: number, topic: string, last_number: number, isPrivate = false): Room => ({
	id: id(3, number),
	kind: "room",
	group_id: sundayCrew.id,
	stream: isPrivate ? `room:${id(3, number)}` : `group:${sundayCrew.id}`,
	topic,
	private: isPrivate,
	member_ids: isPrivate ? [lena.id, mira.id] : null,
	created_at: at(80_000 - number),
	created_by: lena.id,
	last_number,
	first_number: 1,
	last_message: null,
	call: null,
});

const chat = (number: number, others: User[], last_number: number): ChatEntry => {
	const entry: Omit<Chat, "users"> = {
		id: id(4, number),
		kind: "chat",
		stream: `chat:${id(4, number)}`,
		created_at: at(5_000 - number),
		last_number,
		last_message: null,
		call: null,
	};
	return { ...entry, user_ids: [lena.id, ...others.map((user) => user.id)] };
};

const said: ReadonlyArray<readonly [User, number, string]> = [
	[june, 1_530, "Is there anything left of the plum cake?"],
	[gone, 1_528, "I ate the last piece. Sorry! It was *very* good."],
	[lena, 1_500, "There will be another one on Sunday."],
	[
		kofi,
		1_440,
		"What I still need:\n\n- a **big** bowl\n- ~~salt~~ (found it)\n- two lemons\n\n> Bring the good knife.\n\nThe recipe is at https://example.org/stew, step one is `soak the beans`.",
	],
	[tomas, 29, "I have the big pot and about two kilos of tomatoes. Lena, can you bring bread?"],
	[lena, 25, "Two loaves. And the good olive oil."],
	[lena, 24, "🍅"],
	[mira, 4, "The seating plan works: eight chairs, two of them from June."],
	[mira, 3, "```\ntable    8\nchairs   6 + 2\nbenches  1\n```"],
];

export const kitchen = room(2, "Kitchen", said.length);
export const holidayPlans = room(3, "Holiday plans", 4);
export const office = room(4, "Office", 0);
/** A room of another group, where somebody may be talking. */
export const rehearsal: Room = { ...room(6, "Rehearsal", 0), group_id: choir.id, stream: `group:${choir.id}` };
const rooms = [rehearsal, room(1, "War Room", 2), kitchen, holidayPlans, office, room(5, "Surprise for June", 0, true)];
export const withTomas = chat(1, [tomas], 1);
const chats = [withTomas, chat(2, [mira, kofi], 0)];

const messages: Message[] = said.map(([author, minutes, text], index) => ({
	id: id(5, index + 1),
	conversation_id: kitchen.id,
	number: index + 1,
	author_id: author.id,
	text,
	sent_at: at(minutes),
}));

const whole = (list: readonly Message[]): Timeline => ({ messages: list, hasOlder: false, hasNewer: false });

export const members = (list: readonly User[], owner: User): GroupEntry["members"] =>
	new Map(
		list.map((user, index) => {
			const role: Role = user === owner ? "owner" : index === 1 ? "admin" : "member";
			return [user.id, { user_id: user.id, role, joined_at: at(90_000 - index * 4_000) }];
		}),
	);

export const invite: InviteToMe = {
	id: id(6, 1),
	group: { id: id(2, 3), name: "Allotment 14", member_count: 6 },
	invited_by: june,
	role: "member",
	expires_at: at(-6 * 24 * 60),
};

export const pending: OutboxRow[] = [
	{
		id: id(7, 1),
		userId: lena.id,
		conversationId: kitchen.id,
		text: "I can bring the long table too.",
		createdAt: NOW,
		state: "sending",
		attempts: 1,
		error: null,
	},
	{
		id: id(7, 2),
		userId: lena.id,
		conversationId: kitchen.id,
		text: "And the lamp.",
		createdAt: NOW,
		state: "failed",
		attempts: 3,
		error: "You may not write here.",
	},
];

export const newcomer: State = { ...emptyState, me };

export const populated: State = {
	...emptyState,
	me,
	groups: new Map([
		[sundayCrew.id, { group: sundayCrew, myRole: "owner", members: members(people, lena), emoji: new Map() }],
		[choir.id, { group: choir, myRole: "member", members: members([lena, june], june), emoji: new Map() }],
	]),
	conversations: new Map([...rooms, ...chats].map((conversation) => [conversation.id, conversation])),
	users: new Map([...people, gone].map((user) => [user.id, user])),
	markers: new Map([
		[kitchen.id, 7],
		[rooms[1]?.id ?? "", 2],
	]),
	invites: new Map([[invite.id, invite]]),
	timelines: new Map([
		[kitchen.id, whole(messages)],
		[office.id, whole([])],
		[
			withTomas.id,
			whole([{ ...(messages[4] as Message), conversation_id: withTomas.id, number: 1, text: "Hello you" }]),
		],
	]),
};

/** A call that began so long ago, with these people in the order in which they came. */
export function callIn(conversation: Conversation, users: readonly User[], seconds = 1_450): Call {
	const started_at = new Date(Date.now() - seconds * 1000).toISOString();
	return {
		id: id(9, 1),
		conversation_id: conversation.id,
		started_at,
		transport: "mesh",
		participants: users.map((user, at) => ({ id: id(10, at), user_id: user.id, joined_at: started_at })),
	};
}

/** The evening with a call in one of its conversations. */
export function withCall(state: State, call: Call): State {
	const conversation = state.conversations.get(call.conversation_id);
	if (!conversation) return state;
	return { ...state, conversations: put(state.conversations, conversation.id, { ...conversation, call }) };
}

/** More people than anybody has at home. */
export function crowd(count: number): User[] {
	const names = ["Ada", "Ben", "Chiara", "Dov", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas"];
	const more = Array.from({ length: Math.max(0, count - people.length) }, (_, at) =>
		person(20 + at, names[at % names.length] as string, `Guest ${at + 1}`),
	);
	return [...people, ...more].slice(0, count);
}

/** A conversation of any length, for looking at how the list scrolls. */
export function longTimeline(count: number): Timeline {
	const list: Message[] = [];
	for (let number = 1; number <= count; number++) {
		const author = people[Math.floor(number / 3) % people.length] as User;
		const text = `Message ${number}. ${"It goes on for a while. ".repeat((number * 7) % 11)}`.trim();
		list.push({
			id: id(8, number),
			conversation_id: kitchen.id,
			number,
			author_id: author.id,
			text,
			sent_at: at((count - number) * 3),
		});
	}
	return whole(list);
}
