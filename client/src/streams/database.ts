/**
 * The one IndexedDB of the client: what waits to be sent and the last state of each user on this device.
 * Every failure (private mode, blocked, full) is answered with null: the app then lives in memory, without a word.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { State, Timeline } from "../store/state";
import type { StoredRow } from "./outbox-row";

export interface ClientSchema extends DBSchema {
	outbox: { key: string; value: StoredRow; indexes: { user: string } };
	/** By user id: the state without its timelines. */
	states: { key: string; value: { userId: string; version: number; state: State } };
	/** By [user id, conversation id], so that a save writes only what changed. */
	timelines: { key: [string, string]; value: { userId: string; conversationId: string; timeline: Timeline } };
	/** "user" → the id of who was signed in last. */
	meta: { key: string; value: string };
}

export type ClientDatabase = IDBPDatabase<ClientSchema>;

const NAME = "distributed";
const VERSION = 1;
/** A browser that neither opens nor refuses (seen with corrupt profiles) must not keep the page waiting. */
const OPEN_LIMIT = 2_000;

export async function openDatabase(name: string = NAME): Promise<ClientDatabase | null> {
	try {
		const opening = openDB<ClientSchema>(name, VERSION, {
			upgrade(db) {
				db.createObjectStore("outbox", { keyPath: "id" }).createIndex("user", "userId");
				db.createObjectStore("states", { keyPath: "userId" });
				db.createObjectStore("timelines", { keyPath: ["userId", "conversationId"] });
				db.createObjectStore("meta");
			},
			// A newer client in another tab wants to upgrade: let it, this one goes on in memory.
			blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
		});
		return await within(OPEN_LIMIT, opening);
	} catch {
		return null;
	}
}

/** The value of `work`, or null when it fails: for reads and writes that the app can do without. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
	try {
		return await work();
	} catch {
		return null;
	}
}

async function within<T>(limit: number, work: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error("IndexedDB did not open in time")), limit);
	});
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
