/** From what stands in the composer to what goes out: commands, changes of a message, and messages. */
import { useState } from "preact/hooks";
import { useApp } from "../../app/context";
import type { App } from "../../app/seam";
import { useShowDialog } from "../../app/show-dialog";
import type { State } from "../../store/state";
import type { MessageExtras } from "../../streams/outbox";
import type { CommandContext } from "../commands/registry";
import { directoryOf, readersOf } from "../entities/directory";
import { entitiesOf, replaced, trimmed, type Words } from "../entities/marks";
import { meant } from "../entities/typed";
import { charactersLeft } from "./counter";
import { type ComposerMode, cancel } from "./mode";
import { type Place, placeIdOf } from "./place";
import type { Writing } from "./words";

/** Up to so many are told without a question. */
const MANY = 20;

export interface Audience {
	people: number;
	here: boolean;
	send: () => void;
}

/** How a composer sends, what went wrong with it, and the question that it asks first. */
export function useSending(place: Place, mode: ComposerMode | null, writing: Writing, onDone: () => void) {
	const app = useApp();
	const show = useShowDialog();
	const [failure, setFailure] = useFailure(mode, writing);
	const [told, setTold] = useState<string | null>(null);
	const [audience, setAudience] = useState<Audience | null>(null);
	const done = () => {
		writing.clear();
		cancel(placeIdOf(place));
		onDone();
	};
	const post = (words: Words, extras: MessageExtras = {}) => {
		const ready = meant(words, directoryOf(app.state.peek(), place.conversationId));
		const go = () => {
			postWith(app, place, mode, { words: ready, extras, takeBack: () => takeBack(writing, ready) });
			done();
		};
		const asked = audienceOf(app, place.conversationId, ready);
		if (asked) setAudience({ ...asked, send: go });
		else go();
	};
	const send = async () => {
		const words = trimmed(writing.latest.current);
		if (!canGoOut(app, place, mode, words)) return;
		setFailure(null);
		setTold(null);
		try {
			if (mode?.kind === "edit") return await saveEdit(app, place, mode, words, done);
			if (await ranCommand({ app, ...place, show, send: post, tell: setTold }, words, done)) return;
			post(words);
		} catch (error) {
			setFailure(error instanceof Error ? error.message : "That did not work. Try again.");
		}
	};
	return { send, done, failure, told, hush: () => setTold(null), audience, dismiss: () => setAudience(null) };
}

/** What went wrong, until something else is written or done here: then it is of no more use. */
function useFailure(mode: ComposerMode | null, { words, latest }: Writing) {
	const [failed, setFailed] = useState<{ why: string; mode: ComposerMode | null; text: string } | null>(null);
	const set = (why: string | null) => setFailed(why === null ? null : { why, mode, text: latest.current.text });
	return [failed?.mode === mode && failed?.text === words.text ? failed.why : null, set] as const;
}

/**
 * Enter asks this itself: the button that is disabled stops only the mouse. An empty change goes to the server, which
 * knows whether files are left.
 */
function canGoOut(app: App, place: Place, mode: ComposerMode | null, { text }: Words): boolean {
	if (charactersLeft(text) < 0) return false;
	const files = app.files.trays.peek().get(placeIdOf(place))?.uploads.length ?? 0;
	return text !== "" || files > 0 || mode?.kind === "edit";
}

/** What goes with a text from this composer: its meaning, its thread, and what it answers. */
export function extrasOf(place: Place, mode: ComposerMode | null, words: Words): MessageExtras {
	const entities = entitiesOf(words);
	const answered = mode?.kind === "reply" ? mode.message : null;
	return {
		...(entities.length > 0 && { entities }),
		...(place.threadOf && { thread_of: place.threadOf }),
		...(answered && {
			reply_to: answered.id,
			quoted: { id: answered.id, number: answered.number, author_id: answered.author_id },
		}),
	};
}

/** What was sent and waits for its files comes back, before what was written since. */
function takeBack({ latest, write }: Writing, words: Words): void {
	const now = latest.current;
	write(now.text === "" ? words : replaced(now, 0, 0, `${words.text}\n`));
}

interface Outgoing {
	words: Words;
	extras: MessageExtras;
	takeBack: () => void;
}

function postWith(app: App, place: Place, mode: ComposerMode | null, { words, extras, takeBack }: Outgoing): void {
	const all = { ...extrasOf(place, mode, words), ...extras };
	app.files.send(placeIdOf(place), {
		text: words.text,
		takeBack,
		post: (files) => {
			const withFiles = files.length > 0 && { file_ids: files.map(({ id }) => id), files };
			app.send(place.conversationId, words.text, { ...all, ...withFiles });
		},
	});
}

async function saveEdit(
	app: App,
	place: Place,
	{ message }: ComposerMode,
	words: Words,
	done: () => void,
): Promise<void> {
	const ready = meant(words, directoryOf(app.state.peek(), place.conversationId));
	const unchanged = ready.text === message.text;
	if (!unchanged || JSON.stringify(entitiesOf(ready)) !== JSON.stringify(message.entities ?? [])) {
		await app.messages.edit(message, ready.text, entitiesOf(ready));
	}
	done();
}

/** "/name words": true when there is such a command and it ran. What is no command is a text like any other. */
async function ranCommand(context: Omit<CommandContext, "words">, words: Words, done: () => void): Promise<boolean> {
	const name = /^\/([a-z][a-z0-9_-]*)(?=\s|$)/i.exec(words.text)?.[1];
	if (!name) return false;
	const { commandNamed, groupCommands } = await import("../commands/all");
	const own = async () => (await groupCommands(context.app, context)).find((one) => one.name === name.toLowerCase());
	const command = commandNamed(name) ?? (await own());
	if (!command || command.fits?.(context) === false) return false;
	let sent = false;
	const send: CommandContext["send"] = (...sending) => {
		sent = true;
		context.send(...sending);
	};
	await command.run({ ...context, send, words: trimmed(replaced(words, 0, name.length + 1, "")) });
	// What sends clears the composer itself, after its question.
	if (!sent) done();
	return true;
}

function audienceOf(app: App, conversationId: string, { marks }: Words): Omit<Audience, "send"> | null {
	const types = new Set(marks.map(({ meaning }) => meaning.type));
	if (!types.has("all") && !types.has("here")) return null;
	const here = !types.has("all");
	const people = here ? hereIn(app, conversationId) : othersIn(app.state.peek(), conversationId).length;
	return people > MANY ? { people, here } : null;
}

function othersIn(state: State, conversationId: string): string[] {
	const conversation = state.conversations.get(conversationId);
	return conversation ? readersOf(state, conversation).flatMap(({ id }) => (id === state.me?.id ? [] : id)) : [];
}

function hereIn(app: App, conversationId: string): number {
	const conversation = app.state.peek().conversations.get(conversationId);
	const here = conversation?.kind === "room" ? app.here.peek().get(conversation.group_id) : undefined;
	const others = othersIn(app.state.peek(), conversationId);
	return here ? others.filter((id) => here.has(id)).length : others.length;
}
