/** `app.emoji`: the requests about a group's emoji, whose answers are in the state at once. */
import { type ApiClient, path } from "../api/client";
import type { CustomEmoji } from "../api/types";
import type { UploadWire } from "../files/wire";
import { withEmoji, withoutEmoji } from "../store/emoji";
import type { State } from "../store/state";
import type { GroupEmoji } from "./seam";

interface Parts {
	readonly store: { get: () => State; set: (state: State) => void };
	readonly api: ApiClient;
	readonly uploads: () => Promise<UploadWire>;
}

/** Milliseconds for a small picture on a slow line. */
const TIME_LIMIT = 60_000;

export function emojiOf({ store, api, uploads }: Parts): GroupEmoji {
	return {
		async create(groupId, name, picture) {
			const body = new FormData();
			body.append("name", name);
			body.append("file", picture);
			const address = path`/api/groups/${groupId}/emoji`;
			const { sendForm } = await import("../files/send-form");
			const { emoji } = await sendForm<{ emoji: CustomEmoji }>(await uploads(), address, body, TIME_LIMIT);
			store.set(withEmoji(store.get(), emoji));
		},
		async remove(groupId, emojiId) {
			await api.delete(path`/api/emoji/${emojiId}`);
			store.set(withoutEmoji(store.get(), groupId, emojiId));
		},
	};
}
