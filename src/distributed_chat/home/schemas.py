"""JSON of what a page opens with, of snapshots and of the log over HTTP."""

from typing import Annotated

from msgspec import Meta, Raw, Struct

from distributed_chat.accounts.schemas import Me
from distributed_chat.conversations.schemas import Chat, Marker, Room
from distributed_chat.groups.schemas import Group, InviteToMe, Member, Role, StreamFloor
from distributed_chat.kernel.pages import LARGEST_NUMBER
from distributed_chat.later.schemas import Draft, Saved, Scheduled


class StreamHead(Struct, frozen=True, kw_only=True):
    seq: int
    hash: str


class HomeGroup(Struct, frozen=True, kw_only=True):
    group: Group
    my_role: Role
    members: list[Member]
    rooms: list[Room]


class Home(Struct, frozen=True, kw_only=True):
    """Everything the page opens with, true at `heads`."""

    me: Me
    groups: list[HomeGroup]
    chats: list[Chat]
    markers: list[Marker]
    invites: list[InviteToMe]
    saved: list[Saved]
    drafts: list[Draft]
    scheduled: list[Scheduled]
    heads: dict[str, StreamHead]
    epoch: str


class GroupWithHeads(Struct, frozen=True, kw_only=True):
    group: Group
    members: list[Member]
    rooms: list[Room]
    head: int
    heads: dict[str, int]


class GroupState(Struct, frozen=True, kw_only=True):
    group: Group
    my_role: Role
    members: list[Member]
    rooms: list[Room]
    """The open ones."""
    markers: list[Marker]


class RoomState(Struct, frozen=True, kw_only=True):
    room: Room
    markers: list[Marker]


class ChatState(Struct, frozen=True, kw_only=True):
    chat: Chat
    markers: list[Marker]


class UserState(Struct, frozen=True, kw_only=True):
    me: Me
    markers: list[Marker]
    invites: list[InviteToMe]
    streams: list[StreamFloor]
    saved: list[Saved]
    drafts: list[Draft]
    scheduled: list[Scheduled]


State = GroupState | RoomState | ChatState | UserState


class Snapshot(Struct, frozen=True, kw_only=True):
    """The state of one stream, true at `seq`. Counters and last messages, never whole histories."""

    stream: str
    state: GroupState | RoomState | ChatState | UserState
    seq: int
    hash: str


class LogEvent(Struct, frozen=True, kw_only=True):
    """As the socket's `event` frame."""

    frame: str = "event"
    stream: str
    seq: int
    type: str
    at: str
    payload: Raw
    hash: str


class LogPage(Struct, frozen=True, kw_only=True):
    events: list[LogEvent]
    head: int


class LogCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    after: Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)] | None = None
    limit: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None
