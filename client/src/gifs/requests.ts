/** `app.gifs`: requests and no more; nothing of gifs is kept in the state. */
import { type ApiClient, path } from "../api/client";
import type { Gif, ProviderGifs, File as SentFile, Shelf } from "../api/types";
import type { UploadWire } from "../files/wire";
import type { Gifs } from "./seam";

/** Milliseconds for 16 MB on a slow line. */
const TIME_LIMIT = 300_000;

interface Answer {
	file: SentFile;
}

interface Parts {
	readonly api: ApiClient;
	readonly uploads: () => Promise<UploadWire>;
}

export function gifsOf({ api, uploads }: Parts): Gifs {
	return {
		shelf(groupId, words, before) {
			const page = path`/api/groups/${groupId}/gifs?q=${words}&limit=24`;
			return api.get<Shelf>(before ? page + path`&before=${before}` : page);
		},
		provided: (words) => api.get<ProviderGifs>(path`/api/gifs/search?q=${words}`),
		async add(groupId, picture, tags) {
			const body = new FormData();
			body.append("tags", tags);
			body.append("file", picture);
			const address = path`/api/groups/${groupId}/gifs`;
			const { sendForm } = await import("../files/send-form");
			return (await sendForm<{ gif: Gif }>(await uploads(), address, body, TIME_LIMIT)).gif;
		},
		remove: (gifId) => api.delete(path`/api/gifs/${gifId}`),
		use: async (gifId) => (await api.post<Answer>(path`/api/gifs/${gifId}/use`)).file,
		useProvided: async (id) => (await api.post<Answer>("/api/gifs/use", { id })).file,
	};
}
