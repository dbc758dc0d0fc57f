/**
 * What a person does with messages, on the store and the server. Small things are on screen at once and are put back
 * when the server refuses; the log repeats them harmlessly. Loaded by late-messages with the first thing that is done.
 */
import type { Entity, Message } from "../api/types";
import { deleted, edited, editMessage, findMessage, pinned, reacted, unreacted } from "../store/messages";
import { withMessagesSeen } from "../store/snapshot";
import type { State } from "../store/state";
import { PageThreads } from "./page-threads";
import { PinnedMessages } from "./pinned";
import type { MessagePorts, MessageSignals } from "./ports";
import type { Forwarding, MessageCommands, Version } from "./seam";
import { Undoable } from "./undoable";

export class PageMessages implements MessageCommands {
	readonly #ports: MessagePorts;
	readonly #signals: MessageSignals;
	readonly #undoable: Undoable;
	readonly #pinned: PinnedMessages;
	readonly #threads: PageThreads;
	/** One command of a kind after the other: giving and taking a reaction must arrive in that order. */
	readonly #queues = new Map<string, Promise<void>>();
	readonly #wanted = new Set<string>();

	constructor(ports: MessagePorts, signals: MessageSignals) {
		this.#ports = ports;
		this.#signals = signals;
		const load = (id: string) => this.message(id);
		this.#undoable = new Undoable(ports.timers, signals.undoable);
		this.#pinned = new PinnedMessages({ ...ports, load }, signals.pins);
		this.#threads = new PageThreads({ ...ports, load }, signals.target);
	}

	/** The server has a message that I sent. */
	acknowledged(message: Message): void {
		this.#undoable.add(message);
	}

	/** An event came from the log. */
	heard(type: string, payload: unknown): void {
		this.#pinned.heard(type, payload);
	}

	/** Nothing of the last person stays. */
	clear(): void {
		this.#undoable.clear();
		this.#pinned.clear();
		this.#wanted.clear();
	}

	goTo(conversationId: string, number: number): Promise<void> {
		return this.#threads.goTo(conversationId, number);
	}

	goToReply(conversationId: string, rootId: string, number: number): Promise<void> {
		return this.#threads.goToReply(conversationId, rootId, number);
	}

	openThread(conversationId: string, rootId: string): Promise<void> {
		return this.#threads.open(conversationId, rootId);
	}

	loadOlderReplies(rootId: string): Promise<void> {
		return this.#threads.older(rootId);
	}

	loadNewerReplies(rootId: string): Promise<void> {
		return this.#threads.newer(rootId);
	}

	loadNewestReplies(rootId: string): Promise<void> {
		return this.#threads.newest(rootId);
	}

	loadPins(conversationId: string): Promise<void> {
		return this.#pinned.load(conversationId);
	}

	react(message: Message, emoji: string): void {
		this.#giveOrTake(message, emoji, true);
	}

	unreact(message: Message, emoji: string): void {
		this.#giveOrTake(message, emoji, false);
	}

	#giveOrTake(message: Message, emoji: string, give: boolean): void {
		const { requests } = this.#ports;
		const given = { ...placeOf(message), emoji, user_id: this.#myId };
		const [rule, back] = give ? [reacted, unreacted] : [unreacted, reacted];
		const request = () => (give ? requests.react(message.id, emoji) : requests.unreact(message.id, emoji));
		this.#change((state) => rule(state, given));
		this.#inTurn(`${message.id} ${emoji}`, request, (state) => back(state, given));
	}

	pin(message: Message): void {
		const pin = { by: this.#myId, at: new Date(this.#ports.timers.now()).toISOString() };
		this.#change((state) => pinned(state, placeOf(message), pin));
		this.#inTurn(
			`${message.id} pin`,
			() => this.#ports.requests.pin(message.id),
			this.#unlessChanged(message, "pinned"),
		);
	}

	unpin(message: Message): void {
		this.#change((state) => pinned(state, placeOf(message), null));
		const request = () => this.#ports.requests.unpin(message.id);
		this.#inTurn(`${message.id} pin`, request, this.#unlessChanged(message, "pinned"));
	}

