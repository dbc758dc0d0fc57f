/** Every screen by name: its address and what the engine says there. The fixture page and the tests go through all. */
import { emptyState, put } from "../src/store/state";
import {
	callIn,
	crowd,
	june,
	kitchen,
	kofi,
	lena,
	longTimeline,
	members,
	mira,
	newcomer,
	office,
	pending,
	populated,
	rehearsal,
	sundayCrew,
	tomas,
	withCall,
	withTomas,
} from "./cast";
import { gallery, trays, withFiles, withFilesFrom } from "./cast-files";
import { missed, withLater } from "./cast-later";
import { livelyMessages, livelyState, livelyThread } from "./cast-messages";
import { withPolls, withPreviews } from "./cast-polls";
import { found } from "./cast-search";
import type { Scene } from "./fake-app";
import { writing } from "./writing";

export interface NamedScene extends Scene {
	path: string;
}

const outside = { state: emptyState, phase: "signed-out" } as const;
const unowned = { owned: false, setup_code_needed: true };
const history = longTimeline(1_000);
const newestPage = { messages: history.messages.slice(-50), hasOlder: true, hasNewer: false };
const typing = new Map([[kitchen.id, [tomas.id]]]);

const three = callIn(kitchen, [mira, tomas, lena]);
const eight = callIn(kitchen, crowd(8));
const thirty = callIn(kitchen, crowd(30));
const withUsers = (count: number) => ({
	...populated,
	users: new Map([...populated.users, ...crowd(count).map((user) => [user.id, user] as const)]),
});
const many = {
	...withUsers(15),
	groups: put(populated.groups, sundayCrew.id, {
		group: sundayCrew,
		myRole: "owner",
		members: members(crowd(15), lena),
		emoji: new Map(),
	}),
};
const told = { muted: false, deafened: false, hand: false, video: false, sharing: false };
const room = { path: `/c/${kitchen.id}`, typing, seenAtOpen: 7 };
const talking = [{ userId: mira.id, speaking: true }, { userId: tomas.id, muted: true }, { userId: lena.id }];

/** Calls: as somebody who is outside, inside with few or many, and with a screen. */
const calls: Record<string, NamedScene> = {
	"call-outside": {
		...room,
		state: withCall(populated, callIn(kitchen, [mira, tomas])),
		calls: {
			states: new Map([[kitchen.id, new Map([[tomas.id, { ...told, muted: true, hand: true }]])]]),
			farewell: "You joined from another device or tab.",
		},
	},
	"call-of-three": {
		...room,
		state: withCall(populated, three),
		calls: { inside: { call: three, me: lena.id, people: talking } },
	},
	"call-with-cameras": {
		...room,
		state: withCall(populated, three),
		calls: {
			inside: {
				call: three,
				me: lena.id,
				people: talking.map((person) => ({ ...person, video: person.userId !== tomas.id })),
			},
		},
	},
	"call-of-eight": {
		...room,
		state: withCall(withUsers(8), eight),
		calls: {
			inside: {
				call: eight,
				me: lena.id,
				notice: "There are more than six of you, so cameras pause. Everybody is still heard.",
				deviceProblem: "No microphone was found: plug one in, and you will be heard.",
				people: crowd(8).map(({ id }, at) => ({
					userId: id,
					speaking: at === 2,
					muted: at % 3 === 0,
					hand: at === 4,
					deafened: at === 6,
					link: at === 5 ? "connecting" : at === 7 ? "lost" : "connected",
				})),
			},
		},
	},
	"call-of-thirty": {
		...room,
		state: withCall(withUsers(30), thirty),
		calls: {
			inside: {
				call: thirty,
				me: lena.id,
				people: crowd(30).map(({ id }, at) => ({ userId: id, muted: at > 1, speaking: at === 1 })),
			},
		},
	},
	"call-screen": {
		...room,
		state: withCall(populated, three),
		calls: {
			inside: {
				call: three,
				me: lena.id,
				people: [
					{ userId: mira.id, speaking: true, sharing: true, video: true },
					{ userId: tomas.id, sharing: true, screenLate: true },
					{ userId: lena.id, muted: true },
				],
			},
		},
	},
	"call-sharing": {
		...room,
		state: withCall(populated, three),
		calls: {
			inside: {
				call: three,
				me: lena.id,
				people: [...talking.slice(0, 2), { userId: lena.id, sharing: true, hand: true }],
			},
		},
	},
	"call-elsewhere": {
		path: `/c/${office.id}`,
		state: [three, callIn(withTomas, [tomas], 65), callIn(rehearsal, [june], 900)].reduce(withCall, populated),
		calls: { inside: { call: three, me: lena.id, people: talking } },
	},
	"call-preview": {
		...room,
		state: withCall(populated, callIn(kitchen, [mira, tomas, june, kofi])),
		calls: { preferences: { askBefore: true } },
	},
	"call-unavailable": {
		...room,
		state: populated,
		calls: { unavailable: "This page came over plain http, and browsers give microphones to https only." },
	},
	doctor: { path: "/doctor", state: populated },
};

