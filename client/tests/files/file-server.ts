/** The server's side of uploads, small: files in one request and tus in pieces; it can hold, cut, refuse and forget. */
import { Offline } from "../../src/api/errors";
import type { File as SentFile } from "../../src/api/types";
import type { UploadAnswer, UploadRequest, UploadWire } from "../../src/files/wire";

type Kept = SentFile & { bytes: Uint8Array };

interface Open {
	name: string;
	length: number;
	bytes: Uint8Array;
	file: Kept | null;
}

export class FakeFileServer {
	readonly files = new Map<string, Kept>();
	readonly open = new Map<string, Open>();
	readonly requests: { method: string; path: string; offset: number | null }[] = [];
	away = false;
	loseLastAnswer = false;
	#held: { request: UploadRequest; go: () => void }[] | null = null;
	#refusals: { status: number; body: string; headers: Record<string, string> }[] = [];
	#cutAt = 0;
	#next = 1;

	readonly wire: UploadWire = async (request) => {
		if (this.away) throw new Offline();
		const offset = request.headers?.["Upload-Offset"];
		this.requests.push({ method: request.method, path: request.path, offset: offset ? Number(offset) : null });
		await this.#turn(request);
		const refusal = this.#refusals.shift();
		if (refusal) return answerOf(refusal.status, refusal.body, refusal.headers);
		return this.#answer(request);
	};

	/** Requests wait until `release`. */
	hold(): void {
		this.#held = [];
	}

	release(): void {
		const held = this.#held ?? [];
		this.#held = null;
		for (const { go } of held) go();
	}

	releaseNewest(): void {
		this.#held?.pop()?.go();
	}

	/** Of the request that waits longest. */
	progress(sent: number): void {
		this.#held?.[0]?.request.onProgress?.(sent);
	}

	refuse(status: number, body: object | string, headers: Record<string, string> = {}): void {
		this.#refusals.push({ status, body: typeof body === "string" ? body : JSON.stringify(body), headers });
	}

	/** The n-th piece is cut half way. */
	cutPatch(number: number): void {
		this.#cutAt = number;
	}

	forgetUploads(): void {
		this.open.clear();
	}

	methods(method: string): number {
		return this.requests.filter((it) => it.method === method).length;
	}

	#turn(request: UploadRequest): Promise<void> {
		const held = this.#held;
		if (!held) return Promise.resolve();
		return new Promise((resolve, reject) => {
			held.push({ request, go: resolve });
			request.signal.addEventListener("abort", () => reject(new Offline()));
		});
	}

	async #answer(request: UploadRequest): Promise<UploadAnswer> {
		const { method, path, headers = {}, body } = request;
		if (path === "/api/files") return this.#whole(body as FormData);
		if (path === "/api/uploads") return this.#create(headers);
		const upload = this.open.get(path.replace(/\/file$/, ""));
		if (!upload) return answerOf(404, "{}");
		if (method === "HEAD") return answerOf(200, "", { "Upload-Offset": String(upload.bytes.length) });
		if (method === "GET") return answerOf(200, fileOf(upload.file));
		if (method === "PATCH") return this.#piece(upload, headers, body as Blob);
		this.open.delete(path);
		return answerOf(204, "");
	}

	async #whole(form: FormData): Promise<UploadAnswer> {
		const file = form.get("file") as File;
		const voice = form.has("waveform") && {
			seconds: Number(form.get("seconds")),
			waveform: JSON.parse(String(form.get("waveform"))) as number[],
		};
		const bytes = new Uint8Array(await file.arrayBuffer());
		return answerOf(201, fileOf({ ...this.#keep(file.name, bytes), ...voice }));
	}

	#create(headers: Readonly<Record<string, string>>): UploadAnswer {
		const name = /filename (\S+?)(,|$)/.exec(headers["Upload-Metadata"] ?? "")?.[1] ?? "";
		const path = `/api/uploads/${this.#next++}`;
		const length = Number(headers["Upload-Length"]);
		const bytes = new Uint8Array();
		this.open.set(path, { name: Buffer.from(name, "base64").toString(), length, bytes, file: null });
		return answerOf(201, "", { Location: path });
	}

	async #piece(upload: Open, headers: Readonly<Record<string, string>>, body: Blob): Promise<UploadAnswer> {
		if (Number(headers["Upload-Offset"]) !== upload.bytes.length) return answerOf(409, "{}");
		const piece = new Uint8Array(await body.arrayBuffer());
		const isCut = this.methods("PATCH") === this.#cutAt;
		upload.bytes = joined(upload.bytes, isCut ? piece.slice(0, piece.length / 2) : piece);
		if (isCut) {
			this.#cutAt = 0;
			throw new Offline();
		}
		const offset = { "Upload-Offset": String(upload.bytes.length) };
		if (upload.bytes.length < upload.length) return answerOf(204, "", offset);
		upload.file = this.#keep(upload.name, upload.bytes);
		if (this.loseLastAnswer) throw new Offline();
		return answerOf(200, fileOf(upload.file), offset);
	}

	#keep(name: string, bytes: Uint8Array): Kept {
		const id = `file-${this.#next++}`;
		const kept = { id, name, type: "application/octet-stream", size: bytes.length, url: `/api/files/${id}`, bytes };
		this.files.set(id, kept);
		return kept;
	}
}

function fileOf(kept: Kept | null): string {
	return JSON.stringify({ file: { ...kept, bytes: undefined } });
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
	const both = new Uint8Array(one.length + other.length);
	both.set(one);
	both.set(other, one.length);
	return both;
}

function answerOf(status: number, text: string, headers: Record<string, string> = {}): UploadAnswer {
	return { status, text, header: (name) => headers[name] ?? null };
}
