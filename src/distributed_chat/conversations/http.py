"""The routes of rooms, direct chats and read markers."""

from distributed_chat.conversations import actions
from distributed_chat.conversations.schemas import (
    ChatCreated,
    ChatForm,
    MarkerAnswer,
    RoomAnswer,
    RoomChange,
    RoomCreated,
    RoomForm,
    Seen,
    UnreadFrom,
)
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import ConversationId, GroupId
from distributed_chat.web import Repeat, Routes

routes = Routes("conversations", service="rooms")


@routes.command(
    "POST",
    "/api/groups/{group_id}/rooms",
    status=201,
    errors=("id_taken", "not_in_the_group", "only_private_rooms_choose", "empty", "too_long"),
    limit="120/hour",
)
def create_room(tx: Tx, actor: Actor, group_id: GroupId, body: RoomForm) -> RoomCreated | Repeat[RoomCreated]:
    """A room for the whole group, or a private one for chosen members. Which of both is fixed from then on."""
    made = actions.create_room(tx, actor, group_id, body)
    answer = RoomCreated(room=made.room, stream=made.stream, seq=made.seq)
    return Repeat(answer) if made.again else answer


@routes.command("PATCH", "/api/rooms/{room_id}", errors=("not_allowed", "room_kind_is_fixed", "empty", "too_long"))
def change_room(tx: Tx, actor: Actor, room_id: ConversationId, body: RoomChange) -> RoomAnswer:
    return RoomAnswer(room=actions.change_room(tx, actor, room_id, body))


@routes.command("DELETE", "/api/rooms/{room_id}", errors=("not_allowed",))
def delete_room(tx: Tx, actor: Actor, room_id: ConversationId) -> None:
    actions.delete_room(tx, actor, room_id)


@routes.command("POST", "/api/chats", status=201, errors=("id_taken", "nobody_else"), limit="120/hour")
def create_chat(tx: Tx, actor: Actor, body: ChatForm) -> ChatCreated | Repeat[ChatCreated]:
    """The chat of these people and me: 201 when it is new, 200 with the one that was there."""
    made = actions.create_chat(tx, actor, body)
    answer = ChatCreated(chat=made.chat, stream=made.stream, seq=made.seq)
    return Repeat(answer) if made.again else answer


@routes.command("PUT", "/api/conversations/{conversation_id}/seen")
def mark_seen(tx: Tx, actor: Actor, conversation_id: ConversationId, body: Seen) -> MarkerAnswer:
    """I have read up to this number. A marker never moves back."""
    return MarkerAnswer(marker=actions.mark_seen(tx, actor, conversation_id, body.number))


@routes.command("PUT", "/api/conversations/{conversation_id}/unread")
def mark_unread(tx: Tx, actor: Actor, conversation_id: ConversationId, body: UnreadFrom) -> MarkerAnswer:
    """From this message on it is unread to me again, on every device, until I read on."""
    return MarkerAnswer(marker=actions.mark_unread(tx, actor, conversation_id, body.number))