	markUnread({ conversation_id: id, number }: Message): void {
		const { requests, holdSeen } = this.#ports;
		const request = async () => {
			await holdSeen(id);
			this.#change((state) => ({ ...state, unreadFrom: new Map(state.unreadFrom).set(id, number) }));
			await requests.markUnread(id, number);
		};
		this.#inTurn(`${id} unread`, request, (state) => {
			if (state.unreadFrom.get(id) !== number) return state;
			const unreadFrom = new Map(state.unreadFrom);
			unreadFrom.delete(id);
			return { ...state, unreadFrom };
		});
	}

	undo(messageId: string): void {
		const sent = this.#undoable.take(messageId);
		if (!sent) return;
		const message = findMessage(this.#state, sent.conversation_id, messageId) ?? sent;
		const place = placeOf(message);
		const at = new Date(this.#ports.timers.now()).toISOString();
		this.#signals.takenBack.value = {
			placeId: message.thread_of ?? message.conversation_id,
			text: message.text,
			entities: message.entities ?? [],
		};
		this.#change((state) => deleted(state, { ...place, deleted_at: at, undone: true, erased: [] }));
		this.#inTurn(
			messageId,
			() => this.#ports.requests.deleteMessage(messageId),
			(state) => editMessage(state, place.conversation_id, messageId, (now) => (now.deleted_at === at ? message : now)),
		);
	}

	undoLast(placeId: string): boolean {
		const id = this.#undoable.lastAt(placeId);
		if (id) this.undo(id);
		return id !== undefined;
	}

	async edit(message: Message, text: string, entities: readonly Entity[] = []): Promise<void> {
		const at = new Date(this.#ports.timers.now()).toISOString();
		const said = { ...placeOf(message), text, entities: [...entities], edited_at: at };
		this.#change((state) => edited(state, said));
		try {
			await this.#ports.requests.editMessage(message.id, { text, entities });
		} catch (error) {
			this.#change((state) =>
				editMessage(state, message.conversation_id, message.id, (now) =>
					now.edited_at === at ? withWordsOf(now, message) : now,
				),
			);
			throw error;
		}
	}

	async remove(message: Message): Promise<void> {
		const { message: gone } = await this.#ports.requests.deleteMessage(message.id);
		const { deleted_at, undone = false } = gone;
		if (!deleted_at) return;
		this.#change((state) => deleted(state, { ...placeOf(message), deleted_at, undone, erased: [] }));
	}

	async forward(messageId: string, copies: readonly Forwarding[]): Promise<void> {
		for (const { id, conversationId } of copies) {
			const answer = await this.#ports.requests.forward(messageId, { id, conversation_id: conversationId });
			this.#ports.sent(answer.message);
		}
	}

	async history(message: Message): Promise<Version[]> {
		return (await this.#ports.requests.edits(message.id)).edits;
	}

	async message(messageId: string): Promise<Message> {
		const { message, ...besides } = await this.#ports.requests.message(messageId);
		this.#change((state) => withMessagesSeen(state, { ...besides, messages: [message] }));
		return message;
	}

	want(messageId: string): void {
		if (this.#wanted.has(messageId)) return;
		this.#wanted.add(messageId);
		const done = () => this.#wanted.delete(messageId);
		this.message(messageId).then(done, (error: unknown) => {
			if (isNotThere(error)) this.#signals.missing.value = new Set(this.#signals.missing.peek()).add(messageId);
			else done();
		});
	}

	get #state(): State {
		return this.#ports.store.get();
	}

	get #myId(): string {
		return this.#state.me?.id ?? "";
	}

	#change(change: (state: State) => State): void {
		this.#ports.store.set(change(this.#state));
	}

	/** Runs when those of the same key before it are through; on failure it is put back, and said. */
	#inTurn(key: string, request: () => Promise<unknown>, back: (state: State) => State): void {
		const before = this.#queues.get(key) ?? Promise.resolve();
		const turn = before.then(request).then(
			() => undefined,
			(error: unknown) => {
				this.#change(back);
				this.#signals.failure.value = error instanceof Error ? error.message : "That did not work.";
			},
		);
		this.#queues.set(key, turn);
		void turn.then(() => this.#queues.get(key) === turn && this.#queues.delete(key));
	}

	/** Puts a part of a message back as it was, when nobody else changed it meanwhile. */
	#unlessChanged(before: Message, part: "pinned"): (state: State) => State {
		const mine = findMessage(this.#state, before.conversation_id, before.id)?.[part];
		return (state) =>
			editMessage(state, before.conversation_id, before.id, (now) => {
				if (now[part] !== mine) return now;
				const { [part]: _, ...rest } = now;
				return before[part] ? { ...rest, [part]: before[part] } : rest;
			});
	}
}

function placeOf({ id, conversation_id }: Message) {
	return { conversation_id, message_id: id };
}

function withWordsOf(message: Message, { text, entities, edited_at }: Message): Message {
	const { entities: _, edited_at: __, ...rest } = message;
	return { ...rest, text, ...(entities && { entities }), ...(edited_at && { edited_at }) };
}

function isNotThere(error: unknown): boolean {
	return error instanceof Error && "status" in error && error.status === 404;
}
