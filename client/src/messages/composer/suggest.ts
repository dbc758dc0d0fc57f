/**
 * What may be meant by what was typed: people, rooms, emoji, commands. Loads when somebody types one of the signs
 * first; the emoji and the commands only with theirs.
 */
import type { App } from "../../app/seam";
import { userName } from "../../groups/people";
import { emojiTone } from "../emoji-tone";
import { directoryOf } from "../entities/directory";
import type { Meaning } from "../entities/marks";
import type { Place } from "./place";
import type { Trigger } from "./trigger";

export interface Suggestion {
	readonly key: string;
	readonly label: string;
	/** A few words more; empty when there are none. */
	readonly detail: string;
	readonly face: { person: string } | { character: string } | { image: string } | { sign: string };
	/** What takes the place of what was typed. */
	readonly piece: string;
	readonly meaning?: Meaning;
}

const MOST = 8;

export async function suggest(trigger: Trigger, app: App, place: Place): Promise<Suggestion[]> {
	const { query } = trigger;
	switch (trigger.sign) {
		case "@":
			return ranked([...people(app, place), ...everybody(query)], query);
		case "#":
			return ranked(rooms(app, place), query);
		case ":":
			return trigger.closed ? (await emoji(app, place, query)).filter(isNamed(query)) : emoji(app, place, query);
		case "/":
			return ranked(await commandsFor(app, place), query);
	}
}

function people(app: App, place: Place): Suggestion[] {
	return directoryOf(app.state.peek(), place.conversationId).people.map((user) => ({
		key: user.id,
		label: userName(user),
		detail: "",
		face: { person: user.id },
		piece: `@${userName(user)} `,
		meaning: { type: "mention", user_id: user.id },
	}));
}

/** Offered once somebody begins to type it, not before: it rings for many. */
function everybody(query: string): Suggestion[] {
	if (query === "") return [];
	const of = (type: "all" | "here", detail: string): Suggestion => ({
		key: type,
		label: type,
		detail,
		face: { sign: "@" },
		piece: `@${type} `,
		meaning: { type },
	});
	return [of("all", "Tells everybody who reads here"), of("here", "Tells everybody who is here now")];
}

function rooms(app: App, place: Place): Suggestion[] {
	return directoryOf(app.state.peek(), place.conversationId).rooms.map(({ id, topic }) => ({
		key: id,
		label: topic,
		detail: "",
		face: { sign: "#" },
		piece: `#${topic} `,
		meaning: { type: "room", room_id: id },
	}));
}

async function emoji(app: App, place: Place, query: string): Promise<Suggestion[]> {
	const own = directoryOf(app.state.peek(), place.conversationId).emoji.map(
		({ id, name, url }): Suggestion => ({
			key: id,
			label: `:${name}:`,
			detail: "",
			face: { image: url },
			piece: `:${name}: `,
			meaning: { type: "emoji", emoji_id: id },
		}),
	);
	const { inTone, withCode } = await import("../emoji-data");
	const tone = emojiTone();
	const found = withCode(query, MOST).map(
		(it): Suggestion => ({
			key: it.character,
			label: `:${it.codes.find((code) => code.includes(query)) ?? it.codes[0] ?? it.name}:`,
			detail: it.name,
			face: { character: inTone(it, tone) },
			piece: inTone(it, tone),
		}),
	);
	return [...ranked(own, query), ...found].slice(0, MOST);
}

function isNamed(name: string): (suggestion: Suggestion) => boolean {
	return ({ label }) => label.toLowerCase() === `:${name}:`;
}

async function commandsFor(app: App, place: Place): Promise<Suggestion[]> {
	const { commands, groupCommands } = await import("../commands/all");
	const fitting = commands().filter(({ fits }) => fits?.({ app, ...place }) !== false);
	return [...fitting, ...(await groupCommands(app, place))].map(({ name, hint, about }) => ({
		key: name,
		label: name,
		detail: hint ? `${hint} · ${about}` : about,
		face: { sign: "/" },
		piece: `/${name} `,
	}));
}

/** Names that begin with it first, then those with a word that does, then those that hold it. */
function ranked(all: readonly Suggestion[], query: string): Suggestion[] {
	const rank = ({ label }: Suggestion) => {
		const name = plain(label).replace(/^[:/]/, "");
		const wanted = plain(query);
		if (name.startsWith(wanted)) return 0;
		if (name.includes(` ${wanted}`)) return 1;
		return name.includes(wanted) ? 2 : 3;
	};
	const found = all.map((suggestion) => ({ suggestion, at: rank(suggestion) })).filter(({ at }) => at < 3);
	return found
		.sort((a, b) => a.at - b.at)
		.slice(0, MOST)
		.map(({ suggestion }) => suggestion);
}

/** "Tomás" is found by "tomas". */
function plain(words: string): string {
	return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
