import { expect, it } from "vitest";
import { platformOf } from "../../src/platform/requests";
import type { Asks } from "../../src/platform/seam";

function asked(answer: object) {
	const calls: unknown[][] = [];
	const note =
		(method: string) =>
		async (...args: unknown[]) => {
			calls.push([method, ...args]);
			return answer as never;
		};
	const asks: Asks = {
		get: note("GET"),
		post: note("POST"),
		patch: note("PATCH"),
		put: note("PUT"),
		delete: note("DELETE"),
	};
	return { platform: platformOf(asks), calls };
}

it("makes things with an id of their own, so that asking again is safe", async () => {
	const { platform, calls } = asked({});
	await platform.makeKey({ name: "Script", scopes: ["messages:read"] });
	await platform.makeBot("g1", { name: "Can", about: "" });
	await platform.makeIncoming("r1", "Timer");
	expect(calls.map(([method, path]) => [method, path])).toEqual([
		["POST", "/api/keys"],
		["POST", "/api/groups/g1/bots"],
		["POST", "/api/conversations/r1/incoming-hooks"],
	]);
	for (const [, , body] of calls) expect(body).toHaveProperty("id", expect.stringMatching(/^[0-9a-f-]{36}$/));
});

it("pages backwards from the last that is shown", async () => {
	const { platform, calls } = asked({ entries: [], deliveries: [], has_older: false });
	await platform.audit();
	await platform.audit("e9");
	await platform.deliveries("h1");
	await platform.deliveries("h1", "d9");
	expect(calls.map(([, path]) => path)).toEqual([
		"/api/audit",
		"/api/audit?before=e9",
		"/api/outgoing-hooks/h1/deliveries",
		"/api/outgoing-hooks/h1/deliveries?before=d9",
	]);
});

it("renews a secret with the seconds that the old one still has", async () => {
	const { platform, calls } = asked({ secret: "dk_x" });
	await platform.renewSecret("k1", 0);
	expect(calls).toEqual([["POST", "/api/keys/k1/secrets", { old_ends_in: 0 }]]);
});
