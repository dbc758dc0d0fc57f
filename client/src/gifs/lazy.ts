/** What is loaded when it is opened. */
import { lazy } from "../ui/lazy";

export const GifDialog = lazy(async () => (await import("./gif-picker")).GifDialog, null);
