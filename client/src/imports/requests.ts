/** `app.imports`: the requests about imports. The upload goes on where it was when the network comes back. */
import { type ApiClient, path } from "../api/client";
import type { Import, File as SentFile } from "../api/types";
import type { UploadWire } from "../files/wire";
import { isTemporary } from "../streams/failure";
import type { Imports } from "./seam";

interface Parts {
	readonly api: ApiClient;
	readonly uploads: () => Promise<UploadWire>;
	/** Waits before the next try. */
	readonly pause?: () => Promise<unknown>;
}

const TRIES = 20;
/** Milliseconds. */
const PAUSE = 3_000;

export function importsOf({ api, uploads, pause = aMoment }: Parts): Imports {
	return {
		list: async () => (await api.get<{ imports: Import[] }>("/api/imports")).imports,
		get: async (id) => (await api.get<{ import: Import }>(path`/api/imports/${id}`)).import,
		start: async (id, people) =>
			(await api.post<{ import: Import }>(path`/api/imports/${id}/start`, { people })).import,
		remove: (id) => api.delete(path`/api/imports/${id}`),
		async begin(file, groupId, onSent, signal) {
			const sent = await uploaded(await uploads(), { file, onSent, signal, pause });
			const body = { file_id: sent.id, group_id: groupId };
			return (await api.post<{ import: Import }>("/api/imports", body)).import;
		},
	};
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

interface Uploading {
	file: File;
	onSent: (bytes: number) => void;
	signal: AbortSignal;
	pause: () => Promise<unknown>;
}

async function uploaded(wire: UploadWire, { file, onSent, signal, pause }: Uploading): Promise<SentFile> {
	const { send } = await import("../files/sending");
	const sending = { wire, chosen: { name: file.name, blob: file }, resume: { path: null }, signal, onProgress: onSent };
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await send(sending);
		} catch (error) {
			if (signal.aborted || attempt === TRIES || !isTemporary(error)) throw error;
			await pause();
		}
	}
}
