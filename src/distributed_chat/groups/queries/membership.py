"""Reads of groups and their members; some are clauses that packages above embed in their own statements."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, func, select

from distributed_chat.accounts.queries import bots_among, persons_among, users_by_id
from distributed_chat.accounts.schemas import User
from distributed_chat.db import Prepared, Tx
from distributed_chat.groups.schemas import Group, GroupOfMine, Member, Role
from distributed_chat.groups.tables import groups, members
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import group_stream
from distributed_chat.streams import lock

_ROLE = Prepared(
    select(members.c.role).where(members.c.group_id == bindparam("group_id"), members.c.user_id == bindparam("user_id"))
)
_EVERYBODY = select(members.c.group_id, members.c.user_id, members.c.role, members.c.joined_at).order_by(
    members.c.joined_at, members.c.user_id
)


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
        select(groups.c.id, groups.c.name, groups.c.created_at, groups.c.keep_days, members.c.role)
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
            keep_days=row.keep_days,
            my_role=row.role,
        )
        for row in tx.conn.execute(mine)
    ]


def group_called(tx: Tx, user_id: str, wanted: str) -> str:
    """The id of a group of theirs, by its id or its name, for the command line. Raises `NotFound`, which lists them."""
    mine = groups_of(tx, user_id)
    named = [group for group in mine if wanted == group.id or wanted.strip().casefold() == group.name.casefold()]
    if len(named) == 1:
        return named[0].id
    there = ", ".join(f"{group.name} ({group.id})" for group in named or mine) or "none"
    raise NotFound(message=f"Which group? {'Several are called so' if named else 'They are in'}: {there}.")


def groups_by_id(tx: Tx, ids: Iterable[str]) -> list[Group]:
    """Whoever is in them; those that are gone are left out."""
    rows = tx.conn.execute(select(groups).where(groups.c.id.in_(set(ids)), groups.c.deleted_at.is_(None)))
    return [_group(tx, row) for row in rows]


def all_group_ids(tx: Tx, most: int) -> list[str]:
    rows = select(groups.c.id).where(groups.c.deleted_at.is_(None)).order_by(groups.c.created_at, groups.c.id)
    return list(tx.conn.execute(rows.limit(most)).scalars())


def member_ids_of(tx: Tx, group_ids: Iterable[str]) -> dict[str, list[str]]:
    """By group, in the order in which they joined."""
    found: dict[str, list[str]] = {}
    rows = select(members.c.group_id, members.c.user_id).where(members.c.group_id.in_(set(group_ids)))
    for group_id, user_id in tx.conn.execute(rows.order_by(members.c.joined_at, members.c.floor, members.c.user_id)):
        found.setdefault(group_id, []).append(user_id)
    return found


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


def bots_in(tx: Tx, group_id: str) -> set[str]:
    return bots_among(tx, tx.conn.execute(select(members.c.user_id).where(members.c.group_id == group_id)).scalars())


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


def _group(tx: Tx, row: Row[Any]) -> Group:
    return Group(
        id=row.id,
        name=row.name,
        created_at=rfc3339(row.created_at),
        member_limit=tx.settings.group_size,
        keep_days=row.keep_days,
    )
