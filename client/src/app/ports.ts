/** What the engine needs of the world. `browserPorts` is the only place in the client that names browser globals for it. */
import { ApiClient } from "../api/client";
import type { CallEngine } from "../calls/engine";
import type { EnginePorts } from "../calls/ports";
import type { Shelf } from "../calls/preferences";
import type { UploadWire } from "../files/wire";
import type { DraftShelf } from "../later/drafts";
import { realTimers, type Timers } from "../lib/timers";
import { type ClientDatabase, openDatabase } from "../streams/database";
import type { Wire, WireEvents } from "../streams/socket";
import { openWire } from "../streams/wire";
import type { Addresses } from "./seam";

export interface AppPorts {
	api: ApiClient;
	apiOrigin: string;
	addresses: Addresses | null;
	/** What the stream says hello with; null where a cookie says it. */
	token(): string | null;
	connect(events: WireEvents): Wire;
	timers: Timers;
	openDatabase(): Promise<ClientDatabase | null>;
	isVisible(): boolean;
	/** False when the device says that it has no network; true promises nothing. */
	isOnline(): boolean;
	/** Where drafts wait that the server has not heard of. Throws where there is no storage. */
	draftShelf(): DraftShelf;
	calls: CallPorts;
	/** Carries files; loaded with the first of them. */
	uploads(): Promise<UploadWire>;
	/** Tells of the page's life until the answer is called. */
	listen(to: PageEvents): () => void;
}

export interface CallPorts {
	/** What is kept on this device in plain sight: choices, no content. */
	shelf(): Shelf;
	/** Why calls can't work in this page, in one sentence; null when they can. */
	unavailable: string | null;
	load(ports: EnginePorts): Promise<CallEngine>;
}

export interface PageEvents {
	/** The network changed: it is there, or the device says that it is gone. */
	network(): void;
	/** The page can be seen again, maybe after a long sleep. */
	shown(): void;
	/** The page may never run again after this. */
	hidden(): void;
	/** The page is closed or left. */
	gone(): void;
}

export function browserPorts(): AppPorts {
	return {
		api: new ApiClient((url, init) => fetch(url, init)),
		apiOrigin: location.origin,
		addresses: null,
		token: () => null,
		connect: (events) => openWire("/api/stream", events),
		timers: realTimers(),
		openDatabase: () => openDatabase(),
		isVisible: () => document.visibilityState === "visible",
		isOnline: () => navigator.onLine,
		draftShelf: () => localStorage,
		calls: {
			shelf: () => localStorage,
			unavailable: whyNoCalls(),
			load: async (ports) => new (await import("../calls/engine")).CallEngine(ports),
		},
		uploads: async () => (await import("../files/wire")).browserWire,
		listen,
	};
}

/** Browsers hand out microphones to pages from https or from this machine alone. */
function whyNoCalls(): string | null {
	if (!isSecureContext) return "Calls need a secure page (https). Whoever runs this server can set it up.";
	const able = "RTCPeerConnection" in globalThis && "mediaDevices" in navigator;
	return able ? null : "This browser can't take part in calls. Try a current Firefox, Chrome, Edge or Safari.";
}

function listen({ network, shown, hidden, gone }: PageEvents): () => void {
	const ended = new AbortController();
	const until = { signal: ended.signal };
	addEventListener("online", network, until);
	addEventListener("offline", network, until);
	addEventListener("pageshow", shown, until);
	addEventListener("pagehide", hidden, until);
	addEventListener("pagehide", gone, until);
	const visibility = () => (document.visibilityState === "visible" ? shown() : hidden());
	document.addEventListener("visibilitychange", visibility, until);
	return () => ended.abort();
}
