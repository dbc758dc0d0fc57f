/** A poll: its options with bars that move as people vote, who voted, and when it ends. */
import { ChartColumn, Check, EyeOff, Lock } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Message, Poll } from "../api/types";
import { useApp } from "../app/context";
import { useShowDialog } from "../app/show-dialog";
import { count, listed, userName } from "../groups/people";
import type { State } from "../store/state";
import { Avatar } from "../ui/avatar";
import { FieldError } from "../ui/field-error";
import { Icon } from "../ui/icon";
import { moveFocus } from "../ui/roving";
import { until } from "../ui/time";
import { afterPress, isClosed, leaders, myChoice, shareOf, withChoice } from "./choosing";

/** Faces beside an option. */
const MOST_FACES = 3;
/** A timer holds no more milliseconds than this. */
const LONGEST_TIMER = 2 ** 31 - 1;

interface PollProps {
	message: Message;
	poll: Poll;
}

export function PollView({ message, poll }: PollProps) {
	const { state, polls } = useApp();
	const before = myChoice(state.value, message);
	const waiting = polls.choosing.value.get(message.id);
	const chosen = waiting ?? before;
	const shown = waiting && state.value.me ? withChoice(poll, state.value.me.id, before, waiting) : poll;
	const closed = useClosed(poll);
	const failure = polls.failures.value.get(message.id);
	return (
		<section class="poll" aria-label={`Poll: ${kindOf(poll, closed)}`}>
			<p class="poll-kind">
				<Icon shape={closed ? Lock : ChartColumn} size={15} />
				{kindOf(poll, closed)}
				{poll.anonymous && (
					<span class="poll-anonymous" title="Nobody sees who voted for what">
						<Icon shape={EyeOff} size={14} />
						anonymous
					</span>
				)}
			</p>
			<Options message={message} poll={shown} chosen={chosen} closed={closed} />
			{failure && <FieldError words={failure} />}
			<Foot message={message} poll={shown} chosen={chosen} closed={closed} />
		</section>
	);
}

function kindOf(poll: Poll, closed: boolean): string {
	if (closed) return "Final result";
	return poll.multiple ? "Choose as many as you like" : "Choose one";
}

/** True from the moment at which it closes, whether or not anything else has happened here since. */
function useClosed(poll: Poll): boolean {
	const [, look] = useState(0);
	const closed = isClosed(poll, Date.now());
	useEffect(() => {
		if (closed || !poll.closes_at) return;
		const left = Date.parse(poll.closes_at) - Date.now();
		const timer = setTimeout(() => look((times) => times + 1), Math.min(Math.max(left, 0) + 50, LONGEST_TIMER));
		return () => clearTimeout(timer);
	}, [closed, poll.closes_at]);
	return closed;
}

interface ChoiceProps extends PollProps {
	chosen: readonly number[];
	closed: boolean;
}

/** Arrows only move the focus: with a vote at each step, everybody would see somebody wander through the options. */
function Options({ message, poll, chosen, closed }: ChoiceProps) {
	const { polls } = useApp();
	const list = useRef<HTMLDivElement>(null);
	const [at, setAt] = useState(chosen[0] ?? 0);
	const best = closed ? leaders(poll) : [];
	const move = (event: KeyboardEvent) => {
		if (list.current && moveFocus(event, list.current, ".poll-option")) event.stopPropagation();
	};
	return (
		<div
			ref={list}
			class="poll-options"
			role={poll.multiple ? "group" : "radiogroup"}
			aria-label="Options"
			aria-disabled={closed || undefined}
			onKeyDown={move}
		>
			{poll.options.map((option, place) => (
				<button
					key={place}
					type="button"
					class={`poll-option${best.includes(place) ? " best" : ""}`}
					role={poll.multiple ? "checkbox" : "radio"}
					aria-checked={chosen.includes(place)}
					aria-disabled={closed || undefined}
					aria-label={spoken(poll, place)}
					tabIndex={place === at ? 0 : -1}
					onFocus={() => setAt(place)}
					onClick={() => !closed && polls.vote(message, afterPress(poll, chosen, place))}
				>
					<span class="poll-bar" style={{ transform: `scaleX(${shareOf(poll, place)})` }} />
					<span class="poll-mark">{chosen.includes(place) && <Icon shape={Check} size={14} />}</span>
					<span class="poll-words" dir="auto">
						{option.text}
					</span>
					<Faces userIds={option.user_ids ?? []} />
					<span class="poll-count">{(option.count ?? 0).toLocaleString()}</span>
				</button>
			))}
		</div>
	);
}

function spoken(poll: Poll, place: number): string {
	const option = poll.options[place];
	const share = Math.round(100 * shareOf(poll, place));
	return `${option?.text}, ${count(option?.count ?? 0, "vote")}, ${share}%`;
}

function Faces({ userIds }: { userIds: readonly string[] }) {
	const state = useApp().state.value;
	if (userIds.length === 0) return null;
	return (
		<span class="poll-faces" title={listed(namesOf(state, userIds), 6)}>
			{userIds.slice(0, MOST_FACES).map((id) => {
				const user = state.users.get(id);
				return <Avatar key={id} id={id} name={userName(user)} size={20} deleted={user?.kind === "deleted"} />;
			})}
		</span>
	);
}

export function namesOf({ users, me }: State, userIds: readonly string[]): string[] {
	return userIds.map((id) => (id === me?.id ? "You" : userName(users.get(id))));
}

function Foot({ message, poll, chosen, closed }: ChoiceProps) {
	const { state, polls } = useApp();
	const show = useShowDialog();
	const voters = poll.voters ?? 0;
	const mine = message.author_id === state.value.me?.id;
	const { conversation_id: conversationId, id: messageId } = message;
	return (
		<div class="poll-foot">
			{poll.anonymous || voters === 0 ? (
				<span>{voters === 0 ? "No votes yet" : count(voters, "vote")}</span>
			) : (
				<button type="button" class="link-button" onClick={() => show({ name: "votes", conversationId, messageId })}>
					{count(voters, "vote")}
				</button>
			)}
			{!closed && poll.closes_at && (
				<span title={new Date(poll.closes_at).toLocaleString()}>{`Closes ${until(poll.closes_at)}`}</span>
			)}
			{!closed && chosen.length > 0 && (
				<button type="button" class="link-button" onClick={() => polls.vote(message, [])}>
					Take back my vote
				</button>
			)}
			{!closed && mine && (
				<button type="button" class="link-button" onClick={() => polls.close(message)}>
					Close the poll
				</button>
			)}
		</div>
	);
}
