/** The two ways in which a command fails; nothing else leaves the API client. */
import type { ErrorBody } from "./types";

/** The server answered no. `code` is stable, `message` can be shown, `field` names the input it is about. */
export class ApiError extends Error {
	override readonly name = "ApiError";
	readonly status: number;
	readonly code: string;
	readonly field: string | null;
	readonly requestId: string | null;
	/** Seconds to wait before trying again, when the server said so. */
	readonly retryAfter: number | null;

	constructor(status: number, body: Partial<ErrorBody>, retryAfter: number | null = null) {
		super(body.message ?? "Something went wrong. Try again in a moment.");
		this.status = status;
		this.code = body.code ?? `http_${status}`;
		this.field = body.field ?? null;
		this.requestId = body.request_id ?? null;
		this.retryAfter = retryAfter;
	}

	/** True when the same request may succeed later: the server is busy, away or unsure. */
	get isTemporary(): boolean {
		return this.status === 429 || this.status === 408 || this.status >= 500;
	}
}

/** No answer came: no network, no server, or none within the time limit. The request may have been done. */
export class Offline extends Error {
	override readonly name = "Offline";

	constructor() {
		super("The server cannot be reached.");
	}
}
