// The service worker: keeps the page itself, so that it opens without a network and shows what its own database has.
// It never touches /api: what is anybody's in particular is in no cache. The build writes the two lines below.
const VERSION = "unbuilt";
const SHELL = ["/"];

const CACHE = `shell-${VERSION}`;
/** Milliseconds until a page that does not come is the kept one. */
const PATIENCE = 4_000;

self.addEventListener("install", (event) => {
	event.waitUntil(
		(async () => {
			const cache = await caches.open(CACHE);
			await cache.addAll(SHELL);
			// The old pages go on with their own files, which have other names and stay in the cache before this one.
			await self.skipWaiting();
		})(),
	);
});

self.addEventListener("activate", (event) => {
	event.waitUntil(
		(async () => {
			const others = (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== CACHE);
			await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
			await self.clients.claim();
		})(),
	);
});

self.addEventListener("fetch", (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== "GET" || origin !== location.origin) return;
	if (pathname.startsWith("/assets/")) event.respondWith(forEver(request));
	else if (request.mode === "navigate" && !ofTheServer(pathname)) event.respondWith(newest(request, "/"));
	else if (SHELL.includes(pathname)) event.respondWith(newest(request, pathname));
});

function ofTheServer(pathname) {
	return /^\/(api|micro|livez|readyz|metrics)(\/|$)/.test(pathname);
}

/** A name with a hash in it: the same name, the same bytes, also those of a page from before an upgrade. */
async function forEver(request) {
	const kept = await caches.match(request, { ignoreVary: true });
	if (kept) return kept;
	const answer = await fetch(request);
	if (answer.ok) (await caches.open(CACHE)).put(request, answer.clone());
	return answer;
}

/** From the server, which may have a newer one; the kept one when it is away, slow, or behind a proxy that says so. */
async function newest(request, path) {
	const cache = await caches.open(CACHE);
	const kept = await cache.match(path, { ignoreVary: true });
	const asked = fetch(request);
	if (!kept) return asked;
	const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
	const answer = await Promise.race([asked.catch(() => undefined), late]);
	return answer && answer.status < 500 ? answer : kept;
}
