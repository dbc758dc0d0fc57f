"""JSON of what a page opens with, of snapshots and of the log over HTTP."""

from typing import Annotated

from msgspec import Meta, Raw, Struct

from distributed_chat.accounts.schemas import Me, User
from distributed_chat.conversations.schemas import Chat, Marker, Message, Room
from distributed_chat.emoji.schemas import CustomEmoji
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
    emoji: list[CustomEmoji]
    """Those that the group made, by name."""


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
    emoji: list[CustomEmoji]


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
    """The oldest first."""
    head: int
    """`seq` of the last event of the stream."""
    next_after: int
    """Ask with this as `after` for what follows. As long as it is below `head` there is more to look through."""


class LogCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    after: Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)] | None = None
    """The last `seq` that I have; without it everything that I may read."""
    limit: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None
    """Events at most: 50 if it is not said, never more than 200."""


class MissedIn(Struct, frozen=True, kw_only=True):
    conversation_id: str
    unread: int
    mentions: int
    """Of the unread messages: those that mean me, 100 at most."""
    thread_replies: int
    """In the threads that I am in, of the last 30 days; of each thread 100 at most."""


class CatchUp(Struct, frozen=True, kw_only=True):
    """What happened since my markers, in what I may read. Each list has 50 at most."""

    conversations: list[MissedIn]
    """Where I am meant first, then where most was said."""
    mentions: list[Message]
    """They call me by name, or everybody; the newest first."""
    replies: list[Message]
    """They answer me, or stand in a thread that I began, wrote in or am named in; the newest first."""
    most_reacted: list[Message]
    """With the most reactions of others, at most ten; those with most first."""
    polls: list[Message]
    """Of the last 30 days, still open and without my vote; the newest first."""
    users: list[User]
    """Everybody whom they name."""
    quoted: list[Message]
    """Those that they answer."""
    votes: dict[str, list[int]]


class SeenAll(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nothing to say beside that I have seen everything."""


class SeenAllAnswer(Struct, frozen=True, kw_only=True):
    markers: list[Marker]
    """Those that moved."""


class ThreadSeen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    number: Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)]
    """Of the newest reply that I have read."""


class ThreadSeenAnswer(Struct, frozen=True, kw_only=True):
    number: int
    """How far I have read this thread."""
