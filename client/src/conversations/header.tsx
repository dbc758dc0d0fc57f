/** The head of a conversation: what it is, who is in it, who is here now, and what may be done with it. */

import {
	Menu as Burger,
	CalendarDays,
	CodeXml,
	Ellipsis,
	Images,
	Lock,
	Pencil,
	Settings,
	TextSearch,
	Trash2,
	UserPlus,
} from "lucide";
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import type { Room } from "../api/types";
import { useApp } from "../app/context";
import { useShowDialog } from "../app/show-dialog";
import { JoinButton } from "../calls/views/join-button";
import { useCallPlace } from "../calls/views/mine";
import { count, listed, shortName, userName } from "../groups/people";
import { RoomApiDialog } from "../platform/lazy";
import { searchAddress } from "../search/address";
import type { ChatEntry, Conversation, State } from "../store/state";
import { Avatar } from "../ui/avatar";
import { IconButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { lazy } from "../ui/lazy";
import { Menu, MenuItem } from "../ui/menu";
import { leadsGroupOf, othersIn, titleOf } from "./select";

const dialogs = () => import("./room-dialogs");
const RenameDialog = lazy<RoomDialogProps>(async () => (await dialogs()).RenameDialog, null);
const DeleteDialog = lazy<RoomDialogProps>(async () => (await dialogs()).DeleteDialog, null);

interface RoomDialogProps {
	room: Room;
	onClose: () => void;
}

interface HeaderProps {
	conversation: Conversation;
	onDrawer: () => void;
}

export function ConversationHeader({ conversation, onDrawer }: HeaderProps) {
	const app = useApp();
	const state = app.state.value;
	// Inside a call the faces are there themselves.
	const inside = useCallPlace() === conversation.id;
	const here = hereIn(state, conversation, app.here.value);
	const about =
		conversation.kind === "room" ? aboutRoom(state, conversation) : aboutChat(state, conversation, here.length > 0);
	return (
		<header class="conversation-head">
			<DrawerButton onDrawer={onDrawer} />
			<div class="conversation-words">
				<h1 class="clip" dir="auto">
					{titleOf(state, conversation)}
				</h1>
				<p class="clip">
					{conversation.kind === "room" && conversation.private && <Icon shape={Lock} size={14} />}
					<span class="clip">{about}</span>
				</p>
			</div>
			{!inside && <HereNow state={state} ids={here} />}
			{conversation.kind === "room" ? <RoomMenu room={conversation} /> : <ChatMenu chatId={conversation.id} />}
			<JoinButton conversation={conversation} />
		</header>
	);
}

export function DrawerButton({ onDrawer }: { onDrawer: () => void }) {
	return (
		<span class="burger">
			<IconButton label="Rooms and people" icon={Burger} onClick={onDrawer} />
		</span>
	);
}

function aboutRoom(state: State, room: Room): string {
	if (room.private) {
		const others = (room.member_ids ?? []).filter((id) => id !== state.me?.id);
		return listed(["You", ...others.map((id) => shortName(state.users.get(id)))], 4);
	}
	const entry = state.groups.get(room.group_id);
	return entry ? `Open to all of ${entry.group.name} · ${count(entry.members.size, "member")}` : "";
}

function aboutChat(state: State, chat: ChatEntry, anyoneHere: boolean): string {
	const others = othersIn(state, chat);
	if (others.length > 1) return `You and ${listed(others.map(userName), 4)}`;
	return anyoneHere ? "Here now" : "Away";
}

/** The others of this conversation who are here now, as far as the watched group tells. */
function hereIn(state: State, conversation: Conversation, here: ReadonlyMap<string, ReadonlySet<string>>): string[] {
	const ids =
		conversation.kind === "chat"
			? conversation.user_ids
			: (conversation.member_ids ?? [...(state.groups.get(conversation.group_id)?.members.keys() ?? [])]);
	const sets = conversation.kind === "chat" ? [...here.values()] : [here.get(conversation.group_id)];
	return ids.filter((id) => id !== state.me?.id && sets.some((set) => set?.has(id)));
}

function HereNow({ state, ids }: { state: State; ids: readonly string[] }) {
	if (ids.length === 0) return null;
	const names = ids.map((id) => userName(state.users.get(id)));
	return (
		<span
			class="here-now"
			role="img"
			aria-label={`Here now: ${listed(names, 6)}`}
			title={`Here now: ${listed(names, 6)}`}
		>
			<span class="avatar-stack">
				{ids.slice(0, 4).map((id, at) => (
					<Avatar key={id} id={id} name={names[at] ?? ""} size={26} />
				))}
			</span>
			{ids.length > 4 && <small>+{ids.length - 4}</small>}
		</span>
	);
}

function FindingItems({ conversationId }: { conversationId: string }) {
	const show = useShowDialog();
	const [, navigate] = useLocation();
	return (
		<>
			<MenuItem icon={TextSearch} onSelect={() => navigate(searchAddress(`in:${conversationId} `))}>
				Search here
			</MenuItem>
			<MenuItem icon={CalendarDays} onSelect={() => show({ name: "day", conversationId })}>
				Go to a day
			</MenuItem>
		</>
	);
}

function ChatMenu({ chatId }: { chatId: string }) {
	const show = useShowDialog();
	return (
		<Menu label="More about this chat" icon={Ellipsis} look="filled">
			<FindingItems conversationId={chatId} />
			<MenuItem icon={Images} onSelect={() => show({ name: "gallery", conversationId: chatId })}>
				Files and pictures
			</MenuItem>
		</Menu>
	);
}

function RoomMenu({ room }: { room: Room }) {
	const show = useShowDialog();
	const [, navigate] = useLocation();
	const [asking, setAsking] = useState<"rename" | "delete" | "api" | null>(null);
	const leads = leadsGroupOf(useApp().state.value, room);
	return (
		<>
			<Menu label="More about this room" icon={Ellipsis} look="filled">
				<MenuItem icon={UserPlus} onSelect={() => show({ name: "invite", groupId: room.group_id })}>
					Invite someone
				</MenuItem>
				<FindingItems conversationId={room.id} />
				<MenuItem icon={Images} onSelect={() => show({ name: "gallery", conversationId: room.id })}>
					Files and pictures
				</MenuItem>
				<MenuItem icon={Settings} onSelect={() => navigate(`/g/${room.group_id}/settings`)}>
					Members and settings
				</MenuItem>
				<MenuItem icon={CodeXml} onSelect={() => setAsking("api")}>
					API of the room
				</MenuItem>
				{leads && (
					<MenuItem icon={Pencil} onSelect={() => setAsking("rename")}>
						Rename the room
					</MenuItem>
				)}
				{leads && (
					<MenuItem icon={Trash2} danger onSelect={() => setAsking("delete")}>
						Delete the room
					</MenuItem>
				)}
			</Menu>
			{asking === "api" && <RoomApiDialog room={room} onClose={() => setAsking(null)} />}
			{asking === "rename" && <RenameDialog room={room} onClose={() => setAsking(null)} />}
			{asking === "delete" && <DeleteDialog room={room} onClose={() => setAsking(null)} />}
		</>
	);
}
