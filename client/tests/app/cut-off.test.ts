/** Whose fault it is that the page is cut off, in words. */
import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { cutOff } from "../../src/app/cut-off";
import type { Connection } from "../../src/app/seam";

const page = (connection: Connection, online: boolean) =>
	cutOff({ connection: signal(connection), online: signal(online) });

test("a server that does not answer is said to be away, and only a device without a network to be offline", () => {
	expect(page("offline", true)).toEqual({
		banner: "The server can't be reached. What you send goes out when it is back.",
		pending: "Goes out when the server is back",
		me: "Not connected",
	});
	expect(page("offline", false)?.banner).toMatch(/^You are offline\./);
});

test("where tries go on or succeed nothing is said, whatever the device thinks of its network", () => {
	expect([page("live", false), page("connecting", false), page("live", true)]).toEqual([null, null, null]);
});
