/** Builds `app.files`: signals at once, the upload engine with the first file that is chosen. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Connection, Phase } from "../app/seam";
import type { Timers } from "../lib/timers";
import type { FileRequests } from "./requests";
import type { Files, Place, Tray } from "./seam";
import type { Uploads } from "./uploads";
import type { UploadWire } from "./wire";

export interface FilesPorts {
	timers: Timers;
	wire(): Promise<UploadWire>;
	connection: ReadonlySignal<Connection>;
	phase: ReadonlySignal<Phase>;
	/** Bytes. */
	largest(): number;
	requests: FileRequests;
}

export function filesOf(ports: FilesPorts): Files {
	const trays = signal<ReadonlyMap<Place, Tray>>(new Map());
	let engine: Uploads | null = null;
	/** Chosen while the engine is still loading: a caption that is sent meanwhile waits for them. */
	const coming = new Map<Place, Promise<void>>();
	const show = (next: ReadonlyMap<Place, Tray>) => {
		trays.value = next;
		warnOnLeaving([...next.values()].some(({ uploads, held }) => uploads.length + held.length > 0));
	};
	const load = async () => {
		const [{ Uploads }, wire] = await Promise.all([import("./uploads"), ports.wire()]);
		const { timers, largest, requests } = ports;
		const release = (it: string) => URL.revokeObjectURL(it);
		engine ??= new Uploads({ wire, timers, largest, forget: requests.forget, picture, release, onChange: show });
		return engine;
	};
	ports.connection.subscribe((status) => status === "live" && engine?.wake());
	ports.phase.subscribe((phase) => phase === "signed-out" && engine?.clear());
	return {
		trays,
		add: async (place, chosen) => {
			const adding = load().then((it) => it.add(place, chosen));
			coming.set(place, adding);
			await adding.finally(() => coming.get(place) === adding && coming.delete(place));
		},
		remove: (id) => engine?.remove(id),
		retry: (id) => engine?.retry(id),
		send: (place, outgoing) => {
			const go = () => {
				if (engine && trays.peek().has(place)) engine.send(place, outgoing);
				else outgoing.post([]);
			};
			const adding = coming.get(place);
			if (adding) void adding.then(go, go);
			else go();
		},
		sendOne: async (place, chosen, post) => (await load()).sendOne(place, chosen, { text: "", post }),
		takeBack: (id) => engine?.takeBack(id),
		dismissRefusal: (place) => engine?.dismissRefusal(place),
		gallery: ports.requests.gallery,
	};
}

/** Kinds that every browser of ours draws. */
const DRAWN = /^image\/(png|jpeg|gif|webp|avif|bmp|svg\+xml)$/;

function picture(blob: Blob): string | null {
	return DRAWN.test(blob.type) ? URL.createObjectURL(blob) : null;
}

function ask(event: BeforeUnloadEvent): void {
	event.preventDefault();
}

/** What is not in a message yet goes with the page: the browser asks before. */
function warnOnLeaving(on: boolean): void {
	if (typeof addEventListener !== "function") return;
	if (on) addEventListener("beforeunload", ask);
	else removeEventListener("beforeunload", ask);
}
