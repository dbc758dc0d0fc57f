/** What can be done with a message, by whom: one list for the menu, the toolbar and the keys. Loaded with the first of them. */
import {
	AlarmClock,
	Bookmark,
	BookmarkX,
	Copy,
	CornerUpLeft,
	Forward,
	Link,
	MailOpen,
	MessagesSquare,
	Pencil,
	Pin,
	PinOff,
	Trash2,
} from "lucide";
import type { Message } from "../../api/types";
import type { App } from "../../app/seam";
import type { ShowDialog } from "../../app/show-dialog";
import { leadsGroupOf } from "../../conversations/select";
import type { State } from "../../store/state";
import type { IconShape } from "../../ui/icon";
import { placeOf, replyTo, startEditing } from "../composer/mode";
import { addressOf, threadAddress } from "../permalink";
import { notify } from "./notices";

export interface RowAction {
	readonly name: string;
	readonly words: string;
	readonly icon: IconShape;
	/** The key that does it on a row with the focus. */
	readonly key?: string;
	readonly danger?: boolean;
	run(): void;
}

/** What an action acts by. */
export interface Acting {
	readonly app: App;
	readonly show: ShowDialog;
	readonly navigate: (address: string) => void;
}

/** In the order of the menu; only what this person may do now. */
export function actionsOn(message: Message, acting: Acting): RowAction[] {
	const hasThread = !message.thread_of && Boolean(message.thread);
	if (message.deleted_at) return hasThread ? [thread(message, acting)] : [];
	const state = acting.app.state.peek();
	return [
		reply(message),
		...(message.thread_of ? [] : [thread(message, acting)]),
		...(mayEdit(state, message) ? [edit(message)] : []),
		...(message.text ? [copyText(message)] : []),
		copyLink(message),
		forward(message, acting),
		pin(message, acting),
		...later(message, acting),
		...(message.thread_of ? [] : [markUnread(message, acting)]),
		...(mayDelete(state, message) ? [remove(message, acting)] : []),
	];
}

/** A forward is another's words, and a poll's question was voted on. */
function mayEdit(state: State, { author_id, forwarded, poll }: Message): boolean {
	return author_id === state.me?.id && !forwarded && !(poll && (poll.voters ?? 0) > 0);
}

function mayDelete(state: State, { author_id, conversation_id }: Message): boolean {
	const conversation = state.conversations.get(conversation_id);
	const leads = conversation?.kind === "room" && leadsGroupOf(state, conversation);
	return author_id === state.me?.id || leads;
}

function reply(message: Message): RowAction {
	const run = () => replyTo(placeOf(message), message);
	return { name: "reply", words: "Reply", icon: CornerUpLeft, key: "r", run };
}

function thread(message: Message, { navigate }: Acting): RowAction {
	const run = () => navigate(threadAddress(message.conversation_id, message.id));
	const words = message.thread ? "Open the thread" : "Reply in a thread";
	return { name: "thread", words, icon: MessagesSquare, key: "t", run };
}

function edit(message: Message): RowAction {
	return { name: "edit", words: "Edit", icon: Pencil, key: "e", run: () => startEditing(message) };
}

function copyText({ text }: Message): RowAction {
	const run = () => void copy(text, "Text copied");
	return { name: "copy", words: "Copy the text", icon: Copy, key: "c", run };
}

function copyLink(message: Message): RowAction {
	const run = () => void copy(location.origin + addressOf(message), "Link copied");
	return { name: "link", words: "Copy the link", icon: Link, key: "l", run };
}

function forward(message: Message, { show }: Acting): RowAction {
	const run = () => show({ name: "forward", message });
	return { name: "forward", words: "Forward", icon: Forward, key: "f", run };
}

function pin(message: Message, { app }: Acting): RowAction {
	return message.pinned
		? { name: "pin", words: "Unpin", icon: PinOff, key: "p", run: () => app.messages.unpin(message) }
		: { name: "pin", words: "Pin for everybody", icon: Pin, key: "p", run: () => app.messages.pin(message) };
}

function later({ id }: Message, { app, show }: Acting): RowAction[] {
	const isSaved = app.state.peek().saved.has(id);
	const done = isSaved ? "No longer saved" : "Saved for later";
	const toggle = () => (isSaved ? app.later.unsave(id) : app.later.save(id));
	const run = () => void toggle().then(() => notify(done), notify.failure);
	return [
		{ name: "save", words: isSaved ? "Unsave" : "Save for later", icon: isSaved ? BookmarkX : Bookmark, key: "s", run },
		{ name: "remind", words: "Remind me…", icon: AlarmClock, run: () => show({ name: "remind", messageId: id }) },
	];
}

function markUnread(message: Message, { app }: Acting): RowAction {
	const run = () => app.messages.markUnread(message);
	return { name: "unread", words: "Unread from here", icon: MailOpen, key: "u", run };
}

function remove(message: Message, { show }: Acting): RowAction {
	const run = () => show({ name: "delete-message", message });
	return { name: "delete", words: "Delete", icon: Trash2, key: "Delete", danger: true, run };
}

/** Plain http has no clipboard interface: then it is said, and the address bar or the mouse must do. */
async function copy(text: string, done: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		notify(done);
	} catch {
		notify("This browser does not let the page copy. Select it and copy it yourself.");
	}
}
