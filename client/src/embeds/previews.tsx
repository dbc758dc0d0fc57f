/** What the links in a message lead to. */
import type { Message } from "../api/types";

export function Previews({ message }: { message: Message }) {
	return message.previews?.length ? <div class="previews" /> : null;
}
