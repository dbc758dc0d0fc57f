/** One request with a body of bytes: what an upload asks of the browser. fetch can't tell how far a body has come. */
import { errorOf } from "../api/client";
import { Offline } from "../api/errors";

export interface UploadRequest {
	readonly method: "POST" | "PATCH" | "HEAD" | "GET" | "DELETE";
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: Blob | FormData;
	/** Bytes of the body that have left this device. */
	readonly onProgress?: (sent: number) => void;
	readonly signal: AbortSignal;
}

export interface UploadAnswer {
	readonly status: number;
	readonly text: string;
	header(name: string): string | null;
}

/** Rejects with `Offline` when no whole answer came, also after an abort. */
export type UploadWire = (request: UploadRequest) => Promise<UploadAnswer>;

/** The JSON of a good answer; throws `ApiError` for another one. */
export function read<T>(answer: UploadAnswer): T {
	good(answer);
	try {
		return JSON.parse(answer.text) as T;
	} catch {
		throw new Offline(); // a proxy's page: our server answers in JSON
	}
}

export function good(answer: UploadAnswer): UploadAnswer {
	if (answer.status >= 200 && answer.status < 300) return answer;
	throw errorOf(answer.status, answer.text, answer.header("Retry-After"));
}

export function browserWire(request: UploadRequest): Promise<UploadAnswer> {
	return new Promise((resolve, reject) => {
		const { signal, onProgress } = request;
		const wire = new XMLHttpRequest();
		const fail = () => reject(new Offline());
		wire.onload = () =>
			resolve({ status: wire.status, text: wire.responseText, header: (name) => wire.getResponseHeader(name) });
		wire.onerror = wire.onabort = wire.ontimeout = fail;
		if (onProgress) wire.upload.onprogress = ({ loaded }) => onProgress(loaded);
		if (signal.aborted) return fail();
		signal.addEventListener("abort", () => wire.abort(), { once: true });
		wire.open(request.method, request.path);
		wire.setRequestHeader("Accept", "application/json");
		for (const [name, value] of Object.entries(request.headers ?? {})) wire.setRequestHeader(name, value);
		wire.send(request.body ?? null);
	});
}
