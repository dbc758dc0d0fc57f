/** What a filter that is being typed may become: people, places, kinds and days. Names that are not unique go by id. */
import { chatsOf, roomsOf, titleOf } from "../conversations/select";
import { userName } from "../groups/people";
import { groupsByName } from "../groups/select";
import type { State } from "../store/state";
import { type FilterName, filterWords, type Part } from "./line";

export interface Suggestion {
	readonly words: string;
	/** What is said beside it. */
	readonly note: string;
	/** What it puts into the line. */
	readonly insert: string;
	/** Whose face is shown. */
	readonly userId?: string;
}

const MOST = 8;

export const KINDS: ReadonlyArray<readonly [kind: string, words: string]> = [
	["link", "Links"],
	["image", "Pictures"],
	["file", "Files of any kind"],
	["video", "Videos"],
	["audio", "Sound and voice notes"],
	["code", "Code"],
	["poll", "Polls"],
];

export function suggestions(state: State, part: Part | undefined, now: Date): Suggestion[] {
	if (!part?.filter) return [];
	const typed = folded(part.value);
	const all = choicesOf(state, part.filter, now);
	const found = all.filter(
		({ words }) =>
			folded(words)
				.split(" ")
				.some((word) => word.startsWith(typed)) || folded(words).startsWith(typed),
	);
	// Nothing to offer for what is there already.
	return found.filter(({ insert }) => insert !== filterWords(part.filter as FilterName, part.value)).slice(0, MOST);
}

function choicesOf(state: State, filter: FilterName, now: Date): Suggestion[] {
	switch (filter) {
		case "from":
			return people(state);
		case "in":
			return places(state);
		case "has":
			return KINDS.map(([kind, note]) => ({ words: kind, note, insert: filterWords("has", kind) }));
		case "before":
		case "after":
			return days(now).map(([words, day]) => ({ words: day, note: words, insert: filterWords(filter, day) }));
	}
}

function people(state: State): Suggestion[] {
	const known = [...state.users.values()].filter(({ kind, id }) => kind === "person" && id !== state.me?.id);
	const names = counted(known.map(userName));
	const others = known
		.map((user) => {
			const name = userName(user);
			const value = names.get(folded(name)) === 1 ? name : user.id;
			return { words: name, note: "", insert: filterWords("from", value), userId: user.id };
		})
		.sort((a, b) => a.words.localeCompare(b.words));
	return [{ words: "me", note: "What I wrote", insert: "from:me" }, ...others];
}

function places(state: State): Suggestion[] {
	const rooms = groupsByName(state).flatMap(({ group }) =>
		roomsOf(state, group.id).map((room) => ({ id: room.id, words: room.topic, note: group.name })),
	);
	const chats = chatsOf(state).map((chat) => ({ id: chat.id, words: titleOf(state, chat), note: "Direct chat" }));
	const all = [...rooms, ...chats];
	const names = counted(all.map(({ words }) => words));
	const isRoom = new Set(rooms.map(({ id }) => id));
	return all.map(({ id, words, note }) => {
		// A chat's name is that of its people, who may be in other chats too.
		const value = isRoom.has(id) && names.get(folded(words)) === 1 ? words : id;
		return { words, note, insert: filterWords("in", value) };
	});
}

function days(now: Date): Array<readonly [string, string]> {
	const back = (count: number) => dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - count));
	return [
		["Today", back(0)],
		["Yesterday", back(1)],
		["A week ago", back(7)],
		["A month ago", dayOf(new Date(now.getFullYear(), now.getMonth() - 1, now.getDate()))],
		["The first of January", `${now.getFullYear()}-01-01`],
	];
}

/** 2026-10-01, where this browser is. */
export function dayOf(date: Date): string {
	const two = (number: number) => `${number}`.padStart(2, "0");
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What a filter is called when it is shown: an id by the name that it stands for. */
export function valueWords(state: State, { filter, value }: Part): string {
	if (filter === "from") return value.toLowerCase() === "me" ? "me" : nameOf(state, value);
	const conversation = filter === "in" ? state.conversations.get(value.toLowerCase()) : undefined;
	return conversation ? titleOf(state, conversation) : value;
}

function nameOf(state: State, value: string): string {
	const user = state.users.get(value.toLowerCase());
	return user ? userName(user) : value;
}

function counted(names: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1);
	return counts;
}

function folded(text: string): string {
	return text
		.normalize("NFD")
		.replace(/\p{Diacritic}/gu, "")
		.toLowerCase()
		.trim();
}
