/**
 * The upload engine: several files at once, each until it is up, refused or removed. Holds messages back until their
 * files are there. Without DOM; `files/files.ts` makes it when the first file is chosen.
 */
import { ApiError } from "../api/errors";
import type { File as SentFile } from "../api/types";
import { newId } from "../lib/ids";
import { backOff, type Timers } from "../lib/timers";
import { isSignedOut, isTemporary } from "../streams/failure";
import type { Chosen, Held, Outgoing, Place, Tray, Upload } from "./seam";
import { send } from "./sending";
import type { UploadWire } from "./wire";
import { sizeInWords } from "./words";

export interface UploadPorts {
	wire: UploadWire;
	timers: Timers;
	/** Bytes of the largest file that the server takes. */
	largest(): number;
	/** DELETE /api/files/{id} of a file that is in no message. Its failure matters to nobody: the server sweeps. */
	forget(fileId: string): Promise<unknown>;
	/** An address under which the page can show it; null for what is no picture. */
	picture(blob: Blob): string | null;
	release(picture: string): void;
	onChange(trays: ReadonlyMap<Place, Tray>): void;
}

/** Files that one message can carry. */
export const MOST_FILES = 20;
const AT_ONCE = 3;
/** Milliseconds without a byte moving after which a request counts as lost; a server that draws a picture is silent, too. */
const QUIET = 60_000;

interface Item {
	readonly place: Place;
	readonly chosen: Chosen;
	upload: Upload;
	/** Of the held message that it belongs to. */
	heldId: string | null;
	readonly resume: { path: string | null };
	attempts: number;
	/** Bytes that were sent when it paused last: whoever gets further waits less. */
	reached: number;
	/** Ends the request or the wait that is under way. */
	stop: () => void;
}

interface HeldMessage {
	readonly id: string;
	readonly place: Place;
	readonly outgoing: Outgoing;
}

export class Uploads {
	readonly #ports: UploadPorts;
	readonly #items = new Map<string, Item>();
	readonly #held = new Map<string, HeldMessage>();
	readonly #refused = new Map<Place, string>();

	constructor(ports: UploadPorts) {
		this.#ports = ports;
	}

	get isEmpty(): boolean {
		return this.#items.size === 0;
	}

	add(place: Place, chosen: readonly Chosen[]): void {
		const room = MOST_FILES - this.#itemsOf(place, null).length;
		const largest = this.#ports.largest();
		const fitting = chosen.filter(({ blob }) => blob.size > 0 && blob.size <= largest);
		this.#refuse(place, refusalOf(chosen, { largest, tooMany: fitting.length > room }));
		for (const one of fitting.slice(0, room)) this.#take(place, one, null);
		this.#pump();
	}

