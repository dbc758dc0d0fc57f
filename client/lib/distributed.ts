/** `Distributed`: every route as a typed request, and the streams as something to loop over. */
import { ApiClient, type Fetch, type Method, path as written } from "../src/api/client";
import { ApiError, Offline } from "../src/api/errors";
import type { paths, File as SentFile } from "../src/api/types";
import { newId } from "../src/lib/ids";
import { Naps, realTimers, type Timers } from "../src/lib/timers";
import type { Wire, WireEvents } from "../src/streams/socket";
import { wireOf } from "../src/streams/wire";
import { CREATIONS } from "./creations";
import { Following } from "./following";
import { emptyPosition, type Item, type Position } from "./items";
import type { Answer, Arguments, PathOf, Verb } from "./typed";

export interface Options {
	/** Another than the global one. */
	fetch?: Fetch;
	/** Another than the global one, which Node has from 22 on. */
	WebSocket?: new (
		url: string,
	) => WebSocket;
	timers?: Timers;
}

interface Parts {
	path?: object | undefined;
	query?: object | undefined;
	body?: object | undefined;
}

/** With their pauses at least ten seconds, so that a server that is started anew is waited for. */
const TRIES = 9;
/** Milliseconds between two of them at most. */
const LONGEST_PAUSE = 5_000;
/** Seconds: a server that says more is not waited for. */
const LONGEST_WAIT = 10;
const VERSION = "0.1.0";

export class Distributed {
	readonly #origin: string;
	readonly #token: string;
	readonly #options: Options;
	readonly #fetch: Fetch;
	readonly #api: ApiClient;
	readonly #timers: Timers;
	readonly #naps: Naps;

	/** `url`: where the server is reached. `token`: an API key (`dk_…`) or a session's. */
	constructor(url: string, token: string, options: Options = {}) {
		this.#origin = new URL(url).origin;
		this.#token = token;
		this.#options = options;
		const { fetch: plain = (address, init) => fetch(address, init) } = options;
		this.#fetch = (path, init) => {
			const headers = new Headers(init.headers);
			headers.set("Authorization", `Bearer ${token}`);
			return plain(this.#origin + path, { ...init, headers, credentials: "omit", redirect: "error" });
		};
		this.#api = new ApiClient(this.#fetch);
		this.#timers = options.timers ?? realTimers();
		this.#naps = new Naps(this.#timers);
	}

	get<P extends PathOf<"get">>(path: P, ...given: Arguments<P, "get">): Promise<Answer<P, "get">> {
		return this.#ask("get", path, given[0]);
	}

	/** Gives what is created an `id`, where you don't: that makes it safe to ask again. */
	post<P extends PathOf<"post">>(path: P, ...given: Arguments<P, "post">): Promise<Answer<P, "post">> {
		return this.#ask("post", path, given[0]);
	}

	put<P extends PathOf<"put">>(path: P, ...given: Arguments<P, "put">): Promise<Answer<P, "put">> {
		return this.#ask("put", path, given[0]);
	}

	patch<P extends PathOf<"patch">>(path: P, ...given: Arguments<P, "patch">): Promise<Answer<P, "patch">> {
		return this.#ask("patch", path, given[0]);
	}

	delete<P extends PathOf<"delete">>(path: P, ...given: Arguments<P, "delete">): Promise<Answer<P, "delete">> {
		return this.#ask("delete", path, given[0]);
	}

	/** A file, ready for a message: `file_ids` of `POST /api/conversations/{conversation_id}/messages`. */
	async upload(file: Blob, name: string): Promise<SentFile> {
		const body = new FormData();
		body.append("file", file, name);
		const answer = await this.raw("/api/files", { method: "POST", body });
		return ((await answer.json()) as { file: SentFile }).file;
	}

	/** A path that an answer named, such as a file's `url`. Throws `ApiError` for what is not 2xx. */
	async raw(path: string, init: RequestInit = {}): Promise<Response> {
		const answer = await this.#fetch(path, init).catch(() => {
			throw new Offline();
		});
		if (!answer.ok) throw new ApiError(answer.status, await answer.json().catch(() => ({})));
		return answer;
	}

	/**
	 * Everything that happens, for as long as you loop: in the order of each stream, without holes and without repeats,
	 * over every break of the connection. `position` is moved with each item that is handed out. Throws `StreamRefused`.
	 */
	async *stream(position: Position = emptyPosition(), signal?: AbortSignal): AsyncGenerator<Item, void, void> {
		const following = new Following(position, {
			connect: (events) => this.#connect(events),
			timers: this.#timers,
			token: this.#token,
			version: VERSION,
			stillStands: () => this.#stillStands(),
		});
		const stop = () => following.stop();
		signal?.addEventListener("abort", stop, { once: true });
		if (signal?.aborted) return;
		following.start();
		try {
			for (let item = await following.next(); item; item = await following.next()) yield item;
		} finally {
			signal?.removeEventListener("abort", stop);
			stop();
		}
	}

	async #ask<P extends keyof paths, V extends Verb>(verb: V, path: P, parts: Parts = {}): Promise<Answer<P, V>> {
		const creates = verb === "post" && CREATIONS.has(path);
		const body = creates ? { id: newId(), ...parts.body } : parts.body;
		const safe = verb !== "post" || (body !== undefined && "id" in body);
		const address = addressOf(path, parts);
		for (let attempt = 1; ; attempt += 1) {
			try {
				return await this.#api.request<Answer<P, V>>(verb.toUpperCase() as Method, address, body);
			} catch (error) {
				const wait = waitAfter(error, safe, () => this.#pause(attempt));
				if (attempt === TRIES || wait === null) throw error;
				await this.#naps.sleep(wait);
			}
		}
	}

	/** At least half of what it may be, so that chance does not use up all tries at once. */
	#pause(attempt: number): number {
		const longest = Math.min(LONGEST_PAUSE, 200 * 2 ** (attempt - 1));
		return (longest * (1 + this.#timers.random())) / 2;
	}

	async #stillStands(): Promise<boolean> {
		try {
			await this.#api.get("/api/me");
			return true;
		} catch (error) {
			return !(error instanceof ApiError && error.status === 401);
		}
	}

	#connect(events: WireEvents): Wire {
		const Socket = this.#options.WebSocket ?? globalThis.WebSocket;
		const socket = new Socket(`${this.#origin.replace(/^http/, "ws")}/api/stream`);
		const wire = wireOf(socket, events);
		// A close should follow; where it does not, this is one. Of two, the second finds nobody.
		socket.onerror = () => events.closed(1006);
		return wire;
	}
}

function addressOf(path: string, { path: inPath = {}, query = {} }: Parts): string {
	const values = new Map(Object.entries(inPath));
	const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = values.get(name);
		if (value === undefined) throw new TypeError(`${path} needs ${name}.`);
		return written`${String(value)}`;
	});
	const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
	const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]));
	return asked.length > 0 ? `${filled}?${search}` : filled;
}

/** Milliseconds until it is worth trying again; null when it is not, or might do it twice. */
function waitAfter(error: unknown, safe: boolean, pause: () => number): number | null {
	if (error instanceof Offline) return safe ? pause() : null;
	if (!(error instanceof ApiError)) return null;
	const told = error.retryAfter;
	if (error.status === 503) return told !== null && told <= LONGEST_WAIT ? told * 1_000 : pause();
	return error.status === 429 && told !== null && told <= LONGEST_WAIT ? told * 1_000 : null;
}
