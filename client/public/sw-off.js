// Served in place of sw.js with DISTRIBUTED_WORKER=off: takes the service worker off every device that comes by.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
	event.waitUntil(
		(async () => {
			for (const name of await caches.keys()) if (name.startsWith("shell-")) await caches.delete(name);
			await self.registration.unregister();
		})(),
	);
});
