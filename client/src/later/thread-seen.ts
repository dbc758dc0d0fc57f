/** Tells the server how far I read a thread, so that catching up does not show it again. */
import { useEffect } from "preact/hooks";
import { useApp } from "../app/context";

/** Milliseconds: replies that come one after the other are told together. */
const AFTER = 1_500;

/** `number`: of the newest reply on screen; 0 for none. What can't be told is told with the next reply, or never. */
export function useThreadSeen(rootId: string, number: number): void {
	const { later } = useApp();
	useEffect(() => {
		if (number === 0) return;
		const tell = () => document.visibilityState === "visible" && void later.sawThread(rootId, number).catch(() => {});
		const timer = setTimeout(tell, AFTER);
		document.addEventListener("visibilitychange", tell);
		return () => {
			clearTimeout(timer);
			document.removeEventListener("visibilitychange", tell);
		};
	}, [later, rootId, number]);
}
