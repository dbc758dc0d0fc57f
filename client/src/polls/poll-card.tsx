/** The poll of a message: its options, live, under the question. */
import type { Message } from "../api/types";

export function PollCard({ message }: { message: Message }) {
	return message.poll ? <div class="poll" /> : null;
}
