/** `app.previews`. */
import { type ApiClient, path } from "../api/client";
import { previewsChanged } from "../store/previews";
import type { State } from "../store/state";
import type { Previews } from "./seam";

interface Parts {
	store: { get: () => State; set: (state: State) => void };
	api: ApiClient;
}

export function previewsOf({ store, api }: Parts): Previews {
	return {
		async remove({ id, conversation_id }) {
			await api.request("DELETE", path`/api/messages/${id}/previews`);
			store.set(previewsChanged(store.get(), { conversation_id, message_id: id, previews: [] }));
		},
	};
}
