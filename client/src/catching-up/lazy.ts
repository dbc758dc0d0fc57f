/** What loads once the page has nothing better to do. */
import { lazy } from "../ui/lazy";

export const CatchingUpNotices = lazy(async () => (await import("./notices")).CatchingUpNotices, null);
