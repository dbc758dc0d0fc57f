/** What was found: under the name of its place, who, when, and the piece of the text with what was looked for marked. */
import { Hash, Images, Lock, MessagesSquare, Paperclip, UserRound, Vote } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { Link } from "wouter-preact";
import type { Hit, Message, User } from "../api/types";
import { useApp } from "../app/context";
import { titleOf } from "../conversations/select";
import { userName } from "../groups/people";
import { addressOf } from "../messages/permalink";
import { summaryOf } from "../messages/summary";
import type { Conversation, State } from "../store/state";
import { Avatar } from "../ui/avatar";
import { Icon, type IconShape } from "../ui/icon";
import { moveFocus } from "../ui/roving";
import { clock, dayName } from "../ui/time";
import { excerptOf } from "./excerpt";
import { type Found, noteOpened } from "./use-found";

interface HitsProps {
	found: Found;
	/** The one to which one comes back. */
	openedId: string | null;
	/** Up from the first. */
	onUp: () => void;
}

/** Neighbours of the same place stand together. */
interface Run {
	readonly conversationId: string;
	readonly similar: boolean;
	readonly hits: readonly Hit[];
}

export function Hits({ found, openedId, onUp }: HitsProps) {
	const list = useRef<HTMLDivElement>(null);
	const state = useApp().state.value;
	useEffect(() => {
		if (openedId) list.current?.querySelector<HTMLElement>(`[data-hit="${openedId}"]`)?.focus();
	}, []);
	const onKeyDown = (event: KeyboardEvent) => {
		const first = list.current?.querySelector(".hit");
		if (event.key === "ArrowUp" && document.activeElement === first) {
			event.preventDefault();
			onUp();
		} else moveFocus(event, event.currentTarget as HTMLElement, ".hit");
	};
	const runs = runsOf(found.hits);
	const firstSimilar = runs.find(({ similar }) => similar);
	return (
		<div class="hits" ref={list} onKeyDown={onKeyDown}>
			{runs.map((run) => (
				<section key={run.hits[0]?.message.id}>
					{run === firstSimilar && <h2 class="hits-similar">Close to what you typed</h2>}
					<PlaceHeading state={state} conversation={state.conversations.get(run.conversationId)} />
					<ul role="list">
						{run.hits.map((hit) => (
							<li key={hit.message.id}>
								<HitRow hit={hit} author={authorOf(state, found, hit)} />
							</li>
						))}
					</ul>
				</section>
			))}
		</div>
	);
}

function runsOf(hits: readonly Hit[]): Run[] {
	const runs: Array<Run & { hits: Hit[] }> = [];
	for (const hit of hits) {
		const last = runs.at(-1);
		const similar = hit.similar ?? false;
		if (last?.conversationId === hit.conversation_id && last.similar === similar) last.hits.push(hit);
		else runs.push({ conversationId: hit.conversation_id, similar, hits: [hit] });
	}
	return runs;
}

function authorOf(state: State, found: Found, { message }: Hit): User | undefined {
	return state.users.get(message.author_id) ?? found.users.get(message.author_id);
}

function PlaceHeading({ state, conversation }: { state: State; conversation: Conversation | undefined }) {
	if (!conversation) return null;
	const isRoom = conversation.kind === "room";
	const group = isRoom ? state.groups.get(conversation.group_id)?.group.name : undefined;
	const icon = isRoom ? (conversation.private ? Lock : Hash) : UserRound;
	return (
		<h3 class="hits-place">
			<Icon shape={icon} size={15} />
			<span class="clip" dir="auto">
				{titleOf(state, conversation)}
			</span>
			{group && (
				<small class="clip" dir="auto">
					{group}
				</small>
			)}
		</h3>
	);
}

function HitRow({ hit, author }: { hit: Hit; author: User | undefined }) {
	const { message, ranges = [] } = hit;
	const name = userName(author);
	return (
		<Link href={addressOf(message)} class="hit" data-hit={message.id} onClick={() => noteOpened(message.id)}>
			<Avatar id={message.author_id} name={name} size={32} deleted={author?.kind === "deleted"} />
			<div class="hit-words">
				<p class="hit-head">
					<b class="clip" dir="auto">
						{name}
					</b>
					<time dateTime={message.sent_at}>
						{dayName(message.sent_at)}, {clock(message.sent_at)}
					</time>
					{message.thread_of && (
						<small>
							<Icon shape={MessagesSquare} size={14} /> In a thread
						</small>
					)}
				</p>
				<p class="hit-text" dir="auto">
					{excerptOf(message.text, ranges as [number, number][]).map(({ text, marked }, at) =>
						marked ? <mark key={at}>{text}</mark> : text,
					)}
				</p>
				<Attached message={message} />
			</div>
		</Link>
	);
}

/** What hangs on it, in words: here nothing is loaded for it. */
function Attached({ message }: { message: Message }) {
	const { files = [], poll } = message;
	const [first] = files;
	const icon: IconShape = first?.type.startsWith("image/") ? Images : Paperclip;
	return (
		<>
			{first && (
				<p class="hit-attached">
					<Icon shape={icon} size={15} />
					<span class="clip">{files.length > 1 ? files.map(({ name }) => name).join(", ") : summaryOf({ files })}</span>
				</p>
			)}
			{poll && (
				<p class="hit-attached">
					<Icon shape={Vote} size={15} />
					<span class="clip">{poll.options.map((option) => option.text).join(" · ")}</span>
				</p>
			)}
		</>
	);
}
