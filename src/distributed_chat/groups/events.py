"""Facts about groups. In `group:` unless said otherwise."""

from typing import ClassVar, Literal

from msgspec import Struct

from distributed_chat.groups.schemas import Group, InviteToMe, Member
from distributed_chat.kernel.events import Event


class GroupCreated(Event, frozen=True, kw_only=True):
    type: ClassVar[str] = "group.created"
    group: Group
    member: Member


class GroupChanged(Event, frozen=True, kw_only=True):
    type: ClassVar[str] = "group.changed"
    group: Group


class GroupDeleted(Event, frozen=True, kw_only=True):
    type: ClassVar[str] = "group.deleted"


class MemberJoined(Event, frozen=True, kw_only=True):
    type: ClassVar[str] = "member.joined"
    member: Member


class MemberLeft(Event, frozen=True, kw_only=True):
    """Also in `room:` for each private room that they read."""

    type: ClassVar[str] = "member.left"
    user_id: str


class MemberRemoved(Event, frozen=True, kw_only=True):
    """Also in `room:` for each private room that they read."""

    type: ClassVar[str] = "member.removed"
    user_id: str


class MemberChanged(Event, frozen=True, kw_only=True):
    type: ClassVar[str] = "member.changed"
    member: Member


class OpenedStream(Struct, frozen=True, kw_only=True):
    stream: str
    floor: int


class StreamOpened(Event, frozen=True, kw_only=True):
    """In `user:`: from now on these are mine to read."""

    type: ClassVar[str] = "stream.opened"
    streams: list[OpenedStream]


class StreamClosed(Event, frozen=True, kw_only=True):
    """In `user:`: these are mine no more."""

    type: ClassVar[str] = "stream.closed"
    streams: list[str]
    reason: Literal["left", "removed", "deleted"]


class InviteCreated(Event, frozen=True, kw_only=True):
    """In `user:` of the one it was made for, once their email is proved."""

    type: ClassVar[str] = "invite.created"
    invite: InviteToMe


class InviteClosed(Event, frozen=True, kw_only=True):
    """In `user:`."""

    type: ClassVar[str] = "invite.closed"
    invite_id: str
