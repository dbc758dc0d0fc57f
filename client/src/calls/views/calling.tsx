/** Somebody is in the call of a direct chat and I am not: said above every page, since a chat has no other bell. */
import { useSignal } from "@preact/signals";
import { DoorOpen, PhoneCall, X } from "lucide";
import { useApp } from "../../app/context";
import { listed, shortName } from "../../groups/people";
import type { State } from "../../store/state";
import { Button, IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { useWalkIn } from "./walk-in";

export interface Calling {
	callId: string;
	conversationId: string;
	/** "Ann is calling", "Ann and Bob are in your chat". */
	words: string;
}

/** The newest call of my chats that I am not in, on this device or another. */
export function callingMe({ conversations, users, me }: State): Calling | null {
	const [newest] = [...conversations.values()]
		.flatMap(({ kind, call }) => (kind === "chat" && call ? [call] : []))
		.filter(({ participants }) => !participants.some(({ user_id }) => user_id === me?.id))
		.sort((a, b) => b.started_at.localeCompare(a.started_at));
	if (!newest) return null;
	const names = newest.participants.map(({ user_id }) => shortName(users.get(user_id)));
	const words = names.length === 1 ? `${names[0]} is calling` : `${listed(names)} are in your chat`;
	return { callId: newest.id, conversationId: newest.conversation_id, words };
}

/** `here`: the conversation that is open, which shows its call itself. */
export function CallingBanner({ here }: { here: string | null }) {
	const calling = callingMe(useApp().state.value);
	const walkIn = useWalkIn();
	const refused = useSignal("");
	if (!calling || calling.conversationId === here || calling.callId === refused.value) return null;
	return (
		<p class="banner calling">
			<Icon shape={PhoneCall} size={18} />
			<span>{calling.words}.</span>
			<Button look="live" icon={DoorOpen} onClick={() => walkIn(calling.conversationId)}>
				Join
			</Button>
			<IconButton
				label="Not now"
				icon={X}
				onClick={() => {
					refused.value = calling.callId;
				}}
			/>
		</p>
	);
}