	remove(id: string): void {
		const item = this.#items.get(id);
		if (!item) return;
		this.#drop(item);
		const held = item.heldId === null ? undefined : this.#held.get(item.heldId);
		if (held && this.#itemsOf(held.place, held.id).length === 0) this.takeBack(held.id);
		this.#postHeld();
		this.#pump();
	}

	retry(id: string): void {
		const item = this.#items.get(id);
		if (item?.upload.state !== "failed") return;
		item.attempts = 0;
		this.#show(item, { state: "waiting", error: null });
		this.#pump();
	}

	send(place: Place, outgoing: Outgoing): void {
		const items = this.#itemsOf(place, null);
		this.#refused.delete(place);
		// A text alone need not wait for the files of the message before it.
		if (items.length === 0) outgoing.post([]);
		else this.#hold({ id: newId(), place, outgoing }, items);
	}

	/** Returns why it can't be sent, or null. */
	sendOne(place: Place, chosen: Chosen, outgoing: Outgoing): void {
		const refusal = refusalOf([chosen], { largest: this.#ports.largest(), tooMany: false });
		if (refusal) {
			this.#refuse(place, refusal);
			return;
		}
		const id = newId();
		this.#hold({ id, place, outgoing }, [this.#take(place, chosen, id)]);
		this.#pump();
	}

	takeBack(heldId: string): void {
		const held = this.#held.get(heldId);
		if (!held) return;
		this.#held.delete(heldId);
		for (const item of this.#itemsOf(held.place, heldId)) item.heldId = null;
		this.#changed();
		held.outgoing.takeBack?.(held.outgoing.text);
	}

	dismissRefusal(place: Place): void {
		this.#refuse(place, null);
	}

	/** The server can be reached again: what paused goes on now. */
	wake(): void {
		for (const item of this.#items.values()) {
			if (item.upload.state !== "paused") continue;
			item.stop();
			this.#show(item, { state: "waiting" });
		}
		this.#pump();
	}

	/** Signed out: nothing stays. */
	clear(): void {
		this.#held.clear();
		this.#refused.clear();
		for (const item of this.#items.values()) {
			item.stop();
			this.#release(item);
		}
		this.#items.clear();
		this.#changed();
	}

	#take(place: Place, chosen: Chosen, heldId: string | null): Item {
		const { name, blob, voice } = chosen;
		const upload: Upload = {
			id: newId(),
			name,
			type: blob.type,
			size: blob.size,
			sent: 0,
			state: "waiting",
			again: false,
			error: null,
			picture: this.#ports.picture(blob),
			seconds: voice?.seconds ?? null,
			file: null,
		};
		const item: Item = {
			place,
			chosen,
			upload,
			heldId,
			resume: { path: null },
			attempts: 0,
			reached: 0,
			stop: () => {},
		};
		this.#items.set(upload.id, item);
		return item;
	}

	#hold(held: HeldMessage, items: readonly Item[]): void {
		for (const item of items) item.heldId = held.id;
		this.#held.set(held.id, held);
		this.#postHeld();
		this.#changed();
	}

	/** Messages whose files are all there go out, each place's in order; one with a refused file lets others pass. */
	#postHeld(): void {
		const waiting = new Set<Place>();
		for (const { id, place, outgoing } of [...this.#held.values()]) {
			const items = this.#itemsOf(place, id);
			const isUp = items.every(({ upload }) => upload.state === "done");
			if (isUp && !waiting.has(place)) {
				this.#held.delete(id);
				for (const item of items) this.#forget(item);
				outgoing.post(items.flatMap(({ upload }) => upload.file ?? []));
			} else if (!items.some(({ upload }) => upload.state === "failed")) {
				waiting.add(place);
			}
		}
		this.#changed();
	}

	#pump(): void {
		const all = [...this.#items.values()];
		const free = AT_ONCE - all.filter(({ upload }) => upload.state === "sending").length;
		const next = all.filter(({ upload }) => upload.state === "waiting").slice(0, Math.max(0, free));
		for (const item of next) void this.#run(item);
		this.#changed();
	}

	async #run(item: Item): Promise<void> {
		this.#show(item, { state: "sending", again: item.attempts > 0 });
		try {
			const file = await this.#transfer(item);
			if (!this.#has(item)) return void this.#ports.forget(file.id).catch(() => {});
			this.#show(item, { state: "done", sent: item.upload.size, file });
			this.#postHeld();
		} catch (error) {
			if (this.#has(item)) this.#failed(item, error);
		}
		this.#pump();
	}

	async #transfer(item: Item): Promise<SentFile> {
		const aborter = new AbortController();
		let cancel = () => {};
		const listen = () => {
			cancel();
			cancel = this.#ports.timers.after(QUIET, () => aborter.abort());
		};
		item.stop = () => aborter.abort();
		try {
			await readable(item.chosen.blob);
			listen();
			return await send({
				wire: this.#ports.wire,
				chosen: item.chosen,
				resume: item.resume,
				signal: aborter.signal,
				onProgress: (sent) => {
					listen();
					this.#progressed(item, sent);
				},
			});
		} finally {
			cancel();
		}
	}

	#progressed(item: Item, sent: number): void {
		if (!this.#has(item)) return;
		this.#show(item, { sent, again: item.upload.again && sent <= item.reached });
		this.#changed();
	}

	#failed(item: Item, error: unknown): void {
		if (!isTemporary(error) && !isSignedOut(error)) {
			this.#show(item, { state: "failed", sent: 0, error: wordsOf(error, this.#ports.largest()) });
			// The messages behind this one need not wait for it.
			this.#postHeld();
			return;
		}
		const sent = item.resume.path ? item.upload.sent : 0;
		if (sent > item.reached) item.attempts = 0;
		item.reached = sent;
		const told = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
		const delay = told + backOff(item.attempts, this.#ports.timers, 1_000);
		item.attempts += 1;
		this.#show(item, { state: "paused", sent });
		item.stop = this.#ports.timers.after(delay, () => {
			this.#show(item, { state: "waiting" });
			this.#pump();
		});
	}

