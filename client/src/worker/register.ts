/** Starts the service worker (public/sw.js), on pages from https or from this machine: elsewhere browsers have none. */

const WORKER = "/sw.js";

interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL(url: string): string },
	): { createScriptURL(url: string): unknown };
}

/** The page's policy asks that such an address is vouched for; this is the one that is. */
function vouchedFor(): string {
	const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
	const only = (url: string) => {
		if (url !== WORKER) throw new TypeError("No other worker is ours.");
		return url;
	};
	return (trustedTypes?.createPolicy("worker", { createScriptURL: only }).createScriptURL(WORKER) ?? WORKER) as string;
}

export function register(): void {
	navigator.serviceWorker?.register(vouchedFor()).catch(() => {
		// Blocked, in a private window or by choice: the page works without it.
	});
}