export const scenes: Record<string, NamedScene> = {
	opening: { path: "/", state: emptyState, phase: "loading" },
	"sign-in": { path: "/sign-in", ...outside },
	"sign-in-by-invite": { path: "/sign-in", ...outside, instance: { sign_up: "invite" } },
	"sign-in-closed": { path: "/sign-in", ...outside, instance: { sign_up: "closed" } },
	"sign-up": { path: "/sign-up", ...outside },
	"sign-up-first": { path: "/sign-up", ...outside, instance: unowned },
	"sign-up-by-invite": { path: "/sign-up", ...outside, instance: { sign_up: "invite" } },
	reset: { path: "/reset", ...outside, instance: { mail: false } },
	join: { path: "/join/7GQ2-XK4M-9TFP", ...outside },
	"join-inside": { path: "/join/7GQ2-XK4M-9TFP", state: populated },
	"first-group": { path: "/", state: newcomer },
	"first-invite": { path: "/", state: { ...newcomer, invites: populated.invites } },
	conversation: { path: `/c/${kitchen.id}`, state: populated, typing, seenAtOpen: 7 },
	"conversation-lively": {
		path: `/c/${kitchen.id}`,
		state: { ...livelyState, unreadFrom: new Map([[kitchen.id, 6]]) },
		messages: livelyMessages,
	},
	thread: { path: `/c/${kitchen.id}/thread/${livelyThread}`, state: livelyState, messages: livelyMessages },
	"conversation-offline": {
		path: `/c/${kitchen.id}`,
		state: populated,
		connection: "offline",
		online: false,
		outbox: new Map([[kitchen.id, pending]]),
	},
	"conversation-cut-off": {
		path: `/c/${kitchen.id}`,
		state: populated,
		connection: "offline",
		outbox: new Map([[kitchen.id, pending]]),
	},
	"conversation-of-many": { path: `/c/${kitchen.id}`, state: many },
	"conversation-long": {
		path: `/c/${kitchen.id}`,
		state: {
			...populated,
			timelines: put(populated.timelines, kitchen.id, longTimeline(100_000)),
			conversations: put(populated.conversations, kitchen.id, { ...kitchen, last_number: 100_000 }),
			markers: put(populated.markers, kitchen.id, 100_000),
		},
	},
	"conversation-paged": {
		path: `/c/${kitchen.id}`,
		history,
		state: {
			...populated,
			timelines: put(populated.timelines, kitchen.id, newestPage),
			conversations: put(populated.conversations, kitchen.id, { ...kitchen, last_number: 1_000 }),
			markers: put(populated.markers, kitchen.id, 1_000),
		},
	},
	"conversation-writing": { path: `/c/${kitchen.id}`, state: writing },
	files: { path: `/c/${kitchen.id}`, state: withFiles, trays, gallery },
	pictures: { path: `/c/${kitchen.id}`, state: withFilesFrom(0, 4), gallery },
	documents: { path: `/c/${kitchen.id}`, state: withFilesFrom(4, 10), gallery },
	polls: { path: `/c/${kitchen.id}`, state: withPolls },
	previews: { path: `/c/${kitchen.id}`, state: withPreviews },
	"conversation-empty": { path: `/c/${office.id}`, state: populated },
	"conversation-gone": { path: "/c/nowhere", state: populated },
	chat: { path: `/c/${withTomas.id}`, state: populated },
	"group-without-rooms": { path: `/g/${sundayCrew.id}`, state: { ...populated, conversations: new Map() } },
	"group-settings": { path: `/g/${sundayCrew.id}/settings`, state: populated },
	settings: { path: "/settings", state: populated },
	keys: { path: "/settings/keys", state: populated },
	audit: { path: "/settings/audit", state: populated },
	"group-platform": { path: `/g/${sundayCrew.id}/platform`, state: populated },
	search: { path: "/search", state: populated, found },
	saved: { path: "/saved", state: withLater },
	scheduled: { path: "/scheduled", state: withLater },
	"catch-up": { path: "/catch-up", state: withLater, missed },
	"nothing-for-later": { path: "/saved", state: populated },
	lost: { path: "/no/such/place", state: populated },
	...calls,
};
