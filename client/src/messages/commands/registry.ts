/**
 * Slash commands. A package adds its own with `register` in a module that `all.ts` imports; everything here loads when
 * somebody types "/" first.
 */
import type { App } from "../../app/seam";
import type { ShowDialog } from "../../app/show-dialog";
import type { MessageExtras } from "../../streams/outbox";
import type { Words } from "../entities/marks";

export interface CommandContext {
	readonly app: App;
	readonly conversationId: string;
	/** Of the composer of a thread: its first message. */
	readonly threadOf?: string | undefined;
	/** What stands behind the command's name, without the white space around it, and what of it means something. */
	readonly words: Words;
	readonly show: ShowDialog;
	/** Shows words under the composer that nobody else sees. */
	tell(text: string): void;
	/** Sends from this composer: into its thread, and as an answer when it is answering. */
	send(words: Words, extras?: Pick<MessageExtras, "kind" | "poll">): void;
}

export interface Command {
	/** As it is typed, in small letters, without the slash. */
	readonly name: string;
	/** What may follow the name, "[what you do]"; empty when nothing does. */
	readonly hint: string;
	/** What it does, in a few words for the list. */
	readonly about: string;
	/** Whether it is of use here; left out for everywhere. */
	readonly fits?: (context: Pick<CommandContext, "app" | "conversationId" | "threadOf">) => boolean;
	/** What it throws is shown in words, and the text stays in the composer. */
	run(context: CommandContext): void | Promise<void>;
}

const known = new Map<string, Command>();

/** Throws when there is a command of that name. */
export function register(command: Command): void {
	if (known.has(command.name)) throw new Error(`There is a command /${command.name} already`);
	known.set(command.name, command);
}

/** By name. */
export function commands(): Command[] {
	return [...known.values()].sort((a, b) => a.name.localeCompare(b.name));
}

export function commandNamed(name: string): Command | undefined {
	return known.get(name.toLowerCase());
}
