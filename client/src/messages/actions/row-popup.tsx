/** The menu of a message, and the choice of a reaction: beside the message, on phones a sheet from below. */
import { SmilePlus } from "lucide";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Message } from "../../api/types";
import type { State } from "../../store/state";
import { useCloseRequest } from "../../ui/close-request";
import { Icon } from "../../ui/icon";
import { MenuItem } from "../../ui/menu";
import { moveFocus } from "../../ui/roving";
import { EmojiPanel } from "../emoji-panel";
import { EmojiGlyph, isEmojiId } from "../reactions";
import { recentEmoji, rememberEmoji } from "../recent-emoji";
import { actionsOn } from "./actions";
import { type Anchor, closePopup, openPopup, popup, swallowTap } from "./popup";
import { useActing } from "./use-acting";

const QUICK = 6;
/** Pixels between the popup and what it belongs to, and the edge of the window. */
const GAP = 6;

export function RowPopup() {
	const open = popup.value;
	if (!open) return null;
	const { kind, message, anchor } = open;
	return (
		<Floating key={`${kind} ${message.id}`} anchor={anchor} kind={kind}>
			{kind === "menu" ? <RowMenu message={message} anchor={anchor} /> : <ReactionChoice message={message} />}
		</Floating>
	);
}

function RowMenu({ message, anchor }: { message: Message; anchor: Anchor }) {
	const acting = useActing();
	const actions = actionsOn(message, acting);
	const react = (emoji: string) => {
		giveReaction(acting.app, message, emoji);
		closePopup();
	};
	return (
		<div
			class="row-menu"
			role="menu"
			aria-label="Message"
			onKeyDown={(event) => moveFocus(event, event.currentTarget, '[role^="menuitem"]')}
		>
			{!message.deleted_at && (
				<div class="quick-reactions" role="group" aria-label="React">
					{quickEmoji(acting.app.state.peek(), message).map((emoji) => (
						<button key={emoji} type="button" role="menuitem" tabIndex={-1} onClick={() => react(emoji)}>
							<EmojiGlyph emoji={emoji} />
						</button>
					))}
					<button
						type="button"
						role="menuitem"
						tabIndex={-1}
						aria-label="Another emoji"
						onClick={() => openPopup("react", message, anchor)}
					>
						<Icon shape={SmilePlus} />
					</button>
				</div>
			)}
			{actions.map(({ name, words, icon, key, danger = false, run }) => (
				<MenuItem
					key={name}
					icon={icon}
					danger={danger}
					onSelect={() => {
						// What it opens takes the focus from the row, and gives it back there.
						closePopup();
						run();
					}}
				>
					{words}
					{key && (
						<span class="menu-key" aria-hidden="true">
							<kbd>{key === "Delete" ? "Del" : key.toUpperCase()}</kbd>
						</span>
					)}
				</MenuItem>
			))}
		</div>
	);
}

/** Those picked lately; of the emoji that groups made only those of this group. */
function quickEmoji(state: State, { conversation_id }: Message): string[] {
	const conversation = state.conversations.get(conversation_id);
	const own = conversation?.kind === "room" ? state.groups.get(conversation.group_id)?.emoji : undefined;
	return recentEmoji()
		.filter((emoji) => own?.has(emoji) || !isEmojiId(emoji))
		.slice(0, QUICK);
}

function ReactionChoice({ message }: { message: Message }) {
	const { app } = useActing();
	const pick = (emoji: string) => {
		giveReaction(app, message, emoji);
		closePopup();
	};
	return <EmojiPanel conversationId={message.conversation_id} onPick={pick} onClose={() => closePopup()} />;
}

function giveReaction(app: ReturnType<typeof useActing>["app"], message: Message, emoji: string): void {
	const me = app.state.peek().me?.id ?? "";
	const given = message.reactions?.find((reaction) => reaction.emoji === emoji);
	rememberEmoji(emoji);
	if (given?.user_ids.includes(me)) app.messages.unreact(message, emoji);
	else app.messages.react(message, emoji);
}

interface FloatingProps {
	anchor: Anchor;
	kind: string;
	children: ComponentChildren;
}

/** Above everything, near its anchor, inside of the window; Escape and a press elsewhere close it. */
function Floating({ anchor, kind, children }: FloatingProps) {
	const element = useRef<HTMLDivElement>(null);
	useCloseRequest(true, closePopup);
	useLayoutEffect(() => {
		const box = element.current;
		if (!box) return;
		if (!box.matches(":popover-open")) box.showPopover();
		const place = () => putBeside(box, anchor);
		place();
		// The emoji come a moment later than their frame.
		const sizes = new ResizeObserver(place);
		sizes.observe(box);
		box.querySelector<HTMLElement>('[role^="menuitem"]')?.focus({ preventScroll: true });
		const elsewhere = (event: PointerEvent) => {
			if (box.contains(event.target as Node)) return;
			// A tap beside the sheet closes it and does no more.
			if (event.pointerType === "touch") swallowTap();
			closePopup({ focus: false });
		};
		document.addEventListener("pointerdown", elsewhere, true);
		return () => {
			sizes.disconnect();
			document.removeEventListener("pointerdown", elsewhere, true);
		};
	}, [anchor]);
	return (
		<div
			ref={element}
			class={`row-popup ${kind}`}
			popover="manual"
			onKeyDown={(event) => {
				if (event.key !== "Escape" && event.key !== "Tab") return;
				if (event.key === "Tab" && kind === "react") return;
				event.preventDefault();
				event.stopPropagation();
				closePopup();
			}}
		>
			{children}
		</div>
	);
}

function putBeside(box: HTMLElement, anchor: Anchor): void {
	const { offsetWidth: width, offsetHeight: height } = box;
	const below = anchor.bottom + GAP;
	const above = anchor.top - GAP - height;
	const fitsBelow = below + height + GAP <= innerHeight;
	const top = fitsBelow ? below : Math.max(GAP, above >= GAP ? above : innerHeight - height - GAP);
	const left = Math.max(GAP, Math.min(anchor.left, innerWidth - width - GAP));
	box.style.setProperty("--x", `${left}px`);
	box.style.setProperty("--y", `${top}px`);
}
