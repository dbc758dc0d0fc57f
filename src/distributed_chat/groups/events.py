"""Facts about groups, in `group:`, and what they mean for one person, in `user:`."""

from typing import Literal

from distributed_chat.groups.schemas import Group, InviteToMe, Member, StreamFloor
from distributed_chat.kernel.events import Event

Reason = Literal["left", "removed", "deleted"]


class GroupCreated(Event, frozen=True, kw_only=True):
    type = "group.created"

    group: Group
    member: Member


class GroupChanged(Event, frozen=True, kw_only=True):
    type = "group.changed"

    group: Group


class GroupDeleted(Event, frozen=True, kw_only=True):
    type = "group.deleted"


class MemberJoined(Event, frozen=True, kw_only=True):
    type = "member.joined"

    member: Member


class MemberLeft(Event, frozen=True, kw_only=True):
    """In the group's stream, and in every private room's that the member was in."""

    type = "member.left"

    user_id: str


class MemberRemoved(Event, frozen=True, kw_only=True):
    """As `member.left`, by somebody else's hand."""

    type = "member.removed"

    user_id: str


class MemberChanged(Event, frozen=True, kw_only=True):
    """Another role, or another name."""

    type = "member.changed"

    member: Member


class StreamOpened(Event, frozen=True, kw_only=True):
    type = "stream.opened"

    streams: list[StreamFloor]


class StreamClosed(Event, frozen=True, kw_only=True):
    type = "stream.closed"

    streams: list[str]
    reason: Reason


class InviteCreated(Event, frozen=True, kw_only=True):
    """I am invited, or an invitation reads differently now."""

    type = "invite.created"

    invite: InviteToMe


class InviteClosed(Event, frozen=True, kw_only=True):
    type = "invite.closed"

    invite_id: str
