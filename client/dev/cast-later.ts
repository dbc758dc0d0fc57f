/** The evening with what Lena keeps for later, and what she missed. */
import type { CatchUp, Draft, Message, Saved, Scheduled } from "../src/api/types";
import type { State } from "../src/store/state";
import { holidayPlans, kitchen, kofi, NOW, populated, tomas, withTomas } from "./cast";

const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const said = populated.timelines.get(kitchen.id)?.messages ?? [];
const [cake, gone, plan, list, pot] = said as [Message, Message, Message, Message, Message];

const saved: Saved[] = [
	{ message_id: pot.id, conversation_id: kitchen.id, saved_at: at(-3), reminded_at: at(-1) },
	{ message_id: list.id, conversation_id: kitchen.id, saved_at: at(-60), remind_at: at(22 * 60) },
	{ message_id: gone.id, conversation_id: kitchen.id, saved_at: at(-90) },
	{ message_id: plan.id, conversation_id: kitchen.id, saved_at: at(-600) },
];

const drafts: Draft[] = [
	{ conversation_id: holidayPlans.id, text: "What about the lake", changed_at: at(-30) },
	{ conversation_id: withTomas.id, text: "Dear", changed_at: at(-20) },
];

const scheduled: Scheduled[] = [
	{
		id: "00000011-0000-4000-8000-000000000001",
		conversation_id: kitchen.id,
		send_at: at(20 * 60),
		message: { text: "Good morning! Coffee is **ready**." },
	},
	{
		id: "00000011-0000-4000-8000-000000000002",
		conversation_id: "00000003-0000-4000-8000-000000000099",
		send_at: at(-40),
		message: { text: "Who has the keys of the hall?" },
		failure: "You can no longer write there.",
	},
];

export const withLater: State = {
	...populated,
	saved: new Map(saved.map((it) => [it.message_id, it])),
	drafts: new Map(drafts.map((it) => [it.conversation_id, it])),
	scheduled: new Map(scheduled.map((it) => [it.id, it])),
};

export const missed: CatchUp = {
	conversations: [
		{ conversation_id: kitchen.id, unread: 14, mentions: 2, thread_replies: 1 },
		{ conversation_id: holidayPlans.id, unread: 3, mentions: 0, thread_replies: 0 },
	],
	mentions: [
		{ ...pot, id: `${pot.id}1` },
		{ ...cake, id: `${cake.id}1` },
	],
	replies: [{ ...plan, id: `${plan.id}1`, author_id: kofi.id, text: "I bring the bowl.", thread_of: list.id }],
	most_reacted: [{ ...list, id: `${list.id}1`, reactions: [{ emoji: "🎉", user_ids: [kofi.id, tomas.id] }] }],
	polls: [
		{
			...pot,
			id: `${pot.id}2`,
			text: "Plum or apple?",
			poll: { options: [{ text: "Plum" }, { text: "Apple" }] },
		},
	],
	users: [],
	quoted: [],
	votes: {},
};
