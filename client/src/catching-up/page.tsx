/** Catch me up: what happened since I left, what means me first. Asked for once; "Mark all read" ends it. */
import { CheckCheck } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import type { CatchUp, Message, MissedIn } from "../api/types";
import { useApp } from "../app/context";
import { titleOf } from "../conversations/select";
import { count } from "../groups/people";
import { Glimpse } from "../later/glimpse";
import { PollCard } from "../polls/poll-card";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { useSubmit } from "../ui/submit";
import { markAllRead, saidOfAll } from "./reading-all";

export function CatchUpPage() {
	const { later } = useApp();
	const [missed, setMissed] = useState<CatchUp | null>(null);
	const loading = useSubmit(async () => setMissed(await later.catchUp()));
	// When it opens, and again when everything was marked read or that was taken back.
	const said = saidOfAll.value?.words;
	useEffect(() => void loading.run(), [said]);
	const reading = useSubmit(() => markAllRead(later));
	const readAll = (
		<Button look="primary" icon={CheckCheck} busy={reading.busy} onClick={reading.run} aria-keyshortcuts="Shift+Escape">
			Mark all read
		</Button>
	);
	return (
		<Page
			title="Catch up"
			lead={missed ? leadOf(missed) : "One moment…"}
			action={missed && missed.conversations.length > 0 && readAll}
		>
			{loading.general && <Notice kind="bad">{loading.general}</Notice>}
			{missed && (isEmpty(missed) ? <AllRead /> : <Missed missed={missed} />)}
			{!missed && loading.busy && <span class="spinner" role="status" aria-label="Loading" />}
		</Page>
	);
}

function AllRead() {
	return <p class="soft later-none">You have seen everything. Enjoy the quiet.</p>;
}

function isEmpty({ conversations, mentions, replies, polls }: CatchUp): boolean {
	return conversations.length + mentions.length + replies.length + polls.length === 0;
}

function leadOf(missed: CatchUp): string {
	const unread = missed.conversations.reduce((sum, it) => sum + it.unread, 0);
	const replies = missed.conversations.reduce((sum, it) => sum + it.thread_replies, 0);
	const said = [unread > 0 && count(unread, "new message"), replies > 0 && count(replies, "reply", "replies")];
	const words = said.filter(Boolean).join(" and ");
	const places = missed.conversations.length;
	return words ? `${words} in ${count(places, "conversation")} since you left.` : "Nothing new was said.";
}

/** A message is shown once, where it matters most. */
function Missed({ missed }: { missed: CatchUp }) {
	const shown = new Set<string>();
	const once = (messages: readonly Message[]) => messages.filter(({ id }) => !shown.has(id) && shown.add(id));
	const mentions = once(missed.mentions);
	const replies = once(missed.replies);
	const polls = once(missed.polls);
	const reacted = once(missed.most_reacted);
	return (
		<>
			<Section title="For you" messages={mentions} />
			<Section title="Answers to you" messages={replies} />
			<Section title="Open polls" messages={polls} polls />
			<Section title="Most liked" messages={reacted} />
			<Places places={missed.conversations} />
		</>
	);
}

interface SectionProps {
	title: string;
	messages: readonly Message[];
	/** One can vote in them here. */
	polls?: boolean;
}

function Section({ title, messages, polls = false }: SectionProps) {
	if (messages.length === 0) return null;
	return (
		<section class="missed">
			<h2>{title}</h2>
			<ul role="list" class="glimpses">
				{messages.map((message) => (
					<li key={message.id}>
						<Glimpse
							message={polls ? { ...message, poll: null } : message}
							note={!polls && reactionsOf(message)}
							below={polls && <PollCard message={message} />}
						/>
					</li>
				))}
			</ul>
		</section>
	);
}

/** "👍 4  🎉 2": of a group's own emoji only how many. */
function reactionsOf({ reactions = [] }: Message): string | null {
	const said = reactions.map(({ emoji, user_ids }) => (emoji.length < 36 ? `${emoji} ${user_ids.length}` : ""));
	return said.filter(Boolean).join("  ") || null;
}

function Places({ places }: { places: readonly MissedIn[] }) {
	const state = useApp().state.value;
	if (places.length === 0) return null;
	return (
		<section class="missed">
			<h2>Where</h2>
			<ul role="list" class="missed-places">
				{places.map((place) => {
					const conversation = state.conversations.get(place.conversation_id);
					if (!conversation) return null;
					return (
						<li key={place.conversation_id}>
							<Link class="missed-place" href={`/c/${place.conversation_id}`}>
								<b class="clip grow" dir="auto">
									{titleOf(state, conversation)}
								</b>
								<small>{placeWords(place)}</small>
							</Link>
						</li>
					);
				})}
			</ul>
		</section>
	);
}

function placeWords({ unread, mentions, thread_replies }: MissedIn): string {
	const said = [
		unread > 0 && count(unread, "message"),
		mentions > 0 && `${mentions.toLocaleString()} for you`,
		thread_replies > 0 && count(thread_replies, "reply", "replies"),
	];
	return said.filter(Boolean).join(" · ");
}
