/** Going to a message from wherever one is: in the list on screen when it belongs there, else by its address. */
import { useLocation } from "wouter-preact";
import type { Message } from "../api/types";
import { useApp } from "../app/context";
import { addressOf, threadAddress } from "./permalink";

export function useGoTo(): (message: Message, path?: string) => void {
	const app = useApp();
	const [here, navigate] = useLocation();
	return (message, path = here) => {
		const { conversation_id, number, thread_of } = message;
		const failed = () => navigate(addressOf(message));
		const isHere = path === `/c/${conversation_id}` || path.startsWith(`/c/${conversation_id}/`);
		if (!thread_of && isHere) void app.messages.goTo(conversation_id, number).catch(failed);
		else if (thread_of && path.startsWith(threadAddress(conversation_id, thread_of)))
			void app.messages.goToReply(conversation_id, thread_of, number).catch(failed);
		else navigate(addressOf(message));
	};
}
