"""Reads of groups, members and invites; some are clauses that packages above embed in their own statements."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, func, select

from distributed_chat.accounts.queries import persons_among, proved_email, users_by_id
from distributed_chat.accounts.schemas import User
from distributed_chat.db import Prepared, Tx
from distributed_chat.groups import policy
from distributed_chat.groups.codes import code_hash
from distributed_chat.groups.errors import InviteIsNotValid
from distributed_chat.groups.schemas import (
    Group,
    GroupOfMine,
    Invite,
    InvitedGroup,
    InvitePreview,
    InviteToMe,
    Member,
    Role,
)
from distributed_chat.groups.tables import groups, invite_codes, invites, members
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import GroupId, group_stream
from distributed_chat.streams import lock

_ROLE = Prepared(
    select(members.c.role).where(members.c.group_id == bindparam("group_id"), members.c.user_id == bindparam("user_id"))
)
_EVERYBODY = select(members.c.group_id, members.c.user_id, members.c.role, members.c.joined_at).order_by(
    members.c.joined_at, members.c.user_id
)


class OpenInvite(NamedTuple):
    """An invite that works at this moment, as a row."""

    id: str
    group_id: GroupId
    email: str | None
    role: Role
    max_uses: int | None
    uses: int
    proves_email: bool
    """It was opened by the code that went to that mailbox and was shown to nobody else."""


def member_group_ids(user_id: str | ColumnElement[str]) -> Select[str]:
    """For embedding: the ids of the groups that this user is a member of."""
    return select(members.c.group_id).where(members.c.user_id == user_id)


def is_member(group_id: ColumnElement[str], user_id: str | ColumnElement[str]) -> ColumnElement[bool]:
    """For embedding: whether the user is a member of the group."""
    return exists(select(members.c.user_id).where(members.c.group_id == group_id, members.c.user_id == user_id))


def share_a_group(tx: Tx, user_id: str, other_ids: Iterable[str]) -> set[str]:
    """Those of the others who are in a group with this user, and whose account was not deleted."""
    theirs = select(members.c.user_id).where(
        members.c.user_id.in_(set(other_ids)), members.c.group_id.in_(member_group_ids(user_id))
    )
    return persons_among(tx, tx.conn.execute(theirs.distinct()).scalars())


def role_of(tx: Tx, group_id: str, user_id: str) -> Role | None:
    """None for those who are no members, and for groups that are not there."""
    row = _ROLE.first(tx, group_id=group_id, user_id=user_id)
    return None if row is None else row[0]


def role_in(tx: Tx, group_id: str, user_id: str) -> Role:
    """As `role_of`, but raises `NotFound`."""
    role = role_of(tx, group_id, user_id)
    if role is None:
        raise NotFound
    return role


def locked_role(tx: Tx, group_id: str, user_id: str, *more: str) -> Role:
    """As `role_in`, under the lock of the group's stream (and `more`): true until this transaction ends."""
    role_in(tx, group_id, user_id)  # strangers hold nothing up
    lock(tx, group_stream(group_id), *more)
    return role_in(tx, group_id, user_id)


def group_of(tx: Tx, group_id: str) -> Group:
    row = tx.conn.execute(select(groups).where(groups.c.id == group_id, groups.c.deleted_at.is_(None))).first()
    if row is None:
        raise NotFound
    return _group(tx, row)


def groups_of(tx: Tx, user_id: str) -> list[GroupOfMine]:
    """Mine, in the order in which I joined."""
    mine = (
        select(groups.c.id, groups.c.name, groups.c.created_at, members.c.role)
        .join(members, members.c.group_id == groups.c.id)
        .where(members.c.user_id == user_id)
        .order_by(members.c.joined_at, groups.c.id)
    )
    return [
        GroupOfMine(
            id=row.id,
            name=row.name,
            created_at=rfc3339(row.created_at),
            member_limit=tx.settings.group_size,
            my_role=row.role,
        )
        for row in tx.conn.execute(mine)
    ]


