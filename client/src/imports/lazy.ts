/** What is loaded when it is opened. */
import { lazy } from "../ui/lazy";

export const ImportPage = lazy(async () => (await import("./page")).ImportPage);
