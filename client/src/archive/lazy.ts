/** What is loaded when it is shown. */
import { lazy } from "../ui/lazy";

export const ArchiveSection = lazy<{ groupId?: string | undefined }>(
	async () => (await import("./section")).ArchiveSection,
	null,
);
