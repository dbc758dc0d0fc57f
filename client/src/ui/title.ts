/** The title of the tab. Before it stand the number of unread messages, and a dot while I am in a call. */
import { useEffect } from "preact/hooks";

const NAME = "Distributed";

export function useTitle(title: string, unread = 0, inCall = false): void {
	useEffect(() => {
		const words = title === "" || title === NAME ? NAME : `${title} · ${NAME}`;
		const number = unread > 0 ? `(${unread > 99 ? "99+" : unread}) ` : "";
		document.title = `${inCall ? "● " : ""}${number}${words}`;
	}, [title, unread, inCall]);
}
