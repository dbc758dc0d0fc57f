"""Who may do what in a group: yes or no, on plain values. Nobody here knows of a table."""

from collections.abc import Iterable
from typing import NamedTuple

from distributed_chat.groups.errors import LastOwner
from distributed_chat.groups.schemas import InviteRole, Role
from distributed_chat.kernel.errors import NotAllowed

OPEN_INVITES_AT_MOST = 1_000
INVITES_SHOWN_AT_MOST = 200
"""To one person. Beyond that the oldest are not listed, and the links in their mails work all the same."""
CODES_AT_MOST = 10
"""Of one invite: as often may its maker ask again because the answer was lost."""
INVITE_MAILS_AN_HOUR = 20
"""From one person: an instance must not become somebody's mail cannon."""
INVITE_MAILS_TO_ONE_A_DAY = 5
"""To one address, whoever invites."""


def leads(role: Role) -> bool:
    return role in {"owner", "admin"}


def check_leads(role: Role) -> None:
    if not leads(role):
        raise NotAllowed


def check_owns(role: Role) -> None:
    if role != "owner":
        raise NotAllowed


def check_may_invite(role: Role, *, invited_as: InviteRole) -> None:
    """Everybody may bring members; only an owner brings somebody who may remove others."""
    if invited_as == "admin" and role != "owner":
        raise NotAllowed("not_allowed", "Only an owner invites admins.", field="role")


def check_may_take_back(role: Role, *, is_maker: bool) -> None:
    if not (is_maker or leads(role)):
        raise NotAllowed


def check_may_remove(role: Role, other: Role, *, owners: int) -> None:
    """An owner removes anybody but the last owner; an admin removes members."""
    if role == "owner" or (role == "admin" and other == "member"):
        if other == "owner" and owners == 1:
            raise LastOwner
        return
    raise NotAllowed


def check_role_change(role: Role, other: Role, wanted: Role, *, owners: int) -> None:
    check_owns(role)
    if other == "owner" and wanted != "owner" and owners == 1:
        raise LastOwner


class Candidate(NamedTuple):
    user_id: str
    role: Role
    joined_at: int


def heir(candidates: Iterable[Candidate]) -> str | None:
    """Who owns a group whose only owner goes: its oldest admin, else its oldest member."""
    ranked = sorted(candidates, key=lambda one: (one.role != "admin", one.joined_at, one.user_id))
    return ranked[0].user_id if ranked else None
