/** What only somebody in a call needs: loaded with the first call, not with the page. */
import { lazy } from "../../ui/lazy";

const inside = () => import("./inside-call");
const dialogs = () => import("./call-dialogs");

export const Stage = lazy(async () => (await inside()).Stage, null);
export const CallControls = lazy(async () => (await inside()).CallControls, null);
export const CallFoot = lazy(async () => (await inside()).CallFoot, null);
export const Farewell = lazy(async () => (await import("./farewell")).Farewell, null);
export const CallKeeper = lazy(async () => (await inside()).CallKeeper, null);

export const PreviewDialog = lazy(async () => (await dialogs()).PreviewDialog, null);
export const VoiceDialog = lazy(async () => (await dialogs()).VoiceDialog, null);
export const NotJoinedDialog = lazy(async () => (await dialogs()).NotJoinedDialog, null);
export const UnavailableDialog = lazy(async () => (await dialogs()).UnavailableDialog, null);

/** For a renderer without a browser, which can't wait. */
export async function preloadCallViews(): Promise<void> {
	const all = [
		Stage,
		CallControls,
		CallFoot,
		Farewell,
		CallKeeper,
		PreviewDialog,
		VoiceDialog,
		NotJoinedDialog,
		UnavailableDialog,
	];
	await Promise.all(all.map(({ preload }) => preload()));
}
