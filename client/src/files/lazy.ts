/** What is loaded when it is opened. */
import { lazy } from "../ui/lazy";

export const Lightbox = lazy(async () => (await import("./lightbox")).Lightbox, null);
export const Gallery = lazy(async () => (await import("./gallery")).Gallery, null);
export const DropZone = lazy(async () => (await import("./drop-zone")).DropZone, null);
