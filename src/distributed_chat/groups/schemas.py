"""JSON of groups, members and invites, as the contract of the API fixes it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from distributed_chat.accounts.schemas import User
from distributed_chat.kernel.ids import GivenId

Role = Literal["owner", "admin", "member"]
InviteRole = Literal["admin", "member"]

# Longer input than any rule allows is refused at the door.
Name = Annotated[str, Meta(max_length=400)]
Email = Annotated[str, Meta(max_length=320)]


class Group(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    created_at: str
    member_limit: int
    keep_days: int | None
    """So long a message stays in its rooms, then it is erased; null: for ever."""


class GroupOfMine(Group, frozen=True, kw_only=True):
    my_role: Role


class Member(Struct, frozen=True, kw_only=True):
    user: User
    role: Role
    joined_at: str


class Invite(Struct, frozen=True, kw_only=True):
    """An invite as the group's owners see it. The secret is told once, to its maker."""

    id: str
    group_id: str
    email: str | None
    role: InviteRole
    expires_at: str
    max_uses: int | None
    uses: int
    created_by: str
    created_at: str


class NewInvite(Invite, frozen=True, kw_only=True):
    code: str
    url: str


class InvitedGroup(Struct, frozen=True, kw_only=True):
    """What somebody may know of a group before they join it."""

    id: str
    name: str
    member_count: int


class InviteToMe(Struct, frozen=True, kw_only=True):
    id: str
    group: InvitedGroup
    invited_by: User
    role: InviteRole
    expires_at: str


class InvitePreview(InviteToMe, frozen=True, kw_only=True):
    email: str | None


class StreamFloor(Struct, frozen=True, kw_only=True):
    """A stream that I read, and the `seq` below which none of it is mine."""

    stream: str
    floor: int


class GroupForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId | None = None
    name: Name


class GroupChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Name


class RoleChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    role: Role


class InviteForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`expires_in` is in seconds: a minute to a year."""

    id: GivenId | None = None
    email: Email | None = None
    role: InviteRole = "member"
    expires_in: Annotated[int, Meta(ge=60, le=31_536_000)] = 604_800
    max_uses: Annotated[int, Meta(ge=1, le=100_000)] | None = None


class GroupsAnswer(Struct, frozen=True, kw_only=True):
    groups: list[GroupOfMine]


class GroupAnswer(Struct, frozen=True, kw_only=True):
    group: Group


class GroupCreated(Struct, frozen=True, kw_only=True):
    group: Group
    stream: str
    seq: int


class MemberAnswer(Struct, frozen=True, kw_only=True):
    member: Member


class InvitesAnswer(Struct, frozen=True, kw_only=True):
    invites: list[Invite]


class InviteCreated(Struct, frozen=True, kw_only=True):
    """`mailed`: whether a mail with the link is on its way. Without SMTP the link is there to be copied."""

    invite: NewInvite
    mailed: bool
