/** What is kept for later asks of the server. */
import { type ApiClient, path } from "../api/client";
import type { CatchUp, Message, Saved, SavedPage, Scheduled, ScheduledWords } from "../api/types";
import type { ScheduledChange } from "./seam";

export type LaterRequests = ReturnType<typeof laterRequests>;

export function laterRequests(api: ApiClient) {
	return {
		save: (id: string, remindAt?: string) =>
			api.put<{ saved: Saved }>(path`/api/messages/${id}/saved`, remindAt ? { remind_at: remindAt } : {}),
		unsave: (id: string) => api.delete(path`/api/messages/${id}/saved`),
		saved: (before?: string) =>
			api.get<SavedPage>(`/api/saved?limit=100${before ? `&before=${encodeURIComponent(before)}` : ""}`),
		schedule: (conversationId: string, form: { id: string; send_at: string; message: ScheduledWords }) =>
			api.post<{ scheduled: Scheduled | null }>(path`/api/conversations/${conversationId}/scheduled`, form),
		changeScheduled: (id: string, change: ScheduledChange) =>
			api.patch<{ scheduled: Scheduled }>(path`/api/scheduled/${id}`, change),
		sendScheduled: (id: string) => api.post<{ message: Message }>(path`/api/scheduled/${id}/send`),
		deleteScheduled: (id: string) => api.delete(path`/api/scheduled/${id}`),
		catchUp: () => api.get<CatchUp>("/api/catch-up"),
		readAll: () => api.put<unknown>("/api/me/seen", {}),
		sawThread: (id: string, number: number) => api.put<unknown>(path`/api/messages/${id}/thread/seen`, { number }),
		unreadFrom: (conversationId: string, from: number) =>
			api.put<unknown>(path`/api/conversations/${conversationId}/unread`, { from }),
	};
}
