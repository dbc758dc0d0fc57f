/** What files ask of the server, beside the uploads themselves. */
import { type ApiClient, path } from "../api/client";
import type { Gallery } from "../api/types";
import type { GalleryQuery } from "./seam";

export type FileRequests = ReturnType<typeof fileRequests>;

export function fileRequests(api: ApiClient) {
	return {
		/** Of a file that I uploaded and that is in no message. */
		forget: (id: string) => api.delete(path`/api/files/${id}`),
		gallery: (conversationId: string, { kind, before }: GalleryQuery) => {
			const page = path`/api/conversations/${conversationId}/files?kind=${kind}`;
			return api.get<Gallery>(before ? page + path`&before=${before}` : page);
		},
	};
}
