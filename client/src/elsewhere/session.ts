/**
 * Who is signed in, on a page whose API is on another origin: browsers send no cookie there, so the page keeps a bearer
 * token. It lies in localStorage, since it must outlive the tab as a cookie would; what could steal it there is a script
 * of somebody else's, and the page's policy lets none in.
 */
import type { Fetch } from "../api/client";

export interface TokenShelf {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
	removeItem(key: string): void;
}

/** Addresses whose answer signs somebody in: it holds a token for pages that get no cookie. */
const SIGNS_IN = new Set(["/api/users", "/api/sessions", "/api/password-resets/confirm"]);
const SIGNS_OUT = "/api/sessions/current";

export class KeptSession {
	readonly #shelf: () => TokenShelf;
	readonly #key: string;
	/** Where nothing may be kept, for as long as the page. */
	#here: string | null = null;
	onEnd: () => void = () => {};

	/** `origin`: of the API; two servers' tokens never meet. */
	constructor(origin: string, shelf: () => TokenShelf) {
		this.#key = `distributed:token:${origin}`;
		this.#shelf = shelf;
	}

	/** Asked each time: another tab may have signed in or out. */
	get token(): string | null {
		try {
			return this.#shelf().getItem(this.#key);
		} catch {
			return this.#here;
		}
	}

	set token(token: string | null) {
		this.#here = token;
		if (token === null) this.onEnd();
		try {
			if (token === null) this.#shelf().removeItem(this.#key);
			else this.#shelf().setItem(this.#key, token);
		} catch {
			// Blocked: signed in as long as the page.
		}
	}
}

/** Requests to the API at `origin`, as the one who is signed in. */
export function fetchElsewhere(origin: string, session: KeptSession, fetch: Fetch): Fetch {
	return async (path, init) => {
		const headers = new Headers(init.headers);
		const { token } = session;
		if (token !== null) headers.set("Authorization", `Bearer ${token}`);
		const answer = await fetch(origin + path, { ...init, headers, credentials: "omit" });
		if (init.method === "POST" && answer.ok && SIGNS_IN.has(path)) session.token = await tokenIn(answer.clone());
		// A session that another tab has begun meanwhile is not ended by the end of this one.
		else if (endsSession(init.method, path, answer) && session.token === token) session.token = null;
		return answer;
	};
}

function endsSession(method: string | undefined, path: string, answer: Response): boolean {
	return answer.status === 401 || (method === "DELETE" && path === SIGNS_OUT && answer.ok);
}

async function tokenIn(answer: Response): Promise<string | null> {
	const body: unknown = await answer.json().catch(() => null);
	const token = typeof body === "object" && body !== null && "token" in body ? body.token : null;
	return typeof token === "string" ? token : null;
}
