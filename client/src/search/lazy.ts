/** What loads when it is shown first. */
import { lazy } from "../ui/lazy";

export const SearchPage = lazy(async () => (await import("./page")).SearchPage);
export const DayDialog = lazy(async () => (await import("./day-dialog")).DayDialog, null);

/** A renderer without a browser does this before it begins. */
export async function preloadSearch(): Promise<void> {
	await Promise.all([SearchPage, DayDialog].map(({ preload }) => preload()));
}
