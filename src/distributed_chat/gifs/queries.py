"""Reads of a group's shelf."""

from typing import Any

from sqlalchemy import Select, func, or_, select

from distributed_chat.db import Tx
from distributed_chat.files.queries import Readable, held_file, held_sizes
from distributed_chat.gifs import policy
from distributed_chat.gifs.schemas import Gif, ShelfCut
from distributed_chat.gifs.tables import gifs
from distributed_chat.groups.queries import is_member, role_in
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.pages import page_limit

_COLUMNS = (gifs.c.id, gifs.c.group_id, gifs.c.file_id, gifs.c.tags, gifs.c.created_by, gifs.c.created_at)


def shelf_page(tx: Tx, group_id: str, user_id: str, cut: ShelfCut) -> tuple[list[Gif], bool]:
    """The newest first, and whether there are older ones. Raises `NotFound`."""
    role_in(tx, group_id, user_id)
    limit = page_limit(cut.limit)
    rows = select(*_COLUMNS).where(gifs.c.group_id == group_id)
    for word in policy.words_of(cut.q):
        rows = rows.where(gifs.c.tags.contains(f" {word}", autoescape=True))
    if cut.before is not None:
        before = select(gifs.c.created_at).where(gifs.c.id == cut.before, gifs.c.group_id == group_id)
        at = tx.conn.execute(before).scalar()
        if at is None:
            raise NotFound
        rows = rows.where(or_(gifs.c.created_at < at, (gifs.c.created_at == at) & (gifs.c.id < cut.before)))
    found = _read(tx, rows.order_by(gifs.c.created_at.desc(), gifs.c.id.desc()).limit(limit + 1))
    return found[:limit], len(found) > limit


def gif_of(tx: Tx, gif_id: str, user_id: str) -> Gif:
    """For members of its group. Raises `NotFound`."""
    for found in _read(tx, select(*_COLUMNS).where(gifs.c.id == gif_id, is_member(gifs.c.group_id, user_id))):
        return found
    raise NotFound


def file_id_of(tx: Tx, gif_id: str, user_id: str) -> str:
    """The file that the shelf holds, for members of its group. Raises `NotFound`."""
    mine = select(gifs.c.file_id).where(gifs.c.id == gif_id, is_member(gifs.c.group_id, user_id))
    file_id = tx.conn.execute(mine).scalar()
    if file_id is None:
        raise NotFound
    return str(file_id)


def gif_picture(tx: Tx, gif_id: str, user_id: str) -> Readable:
    """Its bytes, for members of its group. Raises `NotFound`."""
    return held_file(tx, file_id_of(tx, gif_id, user_id))


def group_behind(tx: Tx, gif_id: str) -> str | None:
    return tx.conn.execute(select(gifs.c.group_id).where(gifs.c.id == gif_id)).scalar()


def gif_count(tx: Tx, group_id: str) -> int:
    return tx.conn.execute(select(func.count()).where(gifs.c.group_id == group_id)).scalar_one()


def _read(tx: Tx, rows: Select[Any]) -> list[Gif]:
    found = tx.conn.execute(rows).all()
    sizes = held_sizes(tx, [row.file_id for row in found])
    return [
        Gif(
            id=row.id,
            group_id=row.group_id,
            url=f"/api/gifs/{row.id}/image",
            width=sizes[row.file_id][0],
            height=sizes[row.file_id][1],
            tags=row.tags.split(),
            created_by=row.created_by,
        )
        for row in found
    ]
