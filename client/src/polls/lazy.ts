/** What is loaded when it is opened. */
import { lazy } from "../ui/lazy";

export const NewPollDialog = lazy(async () => (await import("./new-poll-dialog")).NewPollDialog, null);
export const VotesDialog = lazy(async () => (await import("./votes-dialog")).VotesDialog, null);
