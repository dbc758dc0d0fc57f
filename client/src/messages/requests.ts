/** The requests about single messages; nothing in here touches the state. */
import { type ApiClient, path } from "../api/client";
import type { Entity, Marker, Message, MessagePage, User } from "../api/types";
import type { Version } from "./seam";

export interface MessageFound {
	message: Message;
	users: User[];
	quoted?: Message[];
	votes?: { [messageId: string]: number[] };
}

export interface MessagesFound {
	messages: Message[];
	users: User[];
	quoted?: Message[];
	votes?: { [messageId: string]: number[] };
}

interface MessageChanged {
	message: Message;
}

export interface ReplyQuery {
	before?: number;
	after?: number;
	around?: number;
	limit: number;
}

export type MessageRequests = ReturnType<typeof messageRequests>;

export function messageRequests(api: ApiClient) {
	return {
		message: (id: string) => api.get<MessageFound>(path`/api/messages/${id}`),
		editMessage: (id: string, change: { text: string; entities: readonly Entity[] }) =>
			api.patch<MessageChanged>(path`/api/messages/${id}`, change),
		deleteMessage: (id: string) => api.request<MessageChanged>("DELETE", path`/api/messages/${id}`),
		edits: (id: string) => api.get<{ edits: Version[] }>(path`/api/messages/${id}/edits`),
		react: (id: string, emoji: string) => api.put<unknown>(path`/api/messages/${id}/reactions/${emoji}`, {}),
		unreact: (id: string, emoji: string) =>
			api.request<unknown>("DELETE", path`/api/messages/${id}/reactions/${emoji}`),
		pin: (id: string) => api.put<unknown>(path`/api/messages/${id}/pin`, {}),
		unpin: (id: string) => api.request<unknown>("DELETE", path`/api/messages/${id}/pin`),
		pins: (conversationId: string) => api.get<MessagesFound>(path`/api/conversations/${conversationId}/pins`),
		forward: (id: string, copy: { id: string; conversation_id: string }) =>
			api.post<MessageChanged>(path`/api/messages/${id}/forward`, copy),
		markUnread: (conversationId: string, from: number) =>
			api.put<{ marker: Marker }>(path`/api/conversations/${conversationId}/unread`, { from }),
		replies: (conversationId: string, rootId: string, { limit, ...edge }: ReplyQuery) => {
			const [at] = Object.entries(edge);
			const page = path`/api/conversations/${conversationId}/messages?thread_of=${rootId}&limit=${limit}`;
			return api.get<MessagePage>(at ? `${page}&${at[0]}=${at[1]}` : page);
		},
	};
}
