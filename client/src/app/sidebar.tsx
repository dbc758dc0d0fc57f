/** The sidebar: which group, where to go in it, who is there, and me. On phones it is a drawer. */
import { MailOpen, Plus, Search, Settings, UserPlus } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { Link } from "wouter-preact";
import { CallFoot } from "../calls/views/lazy";
import { useCallPlace } from "../calls/views/mine";
import { ChatList } from "../conversations/chat-list";
import { PeopleList } from "../conversations/people-list";
import { RoomList } from "../conversations/room-list";
import { userName } from "../groups/people";
import { LaterRows } from "../later/sidebar-rows";
import { SearchRow } from "../search/sidebar-row";
import type { GroupEntry } from "../store/state";
import { Avatar } from "../ui/avatar";
import { useCloseRequest } from "../ui/close-request";
import { Icon } from "../ui/icon";
import { moveFocus } from "../ui/roving";
import { useApp } from "./context";
import { cutOff } from "./cut-off";
import { GroupSwitcher } from "./group-switcher";
import type { Place } from "./places";
import { useShowDialog } from "./show-dialog";

interface SidebarProps {
	place: Place;
	/** On a phone: the drawer is out. */
	open: boolean;
	onClose: () => void;
}

export function Sidebar({ place, open, onClose }: SidebarProps) {
	const { state } = useApp();
	const show = useShowDialog();
	const entry = place.groupId ? state.value.groups.get(place.groupId) : undefined;
	const element = useDrawer(open, onClose);
	const isInCall = useCallPlace() !== null;
	return (
		<>
			{open && <div class="drawer-veil" onClick={onClose} />}
			<aside class={open ? "sidebar out" : "sidebar"} ref={element} aria-label="Rooms and people">
				<GroupSwitcher current={entry} />
				<button type="button" class="find" onClick={() => show({ name: "switcher" })}>
					<Icon shape={Search} size={17} />
					<span>Find or jump to…</span>
					<kbd>Ctrl K</kbd>
				</button>
				<nav
					class="places"
					aria-label="Conversations"
					onKeyDown={(event) => moveFocus(event, event.currentTarget, ".row:not(.lively), .row-link")}
				>
					<SearchRow />
					<LaterRows />
					<WaitingInvites />
					{entry && <Rooms entry={entry} current={place.conversationId} />}
					<ChatList groupId={place.groupId} current={place.conversationId} />
					{entry && <People entry={entry} current={place.conversationId} />}
				</nav>
				{isInCall && <CallFoot />}
				<MyRow />
			</aside>
		</>
	);
}

function WaitingInvites() {
	const { invites } = useApp().state.value;
	const show = useShowDialog();
	if (invites.size === 0) return null;
	return (
		<button type="button" class="row unread" onClick={() => show({ name: "invites" })}>
			<Icon shape={MailOpen} size={18} />
			<span class="clip grow">You are invited</span>
			<span class="pill">{invites.size}</span>
		</button>
	);
}

function Rooms({ entry, current }: { entry: GroupEntry; current: string | null }) {
	const show = useShowDialog();
	return (
		<section aria-labelledby="rooms-heading">
			<h2 id="rooms-heading">Rooms</h2>
			<RoomList groupId={entry.group.id} current={current} />
			<button type="button" class="row add" onClick={() => show({ name: "new-room", groupId: entry.group.id })}>
				<Icon shape={Plus} />
				<span class="clip">New room</span>
			</button>
		</section>
	);
}

function People({ entry, current }: { entry: GroupEntry; current: string | null }) {
	const show = useShowDialog();
	return (
		<section aria-labelledby="people-heading">
			<div class="places-heading">
				<h2 id="people-heading">People</h2>
				<button type="button" class="heading-action" onClick={() => show({ name: "new-chat" })}>
					<Icon shape={Plus} size={16} />
					<span class="unseen">New direct chat</span>
				</button>
			</div>
			<PeopleList entry={entry} current={current} />
			<button type="button" class="row add" onClick={() => show({ name: "invite", groupId: entry.group.id })}>
				<Icon shape={UserPlus} />
				<span class="clip">Invite someone</span>
			</button>
		</section>
	);
}

function MyRow() {
	const app = useApp();
	const { me } = app.state.value;
	if (!me) return null;
	const words = cutOff(app)?.me ?? (app.connection.value === "live" ? "Here now" : "Connecting…");
	return (
		<div class="my-row">
			<Avatar id={me.id} name={userName(me)} size={36} mine />
			<div class="words grow">
				<b class="clip">{userName(me)}</b>
				<small class="clip">{words}</small>
			</div>
			<Link class="icon-button" href="/settings" aria-label="Settings" title="Settings">
				<Icon shape={Settings} />
			</Link>
		</div>
	);
}

/** As a drawer it takes the focus, gives it back, and closes on Escape. */
function useDrawer(open: boolean, onClose: () => void) {
	const element = useRef<HTMLElement>(null);
	useCloseRequest(open, onClose);
	// Only opening and closing matter.
	useEffect(() => {
		if (!open) return;
		const before = document.activeElement;
		element.current?.querySelector<HTMLElement>('[aria-current="page"], button')?.focus();
		const onKeyDown = (event: KeyboardEvent) =>
			event.key === "Escape" && !document.querySelector("dialog[open]") && onClose();
		document.addEventListener("keydown", onKeyDown);
		return () => {
			document.removeEventListener("keydown", onKeyDown);
			if (before instanceof HTMLElement) before.focus();
		};
	}, [open]);
	return element;
}
