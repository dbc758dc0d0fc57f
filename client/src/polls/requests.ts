/** The requests about polls; nothing in here touches the state. */
import { type ApiClient, path } from "../api/client";
import type { Poll } from "../api/types";

export type PollRequests = ReturnType<typeof pollRequests>;

export function pollRequests(api: ApiClient) {
	return {
		vote: (id: string, options: readonly number[]) =>
			api.put<{ poll: Poll; votes: number[] }>(path`/api/messages/${id}/vote`, { options }),
		close: (id: string) => api.post<{ poll: Poll }>(path`/api/messages/${id}/poll/close`, {}),
	};
}
