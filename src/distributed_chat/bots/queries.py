"""Reads of bots."""

from typing import NamedTuple

from sqlalchemy import func, select

from distributed_chat.accounts.queries import users_by_id
from distributed_chat.bots.schemas import Bot
from distributed_chat.bots.tables import bots
from distributed_chat.db import Tx
from distributed_chat.groups.policy import check_leads, leads
from distributed_chat.groups.queries import role_in, role_of
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.keys.queries import keys_of_users


class BotRow(NamedTuple):
    user_id: str
    group_id: str
    about: str
    made_for: str
    first_key_id: str | None
    created_by: str
    created_at: int


_ROW = select(*(bots.c[name] for name in BotRow._fields)).where(bots.c.ended_at.is_(None))


def bots_of(tx: Tx, actor: Actor, group_id: str) -> list[Bot]:
    """For those who lead the group: its bots but those of hooks and commands, the oldest first."""
    check_leads(role_in(tx, group_id, actor.user_id))
    rows = tx.conn.execute(
        _ROW.where(bots.c.group_id == group_id, bots.c.made_for == "bot").order_by(bots.c.created_at, bots.c.user_id)
    )
    return _shown(tx, [BotRow(*row) for row in rows])


def bot_row(tx: Tx, user_id: str) -> BotRow | None:
    """One that is there; whoever asks."""
    row = tx.conn.execute(_ROW.where(bots.c.user_id == user_id)).first()
    return None if row is None else BotRow(*row)


def bot_to_lead(tx: Tx, actor: Actor, user_id: str) -> BotRow:
    """For those who lead its group. Raises `NotFound`, and `NotAllowed` for its other members."""
    row = bot_row(tx, user_id)
    if row is None:
        raise NotFound
    check_leads(role_in(tx, row.group_id, actor.user_id))
    return row


def bot_of(tx: Tx, user_id: str) -> Bot:
    """For those who have checked. Raises `NotFound`."""
    row = bot_row(tx, user_id)
    if row is None:
        raise NotFound
    return _shown(tx, [row])[0]


def answers_for(tx: Tx, actor: Actor, user_id: str) -> bool:
    """Whether the actor manages that bot's keys."""
    row = bot_row(tx, user_id)
    role = None if row is None else role_of(tx, row.group_id, actor.user_id)
    return role is not None and leads(role)


def count_of(tx: Tx, group_id: str) -> int:
    rows = select(func.count()).select_from(bots).where(bots.c.group_id == group_id, bots.c.ended_at.is_(None))
    return tx.conn.execute(rows).scalar_one()


def _shown(tx: Tx, rows: list[BotRow]) -> list[Bot]:
    ids = [row.user_id for row in rows]
    users, keys = users_by_id(tx, ids), keys_of_users(tx, ids)
    return [
        Bot(
            user=users[row.user_id],
            group_id=row.group_id,
            about=row.about,
            created_by=row.created_by,
            created_at=rfc3339(row.created_at),
            keys=keys.get(row.user_id, []),
        )
        for row in rows
    ]
