/** What is loaded when it is opened. */
import type { Room } from "../api/types";
import { lazy } from "../ui/lazy";

export const KeysPage = lazy(async () => (await import("./keys-page")).KeysPage);
export const AuditPage = lazy(async () => (await import("./audit-page")).AuditPage);
export const GroupPlatformPage = lazy(async () => (await import("./group-page")).GroupPlatformPage);
export const RoomApiDialog = lazy<{ room: Room; onClose: () => void }>(
	async () => (await import("./room-api")).RoomApiDialog,
	null,
);

/** For a renderer without a browser. */
export async function preloadPlatform(): Promise<void> {
	await Promise.all([KeysPage, AuditPage, GroupPlatformPage].map(({ preload }) => preload()));
}
