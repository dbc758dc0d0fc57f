"""JSON of groups, members and invites, as the contract of the API fixes it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from distributed_chat.accounts.schemas import Email, Name, User

Role = Literal["owner", "admin", "member"]
InviteRole = Literal["admin", "member"]


class Group(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    created_at: str
    member_limit: int


class MyGroup(Group, frozen=True, kw_only=True):
    my_role: Role


class Member(Struct, frozen=True, kw_only=True):
    user: User
    role: Role
    joined_at: str


class Invite(Struct, frozen=True, kw_only=True):
    """Without its code, which only its maker sees, once."""

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


class GroupForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Name
    id: str | None = None


class GroupChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Name


class RoleChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    role: Role


class InviteForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str | None = None
    email: Email | None = None
    role: InviteRole = "member"
    expires_in: Annotated[int, Meta(ge=60, le=31_536_000)] = 604_800
    """Seconds."""
    max_uses: Annotated[int, Meta(ge=1, le=100_000)] | None = None


class GroupCreated(Struct, frozen=True, kw_only=True):
    group: Group
    stream: str
    seq: int


class GroupAnswer(Struct, frozen=True, kw_only=True):
    group: Group


class MyGroups(Struct, frozen=True, kw_only=True):
    groups: list[MyGroup]


class MemberAnswer(Struct, frozen=True, kw_only=True):
    member: Member


class InviteCreated(Struct, frozen=True, kw_only=True):
    invite: NewInvite
    mailed: bool


class InvitesAnswer(Struct, frozen=True, kw_only=True):
    invites: list[Invite]


class InvitesToMe(Struct, frozen=True, kw_only=True):
    invites: list[InviteToMe]


class PreviewAnswer(Struct, frozen=True, kw_only=True):
    invite: InvitePreview
    already_member: bool
