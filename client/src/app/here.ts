/** The ports of this very page: served by our own server, or exported for another place by `distributed export-site`. */
import { type AppPorts, browserPorts } from "./ports";

export async function portsHere(): Promise<AppPorts> {
	const here = browserPorts();
	const api = document.querySelector<HTMLMetaElement>('meta[name="distributed-api"]')?.content;
	return api ? (await import("../elsewhere/ports")).portsElsewhere(api, here) : here;
}
