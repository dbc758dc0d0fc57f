/** A room in which everything happened that can happen to a message: answered, reacted to, pinned, changed, deleted. */
import type { Message } from "../src/api/types";
import { put, type State, type Timeline } from "../src/store/state";
import { holidayPlans, june, kitchen, kofi, lena, mira, NOW, populated, tomas } from "./cast";

const id = (number: number) => `0000000b-0000-4000-8000-${String(number).padStart(12, "0")}`;
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * 60_000).toISOString();

type Said = Partial<Message> & Pick<Message, "text">;
const said = (number: number, author_id: string, minutes: number, more: Said): Message => ({
	id: id(number),
	conversation_id: kitchen.id,
	number,
	author_id,
	sent_at: at(minutes),
	...more,
});

const mention = { type: "mention", offset: 0, length: 5, user_id: lena.id } as const;

export const lively: readonly Message[] = [
	said(1, june.id, 240, {
		text: "House rule for tonight: whoever cooks does not wash up.",
		pinned: { by: mira.id, at: at(230) },
		reactions: [
			{ emoji: "👏", user_ids: [mira.id, tomas.id, kofi.id, lena.id] },
			{ emoji: "🧽", user_ids: [kofi.id] },
		],
	}),
	said(2, kofi.id, 200, {
		text: "The recipe serves twelve. Should we halve it, or feed the neighbours?",
		thread: { count: 3, last_at: at(170), user_ids: [mira.id, lena.id, tomas.id] },
	}),
	said(3, lena.id, 199, { text: "", deleted_at: at(198) }),
	said(4, tomas.id, 60, {
		text: "I have the big pot and about two kilos of tomatoes.",
		edited_at: at(58),
		reactions: [{ emoji: "🍅", user_ids: [lena.id, mira.id] }],
	}),
	said(5, lena.id, 55, {
		text: "Perfect, then I bring bread and the good olive oil.",
		reply_to: { id: id(4), number: 4, author_id: tomas.id },
		reactions: [{ emoji: "❤️", user_ids: [tomas.id] }],
	}),
	said(6, mira.id, 30, {
		text: "@Lena can you also bring the long table cloth? The round one is at the cleaner's.",
		entities: [mention],
	}),
	said(7, mira.id, 29, {
		text: "The train from Berlin arrives at 18:12, platform 3.",
		forwarded: { author_id: june.id, sent_at: at(3_000) },
	}),
	said(8, june.id, 12, {
		text: "No dessert from me this time, I am out of sugar **and** out of ideas.",
		reply_to: { id: id(1), number: 1, author_id: june.id },
	}),
	said(9, lena.id, 1, { text: "On my way!" }),
];

const reply = (number: number, author_id: string, minutes: number, text: string, more: Partial<Message> = {}) => ({
	...said(100 + number, author_id, minutes, { text, ...more }),
	number,
	thread_of: id(2),
});

const replies: readonly Message[] = [
	reply(1, mira.id, 190, "Neighbours! Last time they brought the accordion."),
	reply(2, lena.id, 185, "Then twelve it is.", { reactions: [{ emoji: "🪗", user_ids: [mira.id, tomas.id] }] }),
	reply(3, tomas.id, 170, "I will ask the second floor too.", {
		reply_to: { id: id(102), number: 2, author_id: lena.id },
	}),
];

const whole = (messages: readonly Message[]): Timeline => ({ messages, hasOlder: false, hasNewer: false });
const last = lively.at(-1) ?? null;

export const livelyState: State = {
	...populated,
	conversations: put(populated.conversations, kitchen.id, {
		...kitchen,
		last_number: lively.length,
		last_message: last,
	}),
	markers: new Map([...populated.markers, [kitchen.id, lively.length]]),
	mentions: new Map([[holidayPlans.id, [3]]]),
	timelines: put(populated.timelines, kitchen.id, whole(lively)),
	threads: new Map([[id(2), whole(replies)]]),
};

export const livelyMessages = {
	undoable: [id(9)],
	pins: new Map([[kitchen.id, [id(1)]]]),
	history: [
		{ text: "I have the big pot and about two kilos of potatoes.", written_at: at(60) },
		{ text: "I have the big pot, and tomatoes.", written_at: at(59) },
	],
};

export const livelyThread = id(2);
