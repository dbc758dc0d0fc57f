/** A conversation on screen: its head, its messages, who is writing, and the composer. */
import { MessagesSquare } from "lucide";
import { useEffect } from "preact/hooks";
import { useApp } from "../app/context";
import { CallControls, Stage } from "../calls/views/lazy";
import { useCallPlace, useScreensIn } from "../calls/views/mine";
import { Porch } from "../calls/views/porch";
import { listed, shortName } from "../groups/people";
import { Composer } from "../messages/composer/composer";
import { MessageList } from "../messages/message-list";
import type { Conversation, State } from "../store/state";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Empty, Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { ConversationHeader, DrawerButton } from "./header";
import { othersIn, titleOf } from "./select";

interface ConversationPageProps {
	conversationId: string;
	onDrawer: () => void;
}

export function ConversationPage({ conversationId, onDrawer }: ConversationPageProps) {
	const app = useApp();
	const conversation = app.state.value.conversations.get(conversationId);
	if (!conversation) return <NotHere onDrawer={onDrawer} />;
	return <OpenConversation key={conversationId} conversation={conversation} onDrawer={onDrawer} />;
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

function OpenConversation({ conversation, onDrawer }: { conversation: Conversation; onDrawer: () => void }) {
	const app = useApp();
	const state = app.state.value;
	const { id } = conversation;
	const title = titleOf(state, conversation);
	const open = useSubmit(() => app.openConversation(id));
	// The component is made anew for each conversation.
	useEffect(() => {
		void open.run();
		return () => app.closeConversation();
	}, []);
	const inside = useCallPlace() === id;
	const wide = useScreensIn(id);
	return (
		<div class={wide ? "conversation wide" : "conversation"}>
			<ConversationHeader conversation={conversation} onDrawer={onDrawer} />
			{inside && <CallControls />}
			{inside ? <Stage /> : conversation.call && <Porch call={conversation.call} />}
			<Messages conversation={conversation} title={title} failure={open.general} onRetry={open.run} />
			<TypingLine state={state} ids={app.typing.value.get(id) ?? []} />
			<Composer conversationId={id} placeholder={`Message ${title}`} />
		</div>
	);
}

interface MessagesProps {
	conversation: Conversation;
	title: string;
	failure: string | undefined;
	onRetry: () => void;
}

function Messages({ conversation, title, failure, onRetry }: MessagesProps) {
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
			conversationId={conversation.id}
			title={title}
			timeline={timeline}
			lastNumber={conversation.last_number}
			beginning={<Beginning state={state} conversation={conversation} title={title} />}
		/>
	);
}

/** Above the first message: an invitation when there is none, a landmark when there are many. */
function Beginning({ state, conversation, title }: { state: State; conversation: Conversation; title: string }) {
	const isEmpty = conversation.last_number === 0;
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
			<p>{isEmpty ? "Nothing here yet. Say the first thing." : "This is where it began."}</p>
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
