/** What goes up, above the composer. */
interface UploadTrayProps {
	conversationId: string;
	/** Of the composer of a thread: its first message. */
	threadOf?: string | undefined;
}

export function UploadTray(_: UploadTrayProps) {
	return null;
}
