/** The poll of a message, under its question. What draws it loads with the first poll that is seen. */
import type { Message } from "../api/types";
import { lazy } from "../ui/lazy";

const PollView = lazy(async () => (await import("./poll-view")).PollView, null);

/** A renderer without a browser does this before it begins. */
export const preloadPolls = PollView.preload;

export function PollCard({ message }: { message: Message }) {
	return message.poll ? <PollView message={message} poll={message.poll} /> : null;
}
