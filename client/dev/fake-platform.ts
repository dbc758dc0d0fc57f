/** Keys, bots and webhooks for the fixture page: answers by path, as a server would give them. */
import type { AuditEntry, Bot, Command, Delivery, IncomingHook, Key, OutgoingHook, RouteUsage } from "../src/api/types";
import type { Asks } from "../src/platform/seam";
import { kitchen, lena, NOW, sundayCrew } from "./cast";
import { myFiles } from "./cast-files";

const id = (number: number) => `0000000a-0000-4000-8000-${String(number).padStart(12, "0")}`;
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * 60_000).toISOString();

const weather: Key = {
	id: id(1),
	name: "Weather script",
	kind: "person",
	user_id: lena.id,
	scopes: ["messages:read", "messages:write", "streams:read"],
	group_id: sundayCrew.id,
	room_id: kitchen.id,
	origins: ["https://weather.example"],
	per_minute: 120,
	per_day: 1000,
	created_at: at(30_000),
	expires_at: null,
	last_used_at: at(5),
	used_today: 12,
	secrets: [
		{ id: id(2), hint: "dk_…a1b2", created_at: at(30_000), ends_at: at(-9000), last_used_at: at(5) },
		{ id: id(3), hint: "dk_…9xQz", created_at: at(60), ends_at: null, last_used_at: null },
	],
};
const instance: Key = {
	...weather,
	...{ id: id(4), name: "Our site", kind: "micro", scopes: ["micro"], group_id: null, room_id: null, per_day: null },
};
const usage: RouteUsage[] = Array.from({ length: 60 }, (_, at) => ({
	day: new Date(NOW - (at % 30) * 86_400_000).toISOString().slice(0, 10),
	route: at < 30 ? "POST /api/conversations/{conversation_id}/messages" : "GET /api/home",
	calls: 40 + ((at * 37) % 90),
	refused: at % 7 === 0 ? 12 : 0,
	failed: 0,
}));
const bot: Bot = {
	user: { id: id(5), first_name: "Watering can", last_name: "", kind: "bot" },
	group_id: sundayCrew.id,
	about: "Says when the tomatoes are thirsty",
	created_by: lena.id,
	created_at: at(9000),
	keys: [{ ...weather, id: id(6), kind: "bot", name: "First key", user_id: id(5) }],
};
const incoming: IncomingHook = {
	id: id(7),
	conversation_id: kitchen.id,
	name: "Oven timer",
	user: { id: id(8), first_name: "Oven timer", last_name: "", kind: "bot" },
	created_by: lena.id,
	created_at: at(9000),
	last_used_at: at(90),
};
const outgoing: OutgoingHook = {
	id: id(9),
	group_id: sundayCrew.id,
	room_id: null,
	name: "Archive",
	url: "https://archive.example/hooks/sunday-crew",
	events: ["message.posted", "message.edited"],
	active: true,
	created_by: lena.id,
	created_at: at(9000),
	last_status: 500,
	failing_since: at(40),
};
const delivery: Delivery = {
	id: id(10),
	event: "message.posted",
	stream: `group:${sundayCrew.id}`,
	seq: 812,
	state: "failed",
	tries: 3,
	status: 500,
	error: null,
	took_ms: 120,
	created_at: at(40),
	next_at: at(-5),
};
const command: Command = {
	id: id(11),
	group_id: sundayCrew.id,
	name: "weather",
	about: "Tomorrow's weather",
	hint: "[city]",
	url: "https://weather.example/command",
	created_at: at(9000),
};
const entry: AuditEntry = {
	id: id(12),
	at: at(3),
	key_id: instance.id,
	key_name: instance.name,
	action: "users/create",
	about: lena.id,
	address: "192.0.2.7",
};

const ANSWERS: ReadonlyArray<readonly [ending: RegExp, answer: object]> = [
	[/^\/api\/keys$/, { keys: [weather, instance] }],
	[/\/usage\?/, { usage }],
	[/^\/api\/audit/, { entries: [entry, { ...entry, id: id(13), action: "messages/post" }], has_older: true }],
	[/\/bots$/, { bots: [bot] }],
	[/\/incoming-hooks$/, { hooks: [incoming] }],
	[/\/outgoing-hooks$/, { hooks: [outgoing] }],
	[/\/outgoing-hooks\/.+\/deliveries/, { deliveries: [delivery], has_older: false }],
	[
		/^\/api\/deliveries\//,
		{
			delivery,
			request: {
				headers: { "content-type": "application/json", "distributed-event": "message.posted" },
				body: '{"type":"message.posted"}',
			},
			response: null,
		},
	],
	[/\/commands$/, { commands: [command] }],
	[/^\/api\/me\/files$/, myFiles],
];
/** Which a test answers at the network. */
const ASKED = new Set(["/api/ice-servers"]);

const refuse = async (): Promise<never> => {
	throw new Error("The fixture page has no server.");
};

export const fakePlatform: Asks = {
	async get<T>(path: string): Promise<T> {
		if (ASKED.has(path)) return (await fetch(path)).json();
		const found = ANSWERS.find(([ending]) => ending.test(path));
		if (!found) return refuse();
		return found[1] as T;
	},
	post: async <T>(path: string, body?: object): Promise<T> =>
		path === "/api/keys" ? ({ key: { ...weather, ...body }, secret: `dk_${"x".repeat(49)}` } as T) : refuse(),
	patch: refuse,
	put: refuse,
	delete: async () => {},
};
