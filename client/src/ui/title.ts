/** The title of the tab. A number of unread messages stands before it, put there by the shell. */
import { useEffect } from "preact/hooks";

const NAME = "Distributed";

export function useTitle(title: string, unread = 0): void {
	useEffect(() => {
		const words = title === "" || title === NAME ? NAME : `${title} · ${NAME}`;
		document.title = unread > 0 ? `(${unread > 99 ? "99+" : unread}) ${words}` : words;
	}, [title, unread]);
}
