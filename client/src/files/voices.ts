/** Which voice note plays after another: the next of the same person, as long as nobody else has spoken. Pure. */
import type { File, Message } from "../api/types";

export interface Voice {
	readonly message: Message;
	readonly file: File;
}

export function nextVoice(messages: readonly Message[], { message, file }: Voice): Voice | null {
	const at = messages.findIndex(({ id }) => id === message.id);
	if (at < 0) return null;
	const rest = voicesOf(messages[at]).filter((it) => indexIn(message, it) > indexIn(message, file));
	if (rest[0]) return { message, file: rest[0] };
	for (const later of messages.slice(at + 1)) {
		if (later.author_id !== message.author_id) return null;
		const [first] = voicesOf(later);
		if (first) return { message: later, file: first };
	}
	return null;
}

function voicesOf(message: Message | undefined): File[] {
	return (message?.files ?? []).filter((file) => file.waveform);
}

function indexIn(message: Message, file: File): number {
	return (message.files ?? []).findIndex(({ id }) => id === file.id);
}