	#has(item: Item): boolean {
		return this.#items.get(item.upload.id) === item;
	}

	#drop(item: Item): void {
		this.#forget(item);
		item.stop();
		const { file } = item.upload;
		if (file) this.#ports.forget(file.id).catch(() => {});
		else if (item.resume.path) this.#terminate(item.resume.path);
	}

	/** What the server has of an unfinished one is deleted there; it would sweep it by itself, later. */
	#terminate(path: string): void {
		const { signal } = new AbortController();
		const headers = { "Tus-Resumable": "1.0.0" };
		this.#ports.wire({ method: "DELETE", path, headers, signal }).catch(() => {});
	}

	#forget(item: Item): void {
		this.#items.delete(item.upload.id);
		this.#release(item);
	}

	#release({ upload }: Item): void {
		if (upload.picture) this.#ports.release(upload.picture);
	}

	#itemsOf(place: Place, heldId: string | null): Item[] {
		return [...this.#items.values()].filter((item) => item.place === place && item.heldId === heldId);
	}

	#refuse(place: Place, words: string | null): void {
		if (words === null) this.#refused.delete(place);
		else this.#refused.set(place, words);
		this.#changed();
	}

	#show(item: Item, change: Partial<Upload>): void {
		item.upload = { ...item.upload, ...change };
	}

	#changed(): void {
		const places = new Set([...this.#items.values()].map(({ place }) => place).concat([...this.#refused.keys()]));
		this.#ports.onChange(new Map([...places].map((place) => [place, this.#trayOf(place)])));
	}

	#trayOf(place: Place): Tray {
		const uploadsOf = (heldId: string | null) => this.#itemsOf(place, heldId).map(({ upload }) => upload);
		const held: Held[] = [...this.#held.values()]
			.filter((it) => it.place === place)
			.map(({ id, outgoing }) => ({ id, text: outgoing.text, uploads: uploadsOf(id) }));
		return { uploads: uploadsOf(null), held, refused: this.#refused.get(place) ?? null };
	}
}

function refusalOf(chosen: readonly Chosen[], cut: { largest: number; tooMany: boolean }): string | null {
	const large = chosen.filter(({ blob }) => blob.size > cut.largest);
	const empty = chosen.filter(({ blob }) => blob.size === 0);
	const [first] = large;
	if (first && large.length === 1) {
		return `${first.name} is ${sizeInWords(first.blob.size)}. Files up to ${sizeInWords(cut.largest)} can be sent here.`;
	}
	if (first) return `${large.length} files are too large. Files up to ${sizeInWords(cut.largest)} can be sent here.`;
	if (empty[0]) return `${empty[0].name} is empty, or a folder. Pack a folder into a file to send it.`;
	return cut.tooMany ? `A message carries ${MOST_FILES} files at most. The others were left out.` : null;
}

/** A file that was moved, or is a folder after all, can't be read: without asking first it looks like a lost network. */
async function readable(blob: Blob): Promise<void> {
	try {
		await blob.slice(0, 1).arrayBuffer();
	} catch {
		throw new Error("It can't be read any more. Choose it again.");
	}
}

function wordsOf(error: unknown, largest: number): string {
	if (error instanceof ApiError && error.status === 413 && error.code.startsWith("http_")) {
		return `It is too large. Files up to ${sizeInWords(largest)} can be sent here.`;
	}
	return error instanceof Error ? error.message : "It could not be sent.";
}
