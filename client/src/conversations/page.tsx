/** A conversation on screen: its head, its messages, who is writing, and the composer. */
import { MessagesSquare } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../app/context";
import type { App } from "../app/seam";
import { CallControls, Stage } from "../calls/views/lazy";
import { useCallPlace, useScreensIn } from "../calls/views/mine";
import { Porch } from "../calls/views/porch";
import { DropZone } from "../files/lazy";
import { count, listed, shortName } from "../groups/people";
import { RowPopup } from "../messages/actions/lazy";
import { NoticeBar } from "../messages/actions/notice-bar";
import { popup } from "../messages/actions/popup";
import { Composer } from "../messages/composer/lazy";
import { type ListSource, MessageList } from "../messages/message-list";
import type { Spot } from "../messages/permalink";
import { PinBar } from "../messages/pin-bar";
import { ThreadPanel } from "../messages/threads/lazy";
import { firstUnread, keptFrom } from "../store/markers";
import type { Conversation, State, Timeline } from "../store/state";
import type { OutboxRow } from "../streams/outbox-row";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Empty, Notice } from "../ui/notice";
import { type Submit, useSubmit } from "../ui/submit";
import { ConversationHeader, DrawerButton } from "./header";
import { othersIn, titleOf } from "./select";

interface ConversationPageProps {
	conversationId: string;
	/** Which message the address names, and which thread. */
	spot: Spot;
	onDrawer: () => void;
}

export function ConversationPage({ conversationId, spot, onDrawer }: ConversationPageProps) {
	const app = useApp();
	const conversation = app.state.value.conversations.get(conversationId);
	if (!conversation) return <NotHere onDrawer={onDrawer} />;
	return <OpenConversation key={conversationId} conversation={conversation} spot={spot} onDrawer={onDrawer} />;
}

function NotHere({ onDrawer }: { onDrawer: () => void }) {
	return (
		<div class="conversation">
			<div class="conversation-head">
				<DrawerButton onDrawer={onDrawer} />
			</div>
			<Empty title="This conversation is not here">It was deleted, or you can no longer read it.</Empty>
		</div>
	);
}

interface OpenConversationProps {
	conversation: Conversation;
	spot: Spot;
	onDrawer: () => void;
}

function OpenConversation({ conversation, spot, onDrawer }: OpenConversationProps) {
	const app = useApp();
	const state = app.state.value;
	const { id } = conversation;
	const title = titleOf(state, conversation);
	const { open, seenAtOpen } = useOpening(id, spot);
	const inside = useCallPlace() === id;
	const wide = useScreensIn(id);
	return (
		<div class={spot.rootId ? "with-thread" : "without-thread"}>
			<div class={wide ? "conversation wide" : "conversation"}>
				<ConversationHeader conversation={conversation} onDrawer={onDrawer} />
				{inside && <CallControls />}
				{inside ? <Stage /> : conversation.call && <Porch call={conversation.call} />}
				<PinBar conversationId={id} />
				<Messages
					conversation={conversation}
					title={title}
					seenAtOpen={seenAtOpen}
					failure={open.general}
					onRetry={open.run}
				/>
				<NoticeBar />
				<TypingLine state={state} ids={app.typing.value.get(id) ?? []} />
				<Composer conversationId={id} placeholder={`Message ${title}`} />
				<DropZone conversationId={id} title={title} />
			</div>
			{spot.rootId && (
				<ThreadPanel key={spot.rootId} conversationId={id} rootId={spot.rootId} reply={spot.reply} title={title} />
			)}
			{popup.value && <RowPopup />}
		</div>
	);
}

/**
 * Opens it at the message that the address names, and goes there when the address names another. What is new here is
 * noted before anything of it is on screen, and so seen; what the app says is of the conversation before, until then.
 */
function useOpening(id: string, { number }: Spot): { open: Submit; seenAtOpen: number | null } {
	const app = useApp();
	const opened = useRef(false);
	const [left] = useState(() => firstUnread(app.state.peek(), id) - 1);
	const open = useSubmit(() => app.openConversation(id, number, left));
	const said = app.seenAtOpen.value;
	// The component is made anew for each conversation.
	useEffect(() => {
		if (!opened.current || number !== undefined) void open.run();
		opened.current = true;
	}, [number]);
	useEffect(() => () => app.closeConversation(id), []);
	return { open, seenAtOpen: opened.current ? said : left };
}

interface MessagesProps {
	conversation: Conversation;
	title: string;
	seenAtOpen: number | null;
	failure: string | undefined;
	onRetry: () => void;
}

function Messages({ conversation, title, seenAtOpen, failure, onRetry }: MessagesProps) {
	const app = useApp();
	const state = app.state.value;
	const timeline = state.timelines.get(conversation.id);
	// What the store kept of a conversation that was never opened may be one message: wait for the page around it.
	if (!timeline && failure) {
		return (
			<div class="log-frame waiting">
				<Notice kind="bad">{failure}</Notice>
				<Button onClick={onRetry}>Try again</Button>
			</div>
		);
	}
	if (!timeline) {
		return (
			<div class="log-frame waiting">
				<span class="spinner" role="status" aria-label="Loading messages" />
			</div>
		);
	}
	return (
		<MessageList
			source={{ ...sourceOf(app, conversation, timeline), seenAtOpen }}
			title={title}
			beginning={<Beginning state={state} conversation={conversation} title={title} />}
		/>
	);
}

const NOTHING: readonly OutboxRow[] = [];

/** What goes into a thread stands there. */
function sourceOf(app: App, { id, last_number }: Conversation, timeline: Timeline): Omit<ListSource, "seenAtOpen"> {
	const outbox = app.outbox.value.get(id);
	return {
		placeId: id,
		timeline,
		outbox: outbox?.some(({ extras }) => extras?.thread_of)
			? outbox.filter(({ extras }) => !extras?.thread_of)
			: (outbox ?? NOTHING),
		lastNumber: last_number,
		unreadFrom: app.state.value.unreadFrom.get(id),
		loadOlder: () => app.loadOlder(id),
		loadNewer: () => app.loadNewer(id),
		loadNewest: () => app.loadNewest(id),
		markSeen: (number) => app.markSeen(id, number),
	};
}

const BEGUN = ["Nothing here yet. Say the first thing.", "This is where it began."];

/** Above the first message: an invitation when there is none, a landmark when there are many. */
function Beginning({ state, conversation, title }: { state: State; conversation: Conversation; title: string }) {
	const isEmpty = conversation.last_number === 0;
	const days = conversation.kind === "room" && state.groups.get(conversation.group_id)?.group.keep_days;
	const others = conversation.kind === "chat" ? othersIn(state, conversation) : [];
	return (
		<>
			{others.length === 1 && others[0] ? (
				<Avatar id={others[0].id} name={title} size={64} deleted={others[0].kind === "deleted"} />
			) : (
				<span class="beginning-icon">
					<Icon shape={MessagesSquare} size={28} />
				</span>
			)}
			<h2 dir="auto">{title}</h2>
			<p>{keptFrom(state, conversation.id) > 1 ? "What was said before is gone." : BEGUN[isEmpty ? 0 : 1]}</p>
			{days && <p>{`Messages stay here for ${count(days, "day")}.`}</p>}
		</>
	);
}

function TypingLine({ state, ids }: { state: State; ids: readonly string[] }) {
	const names = ids.map((id) => shortName(state.users.get(id)));
	return (
		<p class="typing" aria-live="polite">
			{names.length > 0 && `${listed(names)} ${names.length === 1 ? "is" : "are"} writing…`}
		</p>
	);
}
