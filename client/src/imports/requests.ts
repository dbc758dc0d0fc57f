/** `app.imports`: the requests about imports. The upload goes on where it was when the network comes back. */
import { type ApiClient, path } from "../api/client";
import type { Import } from "../api/types";
import type { UploadWire } from "../files/wire";
import type { Imports } from "./seam";

interface Parts {
	readonly api: ApiClient;
	readonly uploads: () => Promise<UploadWire>;
	/** Waits before the next try. */
	readonly pause?: (() => Promise<unknown>) | undefined;
}

export function importsOf({ api, uploads, pause }: Parts): Imports {
	return {
		list: async () => (await api.get<{ imports: Import[] }>("/api/imports")).imports,
		get: async (id) => (await api.get<{ import: Import }>(path`/api/imports/${id}`)).import,
		start: async (id, people) =>
			(await api.post<{ import: Import }>(path`/api/imports/${id}/start`, { people })).import,
		remove: (id) => api.delete(path`/api/imports/${id}`),
		async begin(file, groupId, onSent, signal) {
			const { uploaded } = await import("./uploading");
			const sent = await uploaded(await uploads(), { file, onSent, signal, pause });
			const body = { file_id: sent.id, group_id: groupId };
			return (await api.post<{ import: Import }>("/api/imports", body)).import;
		},
	};
}
