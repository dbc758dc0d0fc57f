import { expect, it } from "vitest";
import { ApiClient } from "../../src/api/client";
import { Offline } from "../../src/api/errors";
import type { UploadAnswer, UploadRequest } from "../../src/files/wire";
import { importsOf } from "../../src/imports/requests";

const answer = (status: number, json: unknown): UploadAnswer => ({
	status,
	text: JSON.stringify(json),
	header: () => null,
});

it("uploads, goes on when the network comes back, and begins with the file", async () => {
	const asked: [string, unknown][] = [];
	const api = new ApiClient(async (url, init) => {
		asked.push([url, JSON.parse(String(init.body))]);
		return new Response(JSON.stringify({ import: { id: "i1", state: "reading" } }), { status: 202 });
	});
	let tries = 0;
	const wire = async (request: UploadRequest) => {
		tries += 1;
		if (tries < 3) throw new Offline();
		request.onProgress?.(3);
		return answer(201, { file: { id: "f1" } });
	};
	const sent: number[] = [];
	const begun = importsOf({ api, uploads: async () => wire, pause: async () => {} }).begin(
		new File(["abc"], "a.zip"),
		null,
		(bytes) => sent.push(bytes),
		new AbortController().signal,
	);
	expect((await begun).id).toBe("i1");
	expect(asked).toEqual([["/api/imports", { file_id: "f1", group_id: null }]]);
	expect([tries, sent]).toEqual([3, [3]]);
});

it("says what the server refuses, without another try", async () => {
	let tries = 0;
	const wire = async () => {
		tries += 1;
		return answer(413, { code: "too_large", message: "A file has at most 5 bytes here." });
	};
	const api = new ApiClient(async () => new Response("{}"));
	const begun = importsOf({ api, uploads: async () => wire }).begin(
		new File(["abc"], "a.zip"),
		"g1",
		() => {},
		new AbortController().signal,
	);
	await expect(begun).rejects.toThrow("at most 5 bytes");
	expect(tries).toBe(1);
});
