/** Voting: on screen at once, one request at a time, the last choice counts, and it goes back when it fails. */
import { signal } from "@preact/signals";
import { beforeEach, expect, test } from "vitest";
import { ApiError } from "../../src/api/errors";
import type { Message, Poll } from "../../src/api/types";
import { afterPress, isClosed, leaders, myChoice, shareOf, withChoice } from "../../src/polls/choosing";
import { formOf, type NewPoll, problemWith, readQuestion } from "../../src/polls/form";
import { pollsOf } from "../../src/polls/polls";
import { withMyVotes, withVote, withVotesOf } from "../../src/store/polls";
import { emptyState, type State } from "../../src/store/state";

const ME = "me";
const poll: Poll = { options: [{ text: "Pizza" }, { text: "Soup" }, { text: "Salad" }] };
const hidden: Poll = { ...poll, anonymous: true };

function messageWith(poll: Poll): Message {
	const sent_at = "2026-11-27T09:00:00Z";
	return { id: "m", conversation_id: "c", number: 1, author_id: "bob", text: "What?", sent_at, poll };
}

/** A server that answers each vote when it is told to. */
class FakeVotes {
	state: State;
	readonly asked: { options: readonly number[]; answer: (error?: Error) => void }[] = [];
	readonly connection = signal("live");
	readonly app;

	constructor(message: Message) {
		const timeline = { messages: [message], hasOlder: false, hasNewer: false };
		const me = { id: ME } as State["me"];
		this.state = { ...emptyState, me, timelines: new Map([["c", timeline]]) };
		this.app = pollsOf({
			store: { get: () => this.state, set: (next) => (this.state = next) },
			connection: this.connection,
			requests: {
				vote: (_id, options) =>
					new Promise((resolve, reject) => {
						const after = withVote(this.poll, ME, options);
						const answer = { poll: message.poll?.anonymous ? hidden : after, votes: [...options] };
						this.asked.push({ options, answer: (error) => (error ? reject(error) : resolve(answer)) });
					}),
				close: async () => ({ poll: { ...this.poll, closed_at: "2026-11-27T10:00:00Z" } }),
			},
		});
	}

	get poll(): Poll {
		return this.message.poll as Poll;
	}

	get message(): Message {
		return this.state.timelines.get("c")?.messages[0] as Message;
	}

	async answer(at: number, error?: Error) {
		this.asked[at]?.answer(error);
		await settled();
	}
}

