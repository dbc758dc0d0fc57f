"""JSON of rooms, direct chats and read markers, as the contract of the API fixes it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from distributed_chat.accounts.schemas import Name, User
from distributed_chat.conversations.schemas.message import (
    Entity,
    File,
    Forwarded,
    Message,
    Pin,
    Poll,
    PollOption,
    Preview,
    PreviewImage,
    Quoted,
    Reaction,
    Thread,
)
from distributed_chat.kernel.pages import LARGEST_NUMBER

__all__ = [
    "Call",
    "Chat",
    "ChatCreated",
    "ChatForm",
    "ChatsAnswer",
    "Entity",
    "File",
    "Forwarded",
    "Marker",
    "MarkerAnswer",
    "Message",
    "Participant",
    "PersonId",
    "Pin",
    "Poll",
    "PollOption",
    "Preview",
    "PreviewImage",
    "Quoted",
    "Reaction",
    "Room",
    "RoomAnswer",
    "RoomChange",
    "RoomCreated",
    "RoomForm",
    "Seen",
    "Thread",
    "UnreadFrom",
]

PersonId = Annotated[str, Meta(max_length=36)]


class Participant(Struct, frozen=True, kw_only=True):
    """Somebody in a call, once: who joins from another device gets another `id`, and the old one is out."""

    id: str
    user_id: str
    joined_at: str


class Call(Struct, frozen=True, kw_only=True):
    """A call that is going on. Lives here, below `calls`, because a conversation shows it."""

    id: str
    conversation_id: str
    started_at: str
    transport: Literal["mesh", "janus", "livekit"]
    participants: list[Participant]
    """In the order in which they came; never empty."""


class Room(Struct, frozen=True, kw_only=True):
    id: str
    kind: Literal["room"] = "room"
    group_id: str
    stream: str
    topic: str
    private: bool
    member_ids: list[str] | None
    """Of a private room; null for one that is open to the whole group."""
    created_by: str
    created_at: str
    last_number: int
    first_number: int
    last_message: Message | None
    call: Call | None


class Chat(Struct, frozen=True, kw_only=True):
    id: str
    kind: Literal["chat"] = "chat"
    stream: str
    users: list[User]
    """Everybody in it, me too: 2 to 10."""
    created_at: str
    last_number: int
    last_message: Message | None
    call: Call | None


class Marker(Struct, frozen=True, kw_only=True, omit_defaults=True):
    conversation_id: str
    number: int
    unread_from: int | None = None
    """Marked unread from this message on; reading on clears it."""
    mentions: list[int] = []
    """Numbers of the unread messages that mention me or answer me, rising, the newest 100."""


class RoomForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    topic: Name
    id: str | None = None
    private: bool = False
    member_ids: Annotated[list[PersonId], Meta(max_length=1_000)] | None = None


class RoomChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    topic: Name | None = None
    private: bool | None = None
    """Fixed at creation for now: any value is 422 `room_kind_is_fixed`."""


class ChatForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    user_ids: Annotated[list[PersonId], Meta(min_length=1, max_length=9)]
    """The others."""
    id: str | None = None


class Seen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    number: Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)]


class UnreadFrom(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    number: Annotated[int, Meta(ge=1, le=LARGEST_NUMBER)] = field(name="from")


class RoomCreated(Struct, frozen=True, kw_only=True):
    room: Room
    stream: str
    seq: int


class RoomAnswer(Struct, frozen=True, kw_only=True):
    room: Room


class ChatCreated(Struct, frozen=True, kw_only=True):
    chat: Chat
    stream: str
    seq: int


class ChatsAnswer(Struct, frozen=True, kw_only=True):
    chats: list[Chat]


class MarkerAnswer(Struct, frozen=True, kw_only=True):
    marker: Marker
