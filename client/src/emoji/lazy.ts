/** What is loaded when it is opened. */
import { lazy } from "../ui/lazy";

export const EmojiSection = lazy(async () => (await import("./section")).EmojiSection);
export const NewEmojiDialog = lazy(async () => (await import("./new-emoji-dialog")).NewEmojiDialog, null);
