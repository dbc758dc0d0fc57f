/** Every request of the public API that the page makes, typed; nothing in here touches the state. */
import { type ApiClient, path } from "../api/client";
import type { Role } from "../api/roles";
import type {
	Chat,
	Group,
	Home,
	Instance,
	Invite,
	InvitePreview,
	Me,
	Member,
	Message,
	MessagePage,
	NewInvite,
	Room,
	Session,
	SignedUp,
	Snapshot,
	UserAnswer,
} from "../api/types";
import type { IceServers, Joined } from "../calls/grants";
import type { CallRequests } from "../calls/requests";
import { messageRequests } from "../messages/requests";
import type { OutboxRow } from "../streams/outbox";
import { formOf } from "../streams/outbox-row";
import type { PageQuery } from "../streams/reading";
import type { InviteForm, ProfileChange, RoomForm, SignUpForm } from "./seam";

export type Requests = ReturnType<typeof requestsOf>;

type WithId<T> = T & { id: string };

export function requestsOf(api: ApiClient) {
	return {
		...accounts(api),
		...groups(api),
		...invites(api),
		...conversations(api),
		...calls(api),
		...reads(api),
		messages: messageRequests(api),
	};
}

function accounts(api: ApiClient) {
	return {
		instance: () => api.get<Instance>("/api/instance"),
		signUp: (form: WithId<SignUpForm>) => api.post<SignedUp>("/api/users", form),
		signIn: (email: string, password: string) => api.post<UserAnswer>("/api/sessions", { email, password }),
		signOut: () => api.delete("/api/sessions/current"),
		sessions: () => api.get<{ sessions: Session[] }>("/api/sessions"),
		revokeSession: (id: string) => api.delete(path`/api/sessions/${id}`),
		me: () => api.get<{ user: Me }>("/api/me"),
		updateMe: (change: ProfileChange) => api.patch<{ user: Me }>("/api/me", change),
		deleteMe: (password: string) => api.delete("/api/me", { password }),
		requestEmailProof: () => api.post<void>("/api/me/email-proof"),
		confirmEmailProof: (code: string) => api.post<{ user: Me }>("/api/me/email-proof/confirm", { code }),
		requestPasswordReset: (email: string) => api.post<void>("/api/password-resets", { email }),
		confirmPasswordReset: (email: string, code: string, password: string) =>
			api.post<UserAnswer>("/api/password-resets/confirm", { email, code, password }),
	};
}

function groups(api: ApiClient) {
	return {
		createGroup: (form: WithId<{ name: string }>) => api.post<{ group: Group; stream: string }>("/api/groups", form),
		renameGroup: (id: string, name: string) => api.patch<{ group: Group }>(path`/api/groups/${id}`, { name }),
		deleteGroup: (id: string) => api.delete(path`/api/groups/${id}`),
		leaveGroup: (id: string) => api.post<void>(path`/api/groups/${id}/leave`),
		changeRole: (id: string, userId: string, role: Role) =>
			api.patch<{ member: Member }>(path`/api/groups/${id}/members/${userId}`, { role }),
		removeMember: (id: string, userId: string) => api.delete(path`/api/groups/${id}/members/${userId}`),
	};
}

function invites(api: ApiClient) {
	return {
		invites: (groupId: string) => api.get<{ invites: Invite[] }>(path`/api/groups/${groupId}/invites`),
		createInvite: (groupId: string, form: WithId<InviteForm>) =>
			api.post<{ invite: NewInvite; mailed: boolean }>(path`/api/groups/${groupId}/invites`, form),
		revokeInvite: (id: string) => api.delete(path`/api/invites/${id}`),
		previewInvite: (code: string) =>
			api.get<{ invite: InvitePreview; already_member: boolean }>(path`/api/invites/${code}`),
		acceptInvite: (codeOrId: string) => api.post<{ group: Group }>(path`/api/invites/${codeOrId}/accept`),
		declineInvite: (codeOrId: string) => api.post<void>(path`/api/invites/${codeOrId}/decline`),
	};
}

function conversations(api: ApiClient) {
	return {
		createRoom: (groupId: string, form: WithId<RoomForm>) =>
			api.post<{ room: Room }>(path`/api/groups/${groupId}/rooms`, form),
		renameRoom: (id: string, topic: string) => api.patch<{ room: Room }>(path`/api/rooms/${id}`, { topic }),
		deleteRoom: (id: string) => api.delete(path`/api/rooms/${id}`),
		openChat: (form: WithId<{ user_ids: string[] }>) => api.post<{ chat: Chat }>("/api/chats", form),
		post: async (row: OutboxRow) => {
			const to = path`/api/conversations/${row.conversationId}/messages`;
			return (await api.post<{ message: Message }>(to, formOf(row))).message;
		},
		seen: (id: string, number: number) => api.put<unknown>(path`/api/conversations/${id}/seen`, { number }),
	};
}

function calls(api: ApiClient) {
	return {
		joinCall: (id, participantId) => api.post<Joined>(path`/api/conversations/${id}/call/join`, { id: participantId }),
		leaveCall: (id, participantId) =>
			api.post<unknown>(path`/api/conversations/${id}/call/leave`, { id: participantId }),
		leaveCallAtOnce: (id, participantId) =>
			api.postAndGo(path`/api/conversations/${id}/call/leave`, { id: participantId }),
		iceServers: (id) => api.get<IceServers>(path`/api/ice-servers?conversation_id=${id}`),
	} satisfies CallRequests;
}

function reads(api: ApiClient) {
	return {
		home: () => api.get<Home>("/api/home"),
		snapshot: (stream: string) => api.get<Snapshot>(path`/api/streams/${stream}/snapshot`),
		page: (id: string, { limit, before, after, around }: PageQuery) => {
			const [edge] = Object.entries({ before, after, around }).flatMap(([at, number]) =>
				number ? `&${at}=${number}` : [],
			);
			return api.get<MessagePage>(`${path`/api/conversations/${id}/messages?limit=${limit}`}${edge ?? ""}`);
		},
	};
}
