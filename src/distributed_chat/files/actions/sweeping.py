"""What nobody needs any longer goes: rows here, bytes by `upkeep` after the commit."""

from sqlalchemy import delete, exists, select

from distributed_chat.db import Tx
from distributed_chat.files.jobs import discard_later
from distributed_chat.files.tables import contents, files, uploads
from distributed_chat.kernel.errors import NotFound


def throw_away(tx: Tx, actor_id: str, file_id: str) -> None:
    """My upload, finished or not, that is in no message. Raises `NotFound`."""
    if not _sweep(tx, file_id, owner_id=actor_id):
        raise NotFound


def sweep(tx: Tx, file_id: str) -> None:
    """As `throw_away`, by time: nothing when it was posted, or is gone."""
    _sweep(tx, file_id)


def is_unused(tx: Tx, content_id: str) -> bool:
    """Whether the bytes may go; then their row is gone. A file that is being made on them holds the row (its key)."""
    used = exists().where(files.c.content_id == content_id)
    coming = exists().where(uploads.c.id == content_id)
    if tx.conn.execute(select(used | coming)).scalar_one():
        return False
    tx.conn.execute(delete(contents).where(contents.c.id == content_id))
    return True


def _sweep(tx: Tx, file_id: str, *, owner_id: str | None = None) -> bool:
    unposted = [files.c.id == file_id, files.c.message_id.is_(None), files.c.held_by.is_(None)]
    begun = [uploads.c.id == file_id]
    if owner_id is not None:
        unposted.append(files.c.owner_id == owner_id)
        begun.append(uploads.c.owner_id == owner_id)
    content_id = tx.conn.execute(delete(uploads).where(*begun).returning(uploads.c.id)).scalar()
    if content_id is None:
        content_id = tx.conn.execute(delete(files).where(*unposted).returning(files.c.content_id)).scalar()
    if content_id is None:
        return False
    discard_later(tx, content_id)
    return True