def group_ids_of(tx: Tx, user_id: str) -> list[str]:
    """As `groups_of`, only the ids."""
    return list(tx.conn.execute(member_group_ids(user_id).order_by(members.c.group_id)).scalars())


def floors(tx: Tx, user_id: str) -> dict[str, int]:
    """The streams of my groups, each with my floor."""
    mine = select(members.c.group_id, members.c.floor).where(members.c.user_id == user_id)
    return {group_stream(row.group_id): row.floor for row in tx.conn.execute(mine)}


def members_of(tx: Tx, group_id: str) -> list[Member]:
    """Everybody in the group, who joined first comes first."""
    rows = tx.conn.execute(_EVERYBODY.where(members.c.group_id == group_id)).all()
    people = users_by_id(tx, (row.user_id for row in rows))
    return [member(people[row.user_id], row) for row in rows]


def members_of_my_groups(tx: Tx, user_id: str) -> Sequence[Any]:
    """Rows (group_id, user_id, role, joined_at) of everybody in my groups; profiles are read apart, once for all."""
    return tx.conn.execute(_EVERYBODY.where(members.c.group_id.in_(member_group_ids(user_id)))).all()


def member_of(tx: Tx, group_id: str, user_id: str) -> Member:
    row = tx.conn.execute(_EVERYBODY.where(members.c.group_id == group_id, members.c.user_id == user_id)).first()
    if row is None:
        raise NotFound
    return member(users_by_id(tx, [user_id])[user_id], row)


def member(user: User, row: Any) -> Member:
    return Member(user=user, role=row.role, joined_at=rfc3339(row.joined_at))


def member_count(tx: Tx, group_id: str) -> int:
    return tx.conn.execute(select(func.count()).where(members.c.group_id == group_id)).scalar_one()


def owners_of(tx: Tx, group_id: str) -> set[str]:
    """The owners with an account: one that was deleted may still be in the list for a moment, and owns nothing."""
    owners = select(members.c.user_id).where(members.c.group_id == group_id, members.c.role == "owner")
    return persons_among(tx, tx.conn.execute(owners).scalars())


def members_among(tx: Tx, group_id: str, user_ids: Iterable[str]) -> set[str]:
    """Those of these people who are members of the group."""
    here = select(members.c.user_id).where(members.c.group_id == group_id, members.c.user_id.in_(set(user_ids)))
    return set(tx.conn.execute(here).scalars())


def memberships_among(tx: Tx, group_ids: Iterable[str], user_ids: Iterable[str]) -> set[tuple[str, str]]:
    """(group, user) for each of these people who is a member of one of these groups."""
    here = select(members.c.group_id, members.c.user_id).where(
        members.c.group_id.in_(set(group_ids)), members.c.user_id.in_(set(user_ids))
    )
    return {(group_id, user_id) for group_id, user_id in tx.conn.execute(here)}


def open_invites(tx: Tx, group_id: str, user_id: str) -> list[Invite]:
    """Those that still work, the newest first; at most as many as a group may have open. For owners and admins."""
    policy.check_leads(role_in(tx, group_id, user_id))
    rows = tx.conn.execute(
        select(invites)
        .where(invites.c.group_id == group_id, works(tx))
        .order_by(invites.c.created_at.desc(), invites.c.id)
        .limit(policy.OPEN_INVITES_AT_MOST)
    )
    return [invite(row) for row in rows]


def invites_to(tx: Tx, user_id: str) -> list[InviteToMe]:
    """The invitations made to my proved email, but not into groups that I am in already."""
    email = proved_email(tx, user_id)
    if email is None:
        return []
    mine = invites.c.group_id.in_(member_group_ids(user_id))
    rows = tx.conn.execute(_letters(tx).where(invites.c.email == email, ~mine)).all()
    return _as_letters(tx, rows)


def letters_by_id(tx: Tx, invite_ids: Iterable[str]) -> dict[str, InviteToMe]:
    """Invitations as the invited are shown them."""
    rows = tx.conn.execute(_letters(tx).where(invites.c.id.in_(set(invite_ids)))).all()
    return {letter.id: letter for letter in _as_letters(tx, rows)}