async function settled() {
	for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

let server: FakeVotes;

beforeEach(() => {
	server = new FakeVotes(messageWith(poll));
});

test("a vote is on screen before the server has it, and stays when it has", async () => {
	server.app.vote(server.message, [1]);
	expect(server.app.choosing.value.get("m")).toEqual([1]);
	await server.answer(0);
	expect(server.app.choosing.value.size).toBe(0);
	expect(server.poll.options[1]).toEqual({ text: "Soup", count: 1, user_ids: [ME] });
	expect(myChoice(server.state, server.message)).toEqual([1]);
});

test("of several quick choices the first and the last are sent, one after the other", async () => {
	for (const choice of [[0], [1], [2]]) server.app.vote(server.message, choice);
	expect(server.asked.map(({ options }) => options)).toEqual([[0]]);
	await server.answer(0);
	expect(server.asked.map(({ options }) => options)).toEqual([[0], [2]]);
	expect(server.app.choosing.value.get("m")).toEqual([2]);
	await server.answer(1);
	expect(myChoice(server.state, server.message)).toEqual([2]);
	expect(server.app.choosing.value.size).toBe(0);
});

test("a vote that is refused is taken off the screen, with the reason until the next one", async () => {
	server.app.vote(server.message, [1]);
	await server.answer(0, new ApiError(409, { code: "poll_is_closed", message: "This poll is closed." }));
	expect(server.app.failures.value.get("m")).toBe("This poll is closed.");
	expect(server.app.choosing.value.size).toBe(0);
	expect(server.poll).toEqual(poll);
	server.app.vote(server.message, [0]);
	expect(server.app.failures.value.size).toBe(0);
});

test("in an anonymous poll my choice is kept apart, and the counts come from the log", async () => {
	server = new FakeVotes(messageWith(hidden));
	server.app.vote(server.message, [2]);
	await server.answer(0);
	expect(myChoice(server.state, server.message)).toEqual([2]);
	expect(server.poll).toEqual(hidden);
});

test("offline, what the server answers is shown, since the log tells nothing", async () => {
	server.connection.value = "offline";
	server.app.close(server.message);
	await settled();
	expect(isClosed(server.poll, Date.now())).toBe(true);
});

test("pressing an option chooses it, and pressing it again takes it back", () => {
	expect(afterPress(poll, [], 1)).toEqual([1]);
	expect(afterPress(poll, [1], 2)).toEqual([2]);
	expect(afterPress(poll, [1], 1)).toEqual([]);
	const multiple = { ...poll, multiple: true };
	expect(afterPress(multiple, [2], 0)).toEqual([0, 2]);
	expect(afterPress(multiple, [0, 2], 0)).toEqual([2]);
});

test("what will be counted is shown, for an anonymous poll by its counts alone", () => {
	const shown = withChoice({ ...hidden, options: [{ text: "a", count: 2 }, { text: "b" }], voters: 2 }, ME, [0], [1]);
	expect(shown.options.map(({ count }) => count)).toEqual([1, 1]);
	expect(shown.voters).toBe(2);
	expect(withChoice(hidden, ME, [], [0]).voters).toBe(1);
});

test("shares are of the people who voted, and the most chosen lead", () => {
	const voted = {
		...poll,
		options: [
			{ text: "a", count: 3 },
			{ text: "b", count: 1 },
			{ text: "c", count: 3 },
		],
		voters: 4,
	};
	expect(shareOf(voted, 0)).toBe(0.75);
	expect(leaders(voted)).toEqual([0, 2]);
	expect([shareOf(poll, 0), leaders(poll)]).toEqual([0, []]);
});

test("a poll is closed from its closing time on, also before the log says so", () => {
	const closes_at = "2026-11-27T10:00:00Z";
	const at = Date.parse(closes_at);
	expect(isClosed({ ...poll, closes_at }, at - 1)).toBe(false);
	expect(isClosed({ ...poll, closes_at }, at)).toBe(true);
	expect(isClosed({ ...poll, closed_at: closes_at }, 0)).toBe(true);
});

test("a page says what I chose in its anonymous polls, and forgets what I took back", () => {
	const before = {
		...emptyState,
		votes: new Map([
			["m", [1]],
			["elsewhere", [2]],
		]),
	};
	const after = withVotesOf(before, [messageWith(hidden), { ...messageWith(hidden), id: "n" }], { n: [0] });
	expect([...after.votes]).toEqual([
		["elsewhere", [2]],
		["n", [0]],
	]);
	expect(withVotesOf(before, [messageWith(poll)], {})).toBe(before);
});

test("a vote that was taken back elsewhere is forgotten", () => {
	const voted = withMyVotes(emptyState, "m", [1]);
	expect(withMyVotes(voted, "m", []).votes.has("m")).toBe(false);
});

const written: NewPoll = {
	options: [
		{ key: 0, text: " Pizza " },
		{ key: 1, text: "" },
		{ key: 2, text: "Soup  of  day" },
	],
	multiple: true,
	anonymous: false,
	closing: "hour",
	at: null,
};

test("a form becomes a poll without its empty options", () => {
	const now = Date.parse("2026-11-27T09:00:00Z");
	expect(problemWith(written, now)).toBeNull();
	expect(formOf(written, now)).toEqual({
		options: ["Pizza", "Soup of day"],
		multiple: true,
		anonymous: false,
		closes_at: "2026-11-27T10:00:00.000Z",
	});
});

test("what is no poll yet is said in words", () => {
	expect(problemWith({ ...written, options: written.options.slice(0, 2) }, 0)).toBe("Write at least two options.");
	const alike = [
		{ key: 0, text: "Soup" },
		{ key: 1, text: " soup" },
	];
	expect(problemWith({ ...written, options: alike }, 0)).toBe("Two options are the same.");
	for (const at of [null, new Date(5)]) expect(problemWith({ ...written, closing: "own", at }, 5)).toMatch(/to come/);
});

test("options may be written behind the question", () => {
	expect(readQuestion("What? | Pizza |  Soup|")).toEqual({ question: "What?", options: ["Pizza", "Soup"] });
	expect(readQuestion("What?\nPizza\nSoup").options).toEqual(["Pizza", "Soup"]);
	expect(readQuestion("")).toEqual({ question: "", options: [] });
});
