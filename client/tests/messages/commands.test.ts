import { signal } from "@preact/signals";
import { describe, expect, test, vi } from "vitest";
import { groupCommands } from "../../src/messages/commands/of-group";
import type { CommandContext } from "../../src/messages/commands/registry";
import { NO_WORDS } from "../../src/messages/entities/marks";
import type { State } from "../../src/store/state";

const ROOM = { conversationId: "room" };

function world(answer: object) {
	const room = { id: "room", kind: "room", group_id: "crew" };
	const chat = { id: "chat", kind: "chat" };
	const conversations = new Map([room, chat].map((one) => [one.id, one]));
	const deploy = { id: "1", group_id: "crew", name: "deploy", about: "Deploys", hint: "[branch]", url: null };
	const get = vi.fn(async () => ({ commands: [deploy] }));
	const post = vi.fn(async (_path: string, _body: object) => ({ answer }));
	const app = { state: signal({ conversations } as unknown as State), platform: { get, post } };
	return { app: app as unknown as CommandContext["app"], get, post };
}

describe("the commands of a group", () => {
	test("are asked for once, and only in its rooms", async () => {
		const { app, get } = world({});
		expect((await groupCommands(app, ROOM)).map(({ name, hint }) => [name, hint])).toEqual([["deploy", "[branch]"]]);
		await groupCommands(app, ROOM);
		expect(get).toHaveBeenCalledTimes(1);
		expect(await groupCommands(app, { conversationId: "chat" })).toEqual([]);
		expect(await groupCommands(app, { ...ROOM, threadOf: "message" })).toEqual([]);
	});

	test.each([
		[{ kind: "shown", text: "Soon", message: null }, ["Soon"]],
		[{ kind: "shown", text: "", message: null }, []],
		[{ kind: "said", text: "Deployed", message: {} }, []],
	])("show what was answered to me alone", async (answer, expected) => {
		const { app, post } = world(answer);
		const [command] = await groupCommands(app, ROOM);
		const tell = vi.fn();
		const words = { ...NO_WORDS, text: "main" };
		await command?.run({ app, ...ROOM, words, tell, show: vi.fn(), send: vi.fn() });
		expect(tell.mock.calls.flat()).toEqual(expected);
		expect(post).toHaveBeenCalledWith(
			"/api/conversations/room/commands",
			expect.objectContaining({ command: "deploy", text: "main" }),
		);
	});

	test("are none where they can't be asked for", async () => {
		const { app, get } = world({});
		get.mockRejectedValueOnce(new Error("offline"));
		expect(await groupCommands(app, ROOM)).toEqual([]);
	});
});
