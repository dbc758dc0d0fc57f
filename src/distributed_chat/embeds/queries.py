"""Reads of previews. For those who have checked who may read the messages, except `readable_image`."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import func, select

from distributed_chat.conversations.queries import found
from distributed_chat.conversations.schemas import Preview, PreviewImage
from distributed_chat.db import Tx
from distributed_chat.embeds.tables import previews
from distributed_chat.kernel.errors import NotFound


class Link(NamedTuple):
    """One of the first links of a message, whether or not anything was found behind it."""

    id: str
    message_id: str
    conversation_id: str
    author_id: str
    place: int
    url: str
    url_hash: str
    removed: bool
    found_at: int | None
    blob_key: str | None


_LINK = [previews.c[name] for name in Link._fields]


def previews_of(tx: Tx, message_ids: Collection[str]) -> dict[str, list[Preview]]:
    """What is shown under those of these messages that have previews, in the order of the links. One statement."""
    if not message_ids:
        return {}
    shown = select(previews).where(
        previews.c.message_id.in_(message_ids), previews.c.found_at.is_not(None), ~previews.c.removed
    )
    by_message: dict[str, list[Preview]] = {}
    for row in tx.conn.execute(shown.order_by(previews.c.message_id, previews.c.place)):
        by_message.setdefault(row.message_id, []).append(_preview(row))
    return by_message


def links_of(tx: Tx, message_id: str) -> list[Link]:
    rows = select(*_LINK).where(previews.c.message_id == message_id).order_by(previews.c.place)
    return [Link(*row) for row in tx.conn.execute(rows)]


def link_of(tx: Tx, preview_id: str) -> Link | None:
    row = tx.conn.execute(select(*_LINK).where(previews.c.id == preview_id)).first()
    return None if row is None else Link(*row)


def found_since(tx: Tx, url_hash: str, since: int) -> Any | None:
    """The newest row of what was found behind that address since then, in any message; its columns as in the table."""
    rows = select(previews).where(previews.c.url_hash == url_hash, previews.c.found_at >= since)
    return tx.conn.execute(rows.order_by(previews.c.found_at.desc()).limit(1)).first()


def readable_image(tx: Tx, preview_id: str, user_id: str) -> str:
    """The key of a preview's picture, if this user may read its message. Raises `NotFound`."""
    link = link_of(tx, preview_id)
    if link is None or link.removed or link.blob_key is None:
        raise NotFound
    found(tx, link.conversation_id, user_id)
    return link.blob_key


def conversations_behind(tx: Tx, preview_id: str) -> set[str]:
    link = link_of(tx, preview_id)
    return set() if link is None else {link.conversation_id}


def is_used(tx: Tx, blob_key: str) -> bool:
    """Whether a preview still shows that picture."""
    return tx.conn.execute(select(previews.c.id).where(previews.c.blob_key == blob_key).limit(1)).first() is not None


def newest_picture(tx: Tx) -> int:
    """When a preview was found last; 0 for none."""
    return tx.conn.execute(select(func.max(previews.c.found_at))).scalar() or 0


def pictures_among(tx: Tx, ids: Collection[str]) -> set[str]:
    """Those of these pictures that a preview shows; for whoever sweeps. One statement."""
    keys = [f"previews/{id}" for id in ids]
    shown = select(previews.c.blob_key).where(previews.c.blob_key.in_(keys))
    return {str(key).partition("/")[2] for key in tx.conn.execute(shown).scalars()}


def _preview(row: Any) -> Preview:
    image = None
    if row.blob_key is not None:
        image = PreviewImage(url=f"/api/previews/{row.id}/image", width=row.width, height=row.height)
    return Preview(
        id=row.id,
        url=row.url,
        title=row.title,
        description=row.description,
        site=row.site,
        image=image,
        player=row.player,
        player_url=row.player_url,
    )
