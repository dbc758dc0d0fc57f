/** A thread beside its conversation, on phones in its place: the message above it, the replies, and a composer. */
import { ArrowLeft, X } from "lucide";
import { useEffect } from "preact/hooks";
import { useLocation } from "wouter-preact";
import type { Message } from "../../api/types";
import { useApp } from "../../app/context";
import type { App } from "../../app/seam";
import { DropZone } from "../../files/lazy";
import { useThreadSeen } from "../../later/thread-seen";
import { findMessage } from "../../store/messages";
import type { Timeline } from "../../store/state";
import { Button, IconButton } from "../../ui/button";
import { ErrorBoundary } from "../../ui/error-boundary";
import { rescueFocus } from "../../ui/focus";
import { Notice } from "../../ui/notice";
import { type Submit, useSubmit } from "../../ui/submit";
import { Composer } from "../composer/lazy";
import { type ListSource, MessageList } from "../message-list";
import { MessageRow, RepliesLine } from "../message-row";
import { repliesIn } from "../thread-foot";

export interface ThreadPanelProps {
	conversationId: string;
	/** The message above the thread. */
	rootId: string;
	/** The number of the reply that the address names. */
	reply: number | undefined;
	/** Of the conversation. */
	title: string;
}

export function ThreadPanel(props: ThreadPanelProps) {
	const { conversationId, rootId, title } = props;
	const [, navigate] = useLocation();
	const close = () => navigate(`/c/${conversationId}`);
	const app = useApp();
	const open = useOpening(app, props);
	const root = findMessage(app.state.value, conversationId, rootId);
	const timeline = app.state.value.threads.get(rootId);
	useEffect(() => () => void requestAnimationFrame(rescueFocus), []);
	useThreadSeen(rootId, timeline && !timeline.hasNewer ? (timeline.messages.at(-1)?.number ?? 0) : 0);
	return (
		<aside
			class="thread"
			aria-label="Thread"
			onKeyDown={(event) => {
				if (event.key !== "Escape" || event.defaultPrevented) return;
				close();
			}}
		>
			<header class="thread-head">
				<span class="thread-back">
					<IconButton label="Back to the conversation" icon={ArrowLeft} onClick={close} />
				</span>
				<div class="conversation-words">
					<h2>Thread</h2>
					<p class="clip" dir="auto">
						{title}
					</p>
				</div>
				<span class="thread-close">
					<IconButton label="Close the thread" icon={X} onClick={close} />
				</span>
			</header>
			{root && timeline ? (
				<ErrorBoundary subject={rootId} instead={<p class="soft">This thread can't be shown.</p>}>
					<MessageList
						source={sourceOf(app, conversationId, root, timeline)}
						title={`the thread in ${title}`}
						beginning={<Root root={root} />}
					/>
				</ErrorBoundary>
			) : (
				<Opening open={open} />
			)}
			{root && !(root.deleted_at && !root.thread) && (
				<Composer conversationId={conversationId} threadOf={rootId} placeholder="Reply in the thread" />
			)}
			<DropZone conversationId={conversationId} threadOf={rootId} title="the thread" />
		</aside>
	);
}

/** Loads it when it opens, and again when the store had to let it go. */
function useOpening(app: App, { conversationId, rootId, reply }: ThreadPanelProps): Submit {
	const open = useSubmit(() =>
		reply === undefined
			? app.messages.openThread(conversationId, rootId)
			: app.messages.goToReply(conversationId, rootId, reply),
	);
	const isGone = !app.state.value.threads.has(rootId);
	useEffect(() => void open.run(), [reply]);
	useEffect(() => {
		if (isGone) void open.run();
	}, [isGone]);
	return open;
}

function Opening({ open }: { open: Submit }) {
	return (
		<div class="log-frame waiting">
			{open.general ? (
				<>
					<Notice kind="bad">{open.general}</Notice>
					<Button onClick={open.run}>Try again</Button>
				</>
			) : (
				<span class="spinner" role="status" aria-label="Loading the thread" />
			)}
		</div>
	);
}

function Root({ root }: { root: Message }) {
	const state = useApp().state.value;
	return (
		<div class="thread-root">
			<MessageRow
				message={root}
				author={state.users.get(root.author_id)}
				mine={root.author_id === state.me?.id}
				opensRun
				opensThread
			/>
			<RepliesLine words={root.thread ? repliesIn(root.thread) : "No replies yet"} />
		</div>
	);
}

function sourceOf(app: App, conversationId: string, root: Message, timeline: Timeline): ListSource {
	const { id, thread } = root;
	const waiting = app.outbox.value.get(conversationId) ?? [];
	return {
		placeId: id,
		timeline,
		outbox: waiting.filter(({ extras }) => extras?.thread_of === id),
		lastNumber: thread?.count ?? 0,
		seenAtOpen: null,
		loadOlder: () => app.messages.loadOlderReplies(id),
		loadNewer: () => app.messages.loadNewerReplies(id),
		loadNewest: () => app.messages.loadNewestReplies(id),
		markSeen() {},
	};
}
