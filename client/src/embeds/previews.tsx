/** What the links in a message lead to. What draws it loads with the first preview that is seen. */
import type { Message } from "../api/types";
import { lazy } from "../ui/lazy";

const PreviewCards = lazy(async () => (await import("./preview-cards")).PreviewCards, null);

/** A renderer without a browser does this before it begins. */
export const preloadPreviews = PreviewCards.preload;

export function Previews({ message }: { message: Message }) {
	return message.previews?.length ? <PreviewCards message={message} previews={message.previews} /> : null;
}
