/** What loads when it is shown first. */
import { lazy } from "../ui/lazy";

const whenDialogs = () => import("./when-dialog");

export const RemindDialog = lazy(async () => (await whenDialogs()).RemindDialog, null);
export const ScheduleDialog = lazy(async () => (await whenDialogs()).ScheduleDialog, null);
export const RescheduleDialog = lazy(async () => (await whenDialogs()).RescheduleDialog, null);
export const SavedPage = lazy(async () => (await import("./saved-page")).SavedPage);
export const ScheduledPage = lazy(async () => (await import("./scheduled-page")).ScheduledPage);
export const CatchUpPage = lazy(async () => (await import("../catching-up/page")).CatchUpPage);

/** A renderer without a browser does this before it begins. */
export async function preloadLater(): Promise<void> {
	const all = [RemindDialog, ScheduleDialog, RescheduleDialog, SavedPage, ScheduledPage, CatchUpPage];
	await Promise.all(all.map(({ preload }) => preload()));
}
