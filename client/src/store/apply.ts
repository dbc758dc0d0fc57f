/**
 * (state, event) → state: how the log becomes what is on screen. Called by streams/socket for every event frame.
 * Pure and exact: the server's golden recordings are replayed through it, and old state + events = new state.
 */
import { editCall, withCall, withoutParticipant, withParticipant } from "./calls";
import {
	editGroup,
	editRoom,
	withConversation,
	withGroup,
	withInvite,
	withMe,
	withMember,
	withMessage,
	withoutContentOf,
	withoutConversations,
	withoutGroup,
	withoutInvite,
	withoutMember,
	withoutStream,
	withUsers,
} from "./change";
import { withEmoji, withoutEmoji } from "./emoji";
import { type Event, type EventType, type Payloads, streamId } from "./events";
import { expired } from "./expired";
import { withDraft, withoutSaved, withoutScheduled, withSaved, withScheduled } from "./later";
import { withMovedMarker } from "./markers";
import { deleted, edited, pinned, reacted, unreacted } from "./messages";
import { pollChanged, voted, withMyVotes } from "./polls";
import { previewsChanged } from "./previews";
import { put, type State } from "./state";

/** "repeat" and "gap" come with the state unchanged: what was applied stays, what does not follow waits. */
export type Applied = { outcome: "applied" | "repeat" | "gap"; state: State };

type Rule<T extends EventType> = (state: State, payload: Payloads[T], stream: string) => State;

const rules: { [T in EventType]: Rule<T> } = {
	"group.created": (state, { group, member }) => withGroup(state, group, member.role, [member]),
	"group.changed": (state, { group }) => editGroup(state, group.id, (entry) => ({ ...entry, group })),
	"group.deleted": (state, _, stream) => withoutGroup(state, streamId(stream)),
	"member.joined": (state, { member }, stream) => withMember(state, streamId(stream), member),
	"member.left": (state, { user_id }, stream) => userGone(state, user_id, stream),
	"member.removed": (state, { user_id }, stream) => userGone(state, user_id, stream),
	"member.changed": (state, payload, stream) =>
		"member" in payload ? withMember(state, streamId(stream), payload.member) : withUsers(state, [payload.user]),
	"room.created": (state, { room }) => withConversation(state, room),
	"room.changed": (state, { room_id, topic }) => editRoom(state, room_id, (room) => ({ ...room, topic })),
	"room.deleted": (state, { room_id }) => withoutConversations(state, [room_id]),
	"chat.created": (state, { chat }) => withConversation(state, chat),
	"message.posted": (state, { message }) => withMessage(state, message),
	"message.edited": edited,
	"message.deleted": (state, payload) => withMyVotes(deleted(state, payload), payload.message_id, []),
	"messages.expired": expired,
	"message.pinned": (state, payload) => pinned(state, payload, payload.pinned),
	"message.unpinned": (state, payload) => pinned(state, payload, null),
	"reaction.added": reacted,
	"reaction.removed": unreacted,
	"poll.voted": voted,
	"poll.changed": pollChanged,
	"vote.cast": (state, { message_id, options }) => withMyVotes(state, message_id, options),
	"preview.changed": previewsChanged,
	"emoji.created": (state, { emoji }) => withEmoji(state, emoji),
	"emoji.deleted": (state, { emoji_id }, stream) => withoutEmoji(state, streamId(stream), emoji_id),
	"call.started": (state, { call }) => withCall(state, call),
	"call.joined": withParticipant,
	"call.left": withoutParticipant,
	"call.moved": (state, moved) => editCall(state, moved, (call) => ({ ...call, transport: moved.transport })),
	"call.ended": (state, ended) => editCall(state, ended, () => null),
	// What a new stream holds comes with its snapshot, which the socket asks for.
	"stream.opened": (state) => state,
	"stream.closed": (state, { streams }) => streams.reduce(withoutStream, state),
	"seen.moved": (state, { marker }) => withMovedMarker(state, marker),
	"markers.moved": (state, { markers }) => markers.reduce(withMovedMarker, state),
	"saved.changed": (state, { saved }) => withSaved(state, saved),
	"saved.removed": (state, { message_id }) => withoutSaved(state, message_id),
	"reminder.due": (state, { saved }) => withSaved(state, saved),
	"draft.changed": (state, { draft }) => withDraft(state, draft),
	"scheduled.changed": (state, { scheduled }) => withScheduled(state, scheduled),
	"scheduled.removed": (state, { scheduled_id }) => withoutScheduled(state, scheduled_id),
	"user.changed": (state, { user }) => withMe(state, user),
	"invite.created": (state, { invite }) => withInvite(state, invite),
	"invite.closed": (state, { invite_id }) => withoutInvite(state, invite_id),
};

/** A stream without a cursor begins with its first event; anything later needs its snapshot first. */
export function apply(state: State, event: Event): Applied {
	const at = state.cursors.get(event.stream)?.seq ?? 0;
	if (event.seq <= at) return { outcome: "repeat", state };
	if (event.seq > at + 1) return { outcome: "gap", state };
	const changed = change(state, event);
	const cursors = put(changed.cursors, event.stream, { seq: event.seq, hash: event.hash });
	return { outcome: "applied", state: { ...changed, cursors } };
}

/** An unknown type (a newer server) or an erased payload leaves everything but the cursor. */
function change(state: State, event: Event): State {
	if (!Object.hasOwn(rules, event.type) || event.payload === null) return state;
	const rule = rules[event.type as EventType] as (state: State, payload: unknown, stream: string) => State;
	return rule(state, event.payload, event.stream);
}

function userGone(state: State, userId: string, stream: string): State {
	if (stream.startsWith("group:")) return withoutMember(state, streamId(stream), userId);
	if (userId === state.me?.id) return withoutContentOf(state, stream);
	return editRoom(state, streamId(stream), (room) => ({
		...room,
		member_ids: room.member_ids?.filter((id) => id !== userId) ?? null,
	}));
}
