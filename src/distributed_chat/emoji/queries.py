"""Reads of emoji: those of a group, and whether one is of it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from distributed_chat.db import Prepared, Tx
from distributed_chat.emoji.schemas import CustomEmoji
from distributed_chat.emoji.tables import emoji
from distributed_chat.groups.queries import is_member, member_group_ids
from distributed_chat.kernel.errors import NotFound

_COLUMNS = (emoji.c.id, emoji.c.group_id, emoji.c.name, emoji.c.animated, emoji.c.created_by)
_OF_GROUP = Prepared(select(emoji.c.id).where(emoji.c.id == bindparam("id"), emoji.c.group_id == bindparam("group_id")))


def newest_emoji(tx: Tx) -> int:
    """When the last one was made; 0 for none."""
    return tx.conn.execute(select(func.max(emoji.c.created_at))).scalar() or 0


def emoji_among(tx: Tx, ids: Collection[str]) -> set[str]:
    """Those of these that are there; for whoever sweeps their pictures. One statement."""
    return set(tx.conn.execute(select(emoji.c.id).where(emoji.c.id.in_(ids))).scalars())


def is_emoji_of(tx: Tx, emoji_id: str, group_id: str | None) -> bool:
    """Whether this group made it. A chat is in no group and has none."""
    return group_id is not None and _OF_GROUP.first(tx, id=emoji_id, group_id=group_id) is not None


def emoji_in(tx: Tx, group_id: str) -> list[CustomEmoji]:
    """All of a group, by name."""
    return _read(tx, select(*_COLUMNS).where(emoji.c.group_id == group_id))


def emoji_of_my_groups(tx: Tx, user_id: str) -> dict[str, list[CustomEmoji]]:
    """Of every group that this person is in, by group and name. One statement."""
    found: dict[str, list[CustomEmoji]] = {}
    for each in _read(tx, select(*_COLUMNS).where(emoji.c.group_id.in_(member_group_ids(user_id)))):
        found.setdefault(each.group_id, []).append(each)
    return found


def group_behind(tx: Tx, emoji_id: str) -> str | None:
    return tx.conn.execute(select(emoji.c.group_id).where(emoji.c.id == emoji_id)).scalar()


def emoji_count(tx: Tx, group_id: str) -> int:
    return tx.conn.execute(select(func.count()).where(emoji.c.group_id == group_id)).scalar_one()


def emoji_of(tx: Tx, emoji_id: str, user_id: str) -> CustomEmoji:
    """For members of its group. Raises `NotFound`."""
    mine = select(*_COLUMNS).where(emoji.c.id == emoji_id, is_member(emoji.c.group_id, user_id))
    for found in _read(tx, mine):
        return found
    raise NotFound


def picture_size(tx: Tx, emoji_id: str, user_id: str) -> int:
    """Bytes of its picture, for members of its group. Raises `NotFound`."""
    mine = select(emoji.c.size).where(emoji.c.id == emoji_id, is_member(emoji.c.group_id, user_id))
    size = tx.conn.execute(mine).scalar()
    if size is None:
        raise NotFound
    return int(size)


def _read(tx: Tx, rows: Select[Any]) -> list[CustomEmoji]:
    return [
        CustomEmoji(
            id=row.id,
            group_id=row.group_id,
            name=row.name,
            url=f"/api/emoji/{row.id}/image",
            animated=row.animated,
            created_by=row.created_by,
        )
        for row in tx.conn.execute(rows.order_by(emoji.c.name))
    ]
