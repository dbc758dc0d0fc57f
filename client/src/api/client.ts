/**
 * One HTTP request to our server: JSON in, JSON out, and only two ways to fail (`ApiError`, `Offline`).
 * Called by app/commands and the engines; the session is a cookie, so no secret passes through here.
 */
import { ApiError, Offline } from "./errors";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Milliseconds until a request without a whole answer counts as offline. */
const TIME_LIMIT = 15_000;

export class ApiClient {
	readonly #fetch: Fetch;
	readonly #timeLimit: number;

	constructor(fetch: Fetch, timeLimit: number = TIME_LIMIT) {
		this.#fetch = fetch;
		this.#timeLimit = timeLimit;
	}

	get<T>(path: string): Promise<T> {
		return this.request<T>("GET", path);
	}

	post<T>(path: string, body: object = {}): Promise<T> {
		return this.request<T>("POST", path, body);
	}

	put<T>(path: string, body: object): Promise<T> {
		return this.request<T>("PUT", path, body);
	}

	patch<T>(path: string, body: object): Promise<T> {
		return this.request<T>("PATCH", path, body);
	}

	delete(path: string, body?: object): Promise<void> {
		return this.request<void>("DELETE", path, body);
	}

	/** From a page that is going: the request outlives it, and nobody hears the answer. */
	postAndGo(path: string, body: object): void {
		const init = { ...this.#init("POST", body), keepalive: true };
		this.#fetch(path, init).catch(() => {});
	}

	/** Resolves with the parsed answer, `undefined` for an empty one (204). */
	async request<T>(method: Method, path: string, body?: object): Promise<T> {
		const aborter = new AbortController();
		const timer = setTimeout(() => aborter.abort(), this.#timeLimit);
		try {
			const response = await this.#send(method, path, body, aborter.signal);
			const text = await reachable(response.text());
			if (!response.ok) throw errorOf(response.status, text, response.headers.get("Retry-After"));
			return (text === "" ? undefined : parsed(text)) as T;
		} finally {
			clearTimeout(timer);
		}
	}

	#send(method: Method, path: string, body: object | undefined, signal: AbortSignal): Promise<Response> {
		return reachable(this.#fetch(path, { ...this.#init(method, body), signal }));
	}

	#init(method: Method, body: object | undefined): RequestInit {
		const headers: Record<string, string> = { Accept: "application/json" };
		if (body) headers["Content-Type"] = "application/json";
		const init: RequestInit = {
			method,
			headers,
			credentials: "same-origin",
			redirect: "error",
			cache: "no-store",
		};
		return body ? { ...init, body: JSON.stringify(body) } : init;
	}
}

/** A path with its parts encoded: path`/api/rooms/${id}`. */
export function path(parts: TemplateStringsArray, ...values: (string | number)[]): string {
	return parts.reduce((whole, part, index) => whole + encodeURIComponent(String(values[index - 1] ?? "")) + part);
}

/** fetch rejects with TypeErrors and AbortErrors whose words differ by browser: for us they all say offline. */
async function reachable<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch {
		throw new Offline();
	}
}

/** A 2xx that is no JSON came from something between us and the server, such as a hotel's sign-in page. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Offline();
	}
}

/** What an answer other than 2xx says; also for requests that another wire carried. */
export function errorOf(status: number, text: string, retryAfter: string | null): ApiError {
	return new ApiError(status, errorBody(text), secondsOf(retryAfter));
}

function errorBody(text: string): object {
	try {
		const body: unknown = JSON.parse(text);
		return typeof body === "object" && body !== null ? body : {};
	} catch {
		return {}; // a proxy's page: its status says enough
	}
}

/** Seconds, from either form of `Retry-After` (RFC 9110 §10.2.3). */
function secondsOf(value: string | null): number | null {
	if (!value) return null;
	const seconds = Number(value);
	if (Number.isFinite(seconds)) return Math.max(0, seconds);
	const date = Date.parse(value);
	return Number.isNaN(date) ? null : Math.max(0, (date - Date.now()) / 1000);
}
