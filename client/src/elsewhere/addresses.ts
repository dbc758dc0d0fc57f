/**
 * Pictures and files of an API on another origin, where the browser sends nobody's name with an `<img>`. Small pictures
 * are fetched with the token and shown as blobs: one request each, and no address that a right hangs on. Whole files,
 * which may be films of an hour, get a link: five minutes, one file, one session.
 */
import { type ApiClient, type Fetch, path } from "../api/client";
import { Offline } from "../api/errors";
import type { LinkAnswer } from "../api/types";
import type { Addresses } from "../app/seam";

const BLOBS = 400;
/** Milliseconds before its end at which a link is no longer handed out. */
const MARGIN = 60_000;
/** Milliseconds in which a second failure of the same film is the film's own. */
const NEW = 30_000;

const WHOLE = /^\/api\/files\/([^/]+)\/(?!thumbnail$)[^/]+$/;

interface Link {
	readonly url: string;
	readonly madeAt: number;
	readonly endsAt: number;
}

export interface AddressPorts {
	readonly api: ApiClient;
	/** With the token. */
	readonly fetch: Fetch;
	readonly now: () => number;
	/** Leads the page to an address that answers with something to save. */
	readonly goTo: (url: string) => void;
}

export class AddressesElsewhere implements Addresses {
	readonly #ports: AddressPorts;
	/** The longest unused first. */
	readonly #blobs = new Map<string, string>();
	readonly #links = new Map<string, Link>();
	readonly #coming = new Map<string, Promise<string>>();

	constructor(ports: AddressPorts) {
		this.#ports = ports;
	}

	known(path: string): string | undefined {
		const link = this.#links.get(path);
		if (link) return link.endsAt - MARGIN > this.#ports.now() ? link.url : undefined;
		return this.#blobs.get(path);
	}

	find(path: string): Promise<string> {
		const known = this.known(path);
		if (known !== undefined) return Promise.resolve(known);
		const coming = this.#coming.get(path) ?? this.#find(path).finally(() => this.#coming.delete(path));
		this.#coming.set(path, coming);
		return coming;
	}

	renew(path: string, film: HTMLMediaElement): boolean {
		const link = this.#links.get(path);
		if (!link || this.#ports.now() - link.madeAt < NEW) return false;
		const { currentTime, paused } = film;
		this.#links.delete(path);
		this.find(path)
			.then(async (url) => {
				film.src = url;
				film.currentTime = currentTime;
				if (!paused) await film.play();
			})
			.catch(() => {});
		return true;
	}

	async save(path: string): Promise<void> {
		this.#ports.goTo(`${await this.find(path)}&save=true`);
	}

	/** Somebody else may sign in: nothing of what was seen stays. */
	forget(): void {
		for (const url of this.#blobs.values()) URL.revokeObjectURL(url);
		this.#blobs.clear();
		this.#links.clear();
	}

	#find(address: string): Promise<string> {
		const fileId = WHOLE.exec(address)?.[1];
		return fileId ? this.#link(address, fileId) : this.#blob(address);
	}

	async #link(address: string, fileId: string): Promise<string> {
		const { url, expires_in } = await this.#ports.api.post<LinkAnswer>(path`/api/files/${fileId}/link`);
		const madeAt = this.#ports.now();
		this.#links.set(address, { url, madeAt, endsAt: madeAt + expires_in * 1_000 });
		return url;
	}

	async #blob(address: string): Promise<string> {
		const answer = await this.#ports.fetch(address, { method: "GET" });
		if (!answer.ok) throw new Offline();
		const url = URL.createObjectURL(await answer.blob());
		this.#blobs.set(address, url);
		for (const [oldest, its] of this.#blobs) {
			if (this.#blobs.size <= BLOBS) break;
			this.#blobs.delete(oldest);
			URL.revokeObjectURL(its);
		}
		return url;
	}
}
