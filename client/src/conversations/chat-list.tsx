/** Direct chats that the list of people does not show: with several, or with somebody of another group. */
import { UsersRound } from "lucide";
import { useApp } from "../app/context";
import { hasDraft } from "../later/draft-mark";
import type { ChatEntry, State } from "../store/state";
import { Avatar } from "../ui/avatar";
import { Icon } from "../ui/icon";
import { PlaceRow } from "./place-row";
import { chatsOf, mentionsIn, othersIn, titleOf, unreadIn } from "./select";

export function ChatList({ groupId, current }: { groupId: string | null; current: string | null }) {
	const state = useApp().state.value;
	const chats = chatsOf(state).filter((chat) => !isShownAsPerson(state, chat, groupId));
	if (chats.length === 0) return null;
	const stop = chats.some(({ id }) => id === current) ? current : chats[0]?.id;
	return (
		<section aria-labelledby="chats-heading">
			<h2 id="chats-heading">Chats</h2>
			<ul role="list">
				{chats.map((chat) => (
					<li key={chat.id}>
						<PlaceRow
							href={`/c/${chat.id}`}
							name={titleOf(state, chat)}
							current={chat.id === current}
							unread={unreadIn(state, chat)}
							mentions={mentionsIn(state, chat)}
							draft={hasDraft(state, chat.id)}
							call={chat.call}
							tabStop={chat.id === stop}
							leading={<ChatFace state={state} chat={chat} />}
						/>
					</li>
				))}
			</ul>
		</section>
	);
}

function isShownAsPerson(state: State, chat: ChatEntry, groupId: string | null): boolean {
	const others = othersIn(state, chat);
	const members = groupId ? state.groups.get(groupId)?.members : undefined;
	return others.length === 1 && members?.has(others[0]?.id ?? "") === true;
}

function ChatFace({ state, chat }: { state: State; chat: ChatEntry }) {
	const others = othersIn(state, chat);
	const only = others.length === 1 ? others[0] : undefined;
	if (only) return <Avatar id={only.id} name={titleOf(state, chat)} deleted={only.kind === "deleted"} />;
	return (
		<span class="row-face">
			<Icon shape={UsersRound} size={16} />
		</span>
	);
}
