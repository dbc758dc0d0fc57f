/** What hangs on a message: pictures, voice notes, films, documents. */
import type { Message } from "../api/types";

interface AttachmentsProps {
	message: Message;
}

/** Stands beside the bubble of the text, not inside of it. Nothing when there are no files. */
export function Attachments({ message }: AttachmentsProps) {
	return message.files && message.files.length > 0 ? <div class="attachments" /> : null;
}
