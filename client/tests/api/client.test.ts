import { expect, test } from "vitest";
import { ApiClient, path } from "../../src/api/client";
import { ApiError, Offline } from "../../src/api/errors";

/** A client whose every request is answered like this, and what it asked. */
function answering(body: string | null, init: ResponseInit = {}) {
	const asked: { url: string; init: RequestInit }[] = [];
	const client = new ApiClient(async (url, request) => {
		asked.push({ url, init: request });
		return new Response(body, init);
	});
	return { client, asked };
}

async function failure(work: Promise<unknown>): Promise<unknown> {
	return work.then(
		() => null,
		(error: unknown) => error,
	);
}

test("a body goes out as JSON and comes back parsed", async () => {
	const { client, asked } = answering('{"group":{"id":"g"}}', { status: 201 });
	expect(await client.post("/api/groups", { name: "Crew" })).toEqual({ group: { id: "g" } });
	expect(asked[0]?.init).toMatchObject({ method: "POST", body: '{"name":"Crew"}', credentials: "same-origin" });
	expect(asked[0]?.init.headers).toMatchObject({ "Content-Type": "application/json" });
});

test("an empty answer is undefined", async () => {
	const { client, asked } = answering(null, { status: 204 });
	expect(await client.delete("/api/sessions/current")).toBeUndefined();
	expect(asked[0]?.init).not.toHaveProperty("body");
});

test("the last word of a page that goes outlives it, and its failure troubles nobody", async () => {
	const { client, asked } = answering(null, { status: 204 });
	client.postAndGo("/api/conversations/c/call/leave", { id: "p" });
	expect(asked[0]?.init).toMatchObject({ method: "POST", body: '{"id":"p"}', keepalive: true });
	new ApiClient(() => Promise.reject(new TypeError("gone"))).postAndGo("/", {});
	await new Promise((resolve) => setImmediate(resolve));
});

test("a refusal has the server's code, words and field", async () => {
	const body = '{"code":"email_taken","message":"Somebody has this email.","field":"email","request_id":"r1"}';
	const error = await failure(answering(body, { status: 409 }).client.get("/"));
	expect(error).toBeInstanceOf(ApiError);
	expect(error).toMatchObject({
		status: 409,
		code: "email_taken",
		message: "Somebody has this email.",
		field: "email",
		requestId: "r1",
		retryAfter: null,
		isTemporary: false,
	});
});

test("a proxy's page is an error with its status", async () => {
	const error = await failure(answering("<html>Bad gateway</html>", { status: 502 }).client.get("/"));
	expect(error).toMatchObject({ status: 502, code: "http_502", field: null, isTemporary: true });
});

test.each([
	["3", 3],
	["soon", null],
	["-5", 0],
])("Retry-After %j is %j seconds", async (header, seconds) => {
	const error = await failure(answering("{}", { status: 429, headers: { "Retry-After": header } }).client.get("/"));
	expect(error).toMatchObject({ retryAfter: seconds, isTemporary: true });
});

test("Retry-After may be a date", async () => {
	const header = new Date(Date.now() + 60_000).toUTCString();
	const error = await failure(answering("{}", { status: 503, headers: { "Retry-After": header } }).client.get("/"));
	expect((error as ApiError).retryAfter).toBeGreaterThan(55);
	expect((error as ApiError).retryAfter).toBeLessThanOrEqual(60);
});

test("no network, a hotel's sign-in page and an endless wait are all offline", async () => {
	const unreachable = new ApiClient(async () => {
		throw new TypeError("Failed to fetch");
	});
	const endless = new ApiClient(
		(_, { signal }) =>
			new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
		10,
	);
	for (const client of [unreachable, endless, answering("<html>Welcome to the hotel</html>").client]) {
		expect(await failure(client.get("/"))).toBeInstanceOf(Offline);
	}
});

test("what is put into a path stays one part of it", () => {
	expect(path`/api/invites/${"../me?x=1#y"}/accept`).toBe("/api/invites/..%2Fme%3Fx%3D1%23y/accept");
	expect(path`/api/rooms/${"a"}/${2}`).toBe("/api/rooms/a/2");
});
