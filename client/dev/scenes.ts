/** Every screen by name: its address and what the engine says there. The fixture page and the tests go through all. */
import { emptyState, put } from "../src/store/state";
import { kitchen, longTimeline, newcomer, office, pending, populated, sundayCrew, tomas, withTomas } from "./cast";
import type { Scene } from "./fake-app";

export interface NamedScene extends Scene {
	path: string;
}

const outside = { state: emptyState, phase: "signed-out" } as const;
const unowned = { owned: false, setup_code_needed: true };
const history = longTimeline(1_000);
const newestPage = { messages: history.messages.slice(-50), hasOlder: true, hasNewer: false };
const typing = new Map([[kitchen.id, [tomas.id]]]);

export const scenes: Record<string, NamedScene> = {
	opening: { path: "/", state: emptyState, phase: "loading" },
	"sign-in": { path: "/sign-in", ...outside },
	"sign-up": { path: "/sign-up", ...outside },
	"sign-up-first": { path: "/sign-up", ...outside, instance: unowned },
	"sign-up-by-invite": { path: "/sign-up", ...outside, instance: { sign_up: "invite" } },
	reset: { path: "/reset", ...outside, instance: { mail: false } },
	join: { path: "/join/7GQ2-XK4M-9TFP", ...outside },
	"join-inside": { path: "/join/7GQ2-XK4M-9TFP", state: populated },
	"first-group": { path: "/", state: newcomer },
	"first-invite": { path: "/", state: { ...newcomer, invites: populated.invites } },
	conversation: { path: `/c/${kitchen.id}`, state: populated, typing, seenAtOpen: 7 },
	"conversation-offline": {
		path: `/c/${kitchen.id}`,
		state: populated,
		connection: "offline",
		outbox: new Map([[kitchen.id, pending]]),
	},
	"conversation-long": {
		path: `/c/${kitchen.id}`,
		state: {
			...populated,
			timelines: put(populated.timelines, kitchen.id, longTimeline(100_000)),
			conversations: put(populated.conversations, kitchen.id, { ...kitchen, last_number: 100_000 }),
		},
	},
	"conversation-paged": {
		path: `/c/${kitchen.id}`,
		history,
		state: {
			...populated,
			timelines: put(populated.timelines, kitchen.id, newestPage),
			conversations: put(populated.conversations, kitchen.id, { ...kitchen, last_number: 1_000 }),
		},
	},
	"conversation-empty": { path: `/c/${office.id}`, state: populated },
	"conversation-gone": { path: "/c/nowhere", state: populated },
	chat: { path: `/c/${withTomas.id}`, state: populated },
	"group-without-rooms": { path: `/g/${sundayCrew.id}`, state: { ...populated, conversations: new Map() } },
	"group-settings": { path: `/g/${sundayCrew.id}/settings`, state: populated },
	settings: { path: "/settings", state: populated },
	lost: { path: "/no/such/place", state: populated },
};
