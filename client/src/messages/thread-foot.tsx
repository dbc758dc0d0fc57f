/** Below a message with a thread: how many replied, who, and when last. It leads there. */
import { Link } from "wouter-preact";
import type { Message, Thread } from "../api/types";
import { useApp } from "../app/context";
import { count, userName } from "../groups/people";
import { Avatar } from "../ui/avatar";
import { ago } from "../ui/time";
import { threadAddress } from "./permalink";

/** How many are kept. */
export function repliesIn({ count: last, first_number: first = 1 }: Thread): string {
	return count(last + 1 - first, "reply", "replies");
}

export function ThreadFoot({ message }: { message: Message }) {
	const { users } = useApp().state.value;
	const { thread } = message;
	if (!thread) return null;
	return (
		<Link href={threadAddress(message.conversation_id, message.id)} class="thread-foot">
			<span class="avatar-stack">
				{thread.user_ids.slice(0, 4).map((id) => (
					<Avatar key={id} id={id} name={userName(users.get(id))} size={22} />
				))}
			</span>
			<b>{repliesIn(thread)}</b>
			<span class="soft clip">{ago(thread.last_at)}</span>
		</Link>
	);
}
