/** How long a call has been going on, as a clock that counts. */
import { useEffect, useState } from "preact/hooks";

/** "0:07", "24:10", "1:02:03". A clock of the server that is ahead of mine never shows less than nothing. */
export function elapsed(startedAt: string, now: number): string {
	const seconds = Math.max(0, Math.floor((now - Date.parse(startedAt)) / 1000));
	const two = (part: number) => String(part).padStart(2, "0");
	const hours = Math.floor(seconds / 3600);
	const minutes = Math.floor(seconds / 60) % 60;
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Draws its component again every second. */
export function Elapsed({ since }: { since: string }) {
	const [, redraw] = useState(0);
	useEffect(() => {
		const ticking = setInterval(() => redraw((count) => count + 1), 1000);
		return () => clearInterval(ticking);
	}, []);
	return elapsed(since, Date.now());
}
