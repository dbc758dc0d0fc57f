"""Facts about rooms, chats and markers."""

from distributed_chat.accounts.schemas import User
from distributed_chat.conversations.schemas import Chat, Marker, Room
from distributed_chat.kernel.events import Event


class RoomCreated(Event, frozen=True, kw_only=True):
    """In `group:` for an open room, in `room:` for a private one."""

    type = "room.created"

    room: Room


class RoomChanged(Event, frozen=True, kw_only=True):
    type = "room.changed"

    room_id: str
    topic: str


class RoomDeleted(Event, frozen=True, kw_only=True):
    type = "room.deleted"

    room_id: str


class ChatCreated(Event, frozen=True, kw_only=True):
    type = "chat.created"

    chat: Chat


class ChatMemberChanged(Event, frozen=True, kw_only=True):
    """In `chat:`: somebody in it has another name, or is a deleted member now."""

    type = "member.changed"

    user: User


class SeenMoved(Event, frozen=True, kw_only=True):
    """In `user:`, for my other devices."""

    type = "seen.moved"

    marker: Marker


class MarkersMoved(Event, frozen=True, kw_only=True):
    """In `user:`: I said of everything at once that I have read it. Those that moved."""

    type = "markers.moved"

    markers: list[Marker]