def preview(tx: Tx, code: str, user_id: str | None) -> InvitePreview:
    """What whoever may use the invite may know before. Changes nothing. Raises `InviteIsNotValid`."""
    found = usable_invite(tx, code, user_id)
    letter = letters_by_id(tx, [found.id])[found.id]
    return InvitePreview(
        id=letter.id,
        group=InvitedGroup(id=found.group_id, name=letter.group.name, member_count=member_count(tx, found.group_id)),
        invited_by=letter.invited_by,
        role=letter.role,
        expires_at=letter.expires_at,
        email=found.email,
    )


def usable_invite(tx: Tx, code: str, user_id: str | None) -> OpenInvite:
    """The open invite that this secret, or for its proved addressee this id, opens. Raises `InviteIsNotValid`."""
    given = select(invite_codes.c.invite_id).where(invite_codes.c.code_hash == code_hash(code))
    this: ColumnElement[bool] = invites.c.id.in_(given)
    email = None if user_id is None else proved_email(tx, user_id)
    if email is not None:
        this = this | ((invites.c.id == code) & (invites.c.email == email))
    row = tx.conn.execute(
        select(
            invites.c.id,
            invites.c.group_id,
            invites.c.email,
            invites.c.role,
            invites.c.max_uses,
            invites.c.uses,
            exists(given.where(invite_codes.c.invite_id == invites.c.id, invite_codes.c.mailed)),
        ).where(this, works(tx))
    ).first()
    if row is None:
        raise InviteIsNotValid
    return OpenInvite(*row)


def group_behind(tx: Tx, code: str, user_id: str) -> GroupId | None:
    """The group of mine to which this code or invite id led, also when the invite works no longer."""
    by_code = select(invite_codes.c.invite_id).where(invite_codes.c.code_hash == code_hash(code))
    this = (invites.c.id == code) | invites.c.id.in_(by_code)
    found = select(invites.c.group_id).where(this, invites.c.group_id.in_(member_group_ids(user_id)))
    return tx.conn.execute(found).scalar()


def works(tx: Tx) -> ColumnElement[bool]:
    """For embedding: not taken back, not expired, not used up."""
    left = invites.c.max_uses.is_(None) | (invites.c.uses < invites.c.max_uses)
    return invites.c.closed_at.is_(None) & (invites.c.expires_at > tx.now) & left


def invite(row: Row[Any]) -> Invite:
    return Invite(
        id=row.id,
        group_id=row.group_id,
        email=row.email,
        role=row.role,
        expires_at=rfc3339(row.expires_at),
        max_uses=row.max_uses,
        uses=row.uses,
        created_by=row.created_by,
        created_at=rfc3339(row.created_at),
    )


def _letters(tx: Tx) -> Select[Any]:
    return (
        select(
            invites.c.id,
            invites.c.group_id,
            groups.c.name.label("group_name"),
            invites.c.member_count,
            invites.c.created_by,
            invites.c.role,
            invites.c.expires_at,
            invites.c.email,
        )
        .join(groups, groups.c.id == invites.c.group_id)
        .where(works(tx))
        .order_by(invites.c.created_at, invites.c.id)
        .limit(200)
    )


def _as_letters(tx: Tx, rows: Iterable[Row[Any]]) -> list[InviteToMe]:
    found = list(rows)
    people = users_by_id(tx, (row.created_by for row in found)) if found else {}
    return [
        InviteToMe(
            id=row.id,
            group=InvitedGroup(id=row.group_id, name=row.group_name, member_count=row.member_count),
            invited_by=people[row.created_by],
            role=row.role,
            expires_at=rfc3339(row.expires_at),
        )
        for row in found
    ]


def _group(tx: Tx, row: Row[Any]) -> Group:
    return Group(id=row.id, name=row.name, created_at=rfc3339(row.created_at), member_limit=tx.settings.group_size)
