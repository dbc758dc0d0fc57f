/**
 * The seam between the upload engine and the views: what waits beside a composer (signals) and what can be done with it.
 * The engine behind it is loaded with the first file that is chosen.
 */
import type { ReadonlySignal } from "@preact/signals";
import type { Gallery, File as SentFile } from "../api/types";

/** Where a tray stands: a conversation's id or, in a thread, the id of the thread's first message. */
export type Place = string;

/** What somebody chose, dropped, pasted or recorded. */
export interface Chosen {
	readonly name: string;
	readonly blob: Blob;
	/** Of a voice note: its length and its loudness, 0 to 100, in at most 64 steps. */
	readonly voice?: { readonly seconds: number; readonly waveform: readonly number[] };
}

export interface Upload {
	/** Of this page only; `file.id` is the server's. */
	readonly id: string;
	readonly name: string;
	/** As the browser says; the server looks for itself. */
	readonly type: string;
	/** Bytes. */
	readonly size: number;
	/** Bytes that have left this device. */
	readonly sent: number;
	/** "paused": the server can't be reached; it goes on by itself. "failed": it was refused, and `error` says why. */
	readonly state: "waiting" | "sending" | "paused" | "done" | "failed";
	/** Being sent after a pause, and nothing of it has left yet. */
	readonly again: boolean;
	readonly error: string | null;
	/** An object address of a picture, for as long as the upload is in the tray. */
	readonly picture: string | null;
	readonly seconds: number | null;
	readonly file: SentFile | null;
}

/** A message that was sent before its files were up; it goes out with the last of them. */
export interface Held {
	readonly id: string;
	readonly text: string;
	readonly uploads: readonly Upload[];
}

export interface Tray {
	/** Files of the message that is being written, in the order of choosing. */
	readonly uploads: readonly Upload[];
	readonly held: readonly Held[];
	/** What was not taken, in one sentence; null when all was. */
	readonly refused: string | null;
}

/** Puts a message with these files on its way; called once, when all are up. */
export type Post = (files: readonly SentFile[]) => void;

export interface Outgoing {
	/** Shown in the tray while files are still going up. */
	readonly text: string;
	readonly post: Post;
	/** Given back to the writer: called when the person takes the message back before it went out. */
	readonly takeBack?: (text: string) => void;
}

export interface GalleryQuery {
	readonly kind: "media" | "file" | "voice";
	/** The id of the oldest file that is there already. */
	readonly before?: string | undefined;
}

export interface Files {
	/** place → its tray; a place without one has nothing in it. */
	readonly trays: ReadonlySignal<ReadonlyMap<Place, Tray>>;
	/** Begins to upload at once. What is too large or too much is refused in words in the tray. */
	add(place: Place, chosen: readonly Chosen[]): Promise<void>;
	/** Out of the tray, and deleted from the server when it is there. */
	remove(uploadId: string): void;
	retry(uploadId: string): void;
	/** The files in the tray leave it with this message: at once when there are none or all are up, else when they are. */
	send(place: Place, outgoing: Outgoing): void;
	/** A message of this one file, past the tray's others: a voice note. */
	sendOne(place: Place, chosen: Chosen, post: Post): Promise<void>;
	/** A held message comes back into the tray. */
	takeBack(heldId: string): void;
	dismissRefusal(place: Place): void;
	/** What was sent in a conversation, the newest first. Rejects with `ApiError` or `Offline`. */
	gallery(conversationId: string, query: GalleryQuery): Promise<Gallery>;
}
