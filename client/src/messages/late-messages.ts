/**
 * What a page knows of messages from its first moment; what is done with them is loaded with the first thing that
 * somebody does. Built by app/engine.
 */
import { signal } from "@preact/signals";
import type { Message } from "../api/types";
import type { PageMessages } from "./page-messages";
import type { MessagePorts, MessageSignals } from "./ports";
import type { MessageCommands, Messages, TakenBack, Target } from "./seam";

/** Commands that answer later, and those that nobody waits for. */
type Later = Exclude<keyof MessageCommands, "undoLast">;

export class LateMessages {
	readonly signals: MessageSignals = {
		failure: signal<string | null>(null),
		undoable: signal<ReadonlySet<string>>(new Set()),
		takenBack: signal<TakenBack | null>(null),
		pins: signal<ReadonlyMap<string, readonly string[]>>(new Map()),
		target: signal<Target | null>(null),
		missing: signal<ReadonlySet<string>>(new Set()),
	};
	readonly #ports: MessagePorts;
	#page: PageMessages | null = null;
	#loading: Promise<PageMessages> | null = null;

	constructor(ports: MessagePorts) {
		this.#ports = ports;
	}

	/** As views see it. */
	get app(): Messages {
		const { failure, takenBack } = this.signals;
		const commands = LATER.map((name) => [name, (...args: never[]) => this.#does(name, args)]);
		return {
			...this.signals,
			...(Object.fromEntries(commands) as unknown as Pick<MessageCommands, Later>),
			undoLast: (placeId) => this.#page?.undoLast(placeId) ?? false,
			tookBack: () => {
				takenBack.value = null;
			},
			dismissFailure: () => {
				failure.value = null;
			},
		};
	}

	/** The server has a message that I sent. */
	acknowledged(message: Message): void {
		void this.#load().then((page) => page.acknowledged(message), ignore);
	}

	/** An event came from the log: it changes what was loaded, and loads nothing. */
	heard(type: string, payload: unknown): void {
		this.#page?.heard(type, payload);
	}

	/** Nothing of the last person stays. */
	clear(): void {
		this.#page?.clear();
		this.signals.missing.value = new Set();
		this.signals.takenBack.value = null;
		this.signals.failure.value = null;
		this.signals.target.value = null;
	}

	goTo(conversationId: string, number: number): Promise<void> {
		return this.app.goTo(conversationId, number);
	}

	/** Once loaded at once, so that what it changes is on screen with the press. */
	#does(name: Later, args: never[]): unknown {
		const run = (page: PageMessages) => (page[name] as (...args: never[]) => unknown).apply(page, args);
		if (this.#page) return run(this.#page);
		const done = this.#load().then(run);
		done.catch(() => {
			// What a command itself meets is its caller's; this is for those that nobody waits for.
			if (!this.#page) this.signals.failure.value = "That part of the page could not be loaded. Try again.";
		});
		return done;
	}

	#load(): Promise<PageMessages> {
		this.#loading ??= import("./page-messages").then(
			({ PageMessages }) => {
				this.#page = new PageMessages(this.#ports, this.signals);
				return this.#page;
			},
			(error: unknown) => {
				this.#loading = null;
				throw error;
			},
		);
		return this.#loading;
	}
}

/** A message that can't be taken back any more is still sent. */
function ignore(): void {}

const LATER: readonly Later[] = [
	"react",
	"unreact",
	"pin",
	"unpin",
	"markUnread",
	"undo",
	"edit",
	"remove",
	"forward",
	"history",
	"message",
	"want",
	"loadPins",
	"goTo",
	"goToReply",
	"openThread",
	"loadOlderReplies",
	"loadNewerReplies",
	"loadNewestReplies",
];
