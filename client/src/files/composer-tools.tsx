/** What a composer has of files: the button that attaches, the voice note, and the whole conversation as a place to drop. */
import type { Post } from "./seam";

export interface ToolProps {
	conversationId: string;
	/** Of the composer of a thread: its first message. */
	threadOf?: string | undefined;
}

export function AttachButton(_: ToolProps) {
	return null;
}

interface VoiceButtonProps extends ToolProps {
	/** Sends a message without text that has this voice note: `app.send(id, "", { file_ids, thread_of, reply_to })`. */
	post: Post;
}

/** Stands inside of `.composer-box`; while it records it covers the box. */
export function VoiceButton(_: VoiceButtonProps) {
	return null;
}

interface DropZoneProps extends ToolProps {
	/** What one drops into, in words: "Living room". */
	title: string;
}

/** Takes what is dropped on, or pasted into, the element that it stands in; that element is positioned. */
export function DropZone(_: DropZoneProps) {
	return null;
}
