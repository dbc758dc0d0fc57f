/** What goes up, above the composer: nothing until there is something, and then its code is loaded. */
import { useApp } from "../app/context";
import { lazy } from "../ui/lazy";
import type { Tray } from "./seam";

const TrayContent = lazy<{ place: string; tray: Tray }>(async () => (await import("./tray-content")).TrayContent, null);

interface UploadTrayProps {
	conversationId: string;
	/** Of the composer of a thread: its first message. */
	threadOf?: string | undefined;
}

export function UploadTray({ conversationId, threadOf }: UploadTrayProps) {
	const place = threadOf ?? conversationId;
	const tray = useApp().files.trays.value.get(place);
	return tray ? <TrayContent place={place} tray={tray} /> : null;
}
