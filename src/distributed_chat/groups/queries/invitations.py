"""Reads of invites: as a group's leaders, as the invited and as the holder of a code see them."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, exists, false, select

from distributed_chat.accounts.queries import proved_email, users_by_id
from distributed_chat.db import Tx
from distributed_chat.groups import policy
from distributed_chat.groups.codes import code_hash
from distributed_chat.groups.errors import InviteIsNotValid
from distributed_chat.groups.queries.membership import member_count, member_group_ids, role_in
from distributed_chat.groups.schemas import Invite, InvitedGroup, InvitePreview, InviteToMe, Role
from distributed_chat.groups.tables import groups, invite_codes, invites
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.ids import GroupId


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
    """The invitations made to my proved email, the newest first; not those into groups that I am in already."""
    email = proved_email(tx, user_id)
    if email is None:
        return []
    mine = invites.c.group_id.in_(member_group_ids(user_id))
    rows = _letters(tx).where(invites.c.email == email, ~mine).limit(policy.INVITES_SHOWN_AT_MOST)
    return _as_letters(tx, tx.conn.execute(rows).all())


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


def open_letters(
    tx: Tx, *, invite_ids: Collection[str] | None = None, group_id: str | None = None, email: str | None = None
) -> list[OpenInvite]:
    """Open invites to one address each, for programs that act for all, the oldest first; at most 1000."""
    columns = [invites.c[name] for name in OpenInvite._fields[:-1]]
    rows = select(*columns, false()).where(invites.c.email.is_not(None), works(tx))
    for column, wanted in ((invites.c.group_id, group_id), (invites.c.email, email)):
        if wanted is not None:
            rows = rows.where(column == wanted)
    if invite_ids is not None:
        rows = rows.where(invites.c.id.in_(invite_ids))
    found = tx.conn.execute(rows.order_by(invites.c.created_at, invites.c.id).limit(policy.OPEN_INVITES_AT_MOST))
    return [OpenInvite._make(row) for row in found]


def group_of_invite(tx: Tx, invite_id: str) -> str | None:
    """For those who check then."""
    return tx.conn.execute(select(invites.c.group_id).where(invites.c.id == invite_id)).scalar()


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
        )
        .join(groups, groups.c.id == invites.c.group_id)
        .where(works(tx))
        .order_by(invites.c.created_at.desc(), invites.c.id)
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
