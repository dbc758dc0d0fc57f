/** The door in the head of a conversation: starts a call, or joins the one that goes on. */
import { Phone } from "lucide";
import type { Conversation } from "../../store/state";
import { Icon } from "../../ui/icon";
import { useCallPlace } from "./mine";
import { useWalkIn } from "./walk-in";

export function JoinButton({ conversation }: { conversation: Conversation }) {
	const walkIn = useWalkIn();
	if (useCallPlace() === conversation.id) return null;
	const words = conversation.call ? "Join the call" : "Start a call";
	return (
		<button
			type="button"
			class={`icon-button join ${conversation.call ? "live" : "filled"}`}
			aria-label={words}
			title={words}
			onClick={() => walkIn(conversation.id)}
		>
			<Icon shape={Phone} />
		</button>
	);
}
