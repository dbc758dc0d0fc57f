/**
 * Replays what the server recorded: the home before and the pages of history on screen, the events of a command, home
 * and pages after. Old state + events = new state, for every action; the server's suite writes the files into tests/golden/.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Home, HomeGroup, MessagePage, Snapshot } from "../src/api/types";
import { apply } from "../src/store/apply";
import { type Event, streamId, streamKind } from "../src/store/events";
import { stateFromHome, withPage, withSnapshot, withThreadPage } from "../src/store/snapshot";
import type { State } from "../src/store/state";

interface Recording {
	name: string;
	before: Home;
	events: Event[];
	after: Home;
	/** Histories that this person may read; absent where nobody watched any. */
	pages?: Watched[];
}

interface Watched {
	conversation_id: string;
	thread_of: string | null;
	before: MessagePage;
	after: MessagePage;
}

const folder = join(import.meta.dirname, "..", "..", "tests", "golden");
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];

for (const file of files) {
	const recordings: Recording[] = JSON.parse(readFileSync(join(folder, file), "utf8"));
	describe(file, () => {
		test.each(recordings)("$name", ({ before, events, after, pages = [] }) => {
			const start = withPages(stateFromHome(before), pages, "before");
			const end = events.reduce((state, event) => follow(state, event, after), start);
			const truth = withPages(stateFromHome(after), pages, "after");
			expect(comparable(end)).toEqual(comparable(truth));
			expect(windows(end, pages)).toEqual(windows(truth, pages));
		});
	});
}

if (files.length === 0) test.todo("the server's suite records its events into tests/golden/");

/** As if somebody had all of them on screen. */
function withPages(state: State, pages: readonly Watched[], when: "before" | "after"): State {
	return pages.reduce(
		(so, { conversation_id, thread_of, [when]: page }) =>
			thread_of ? withThreadPage(so, thread_of, page, "replace") : withPage(so, conversation_id, page, "replace"),
		state,
	);
}

/** The histories that were watched; quoted messages and votes belong to them. */
function windows({ timelines, threads, votes, conversations }: State, pages: readonly Watched[]) {
	return pages
		.filter(({ conversation_id }) => conversations.has(conversation_id))
		.map(({ conversation_id, thread_of }) => ({
			messages: (thread_of ? threads.get(thread_of) : timelines.get(conversation_id))?.messages ?? [],
			votes: [...votes].filter(([, chosen]) => chosen.length > 0),
		}));
}

/** As streams/sync does: a stream that just opened begins with its snapshot. */
function follow(state: State, event: Event, after: Home): State {
	const { outcome, state: next } = apply(state, event);
	if (outcome !== "gap") return next;
	expect(state.cursors.has(event.stream), `a hole before ${event.type} ${event.seq} of ${event.stream}`).toBe(false);
	const snapshot = snapshotFrom(after, event.stream);
	return snapshot ? withSnapshot(state, snapshot) : state;
}

function snapshotFrom(home: Home, stream: string): Snapshot | null {
	const head = home.heads[stream];
	if (!head) return null;
	return { stream, ...head, state: contentFrom(home, stream) };
}

/** Of the stream's conversations, as every snapshot carries them. */
function markersIn(home: Home, stream: string) {
	const conversations = [...home.groups.flatMap((group) => group.rooms), ...home.chats];
	const ids = new Set(conversations.filter((it) => it.stream === stream).map((it) => it.id));
	return home.markers.filter((marker) => ids.has(marker.conversation_id));
}

function contentFrom(home: Home, stream: string): Snapshot["state"] {
	const found = <T>(value: T | undefined): T => {
		if (value === undefined) throw new Error(`home.heads names ${stream}, but home does not hold it`);
		return value;
	};
	const rooms = home.groups.flatMap((group) => group.rooms);
	const markers = markersIn(home, stream);
	switch (streamKind(stream)) {
		case "group": {
			const entry: HomeGroup = found(home.groups.find(({ group }) => group.id === streamId(stream)));
			return { ...entry, rooms: entry.rooms.filter((room) => !room.private), markers };
		}
		case "room":
			return { room: found(rooms.find((room) => room.stream === stream)), markers };
		default:
			return { chat: found(home.chats.find((chat) => chat.stream === stream)), markers };
	}
}

/** Left out: windows (home has none), profiles of people who are gone, markers of conversations that are gone. */
function comparable(state: State) {
	const named = new Set<string>();
	for (const { members } of state.groups.values()) for (const id of members.keys()) named.add(id);
	for (const it of state.conversations.values()) if (it.kind === "chat") for (const id of it.user_ids) named.add(id);
	for (const { invited_by } of state.invites.values()) named.add(invited_by.id);
	return {
		me: state.me,
		epoch: state.epoch,
		groups: state.groups,
		conversations: state.conversations,
		invites: state.invites,
		cursors: state.cursors,
		users: new Map([...state.users].filter(([id]) => named.has(id))),
		markers: new Map([...state.markers].filter(([id, number]) => number > 0 && state.conversations.has(id))),
		unreadFrom: state.unreadFrom,
		mentions: new Map([...state.mentions].filter(([id]) => state.conversations.has(id))),
		saved: state.saved,
		drafts: state.drafts,
		scheduled: state.scheduled,
	};
}
