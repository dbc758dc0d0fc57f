/** What searching asks of the server. Days begin where this browser is. */
import { type ApiClient, path } from "../api/client";
import type { DayAnswer, SearchAnswer } from "../api/types";
import type { Search } from "./seam";

export function searchOf(api: ApiClient): Search {
	return {
		find: (line, cursor) => {
			const asked = path`/api/search?q=${line}&offset_minutes=${offsetOf(new Date())}`;
			return api.get<SearchAnswer>(cursor ? asked + path`&cursor=${cursor}` : asked);
		},
		numberOnDay: async (id, day) => {
			// Of that day, not of today: the clocks may have changed between them.
			const offset = offsetOf(new Date(`${day}T00:00`));
			return (await api.get<DayAnswer>(path`/api/conversations/${id}/days/${day}?offset_minutes=${offset}`)).number;
		},
	};
}

/** Minutes that the clocks here are ahead of UTC. */
function offsetOf(moment: Date): number {
	return -moment.getTimezoneOffset() || 0;
}
