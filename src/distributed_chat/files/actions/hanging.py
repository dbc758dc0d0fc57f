"""Files are hung on messages, copied with them, and go with them. Called by `messages` inside its commands, under the
lock of the conversation's stream; `gifs` holds files in the same way without a message.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update

from distributed_chat.conversations.schemas import File
from distributed_chat.db import Prepared, Tx
from distributed_chat.files.errors import FileIsNotYours
from distributed_chat.files.jobs import discard_later, sweep_later
from distributed_chat.files.policy import UNPOSTED_FOR
from distributed_chat.files.queries import files_of, own_file
from distributed_chat.files.tables import files
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import new_id

_hang = Prepared(
    update(files)
    .where(
        files.c.id == bindparam("file"),
        files.c.owner_id == bindparam("owner"),
        files.c.message_id.is_(None),
        files.c.held_by.is_(None),
    )
    .values(
        conversation_id=bindparam("conversation"),
        message_id=bindparam("message"),
        thread_of=bindparam("thread"),
        number=bindparam("its_number"),
        position=bindparam("its_position"),
        posted_at=bindparam("now"),
    )
)
_COPIED = ("content_id", "name", "kind", "seconds", "waveform")


def check_are_mine(tx: Tx, actor_id: str, file_ids: Sequence[str]) -> None:
    """Before the first write: whether `attach` and `hold` would take them. Raises `FileIsNotYours`."""
    if not file_ids:
        return
    free = select(func.count()).where(
        files.c.id.in_(file_ids),
        files.c.owner_id == actor_id,
        files.c.message_id.is_(None),
        files.c.held_by.is_(None),
    )
    if tx.conn.execute(free).scalar_one() != len(file_ids):  # one that is named twice is missing
        raise FileIsNotYours(field="file_ids")


def attach(
    tx: Tx,
    actor_id: str,
    conversation_id: str,
    message_id: str,
    file_ids: Sequence[str],
    *,
    number: int,
    thread_of: str | None = None,
    posted_at: int | None = None,
) -> list[File]:
    """Hangs my uploads on my new message, in this order. From now on whoever may read it may read them.

    `number`, `thread_of` and `posted_at` (None: now) are the message's, for the gallery. Raises `FileIsNotYours`; then
    nothing may be committed.
    """
    for position, file_id in enumerate(file_ids):
        hung = _hang.run(
            tx,
            file=file_id,
            owner=actor_id,
            conversation=conversation_id,
            message=message_id,
            thread=thread_of,
            its_number=number,
            its_position=position,
            now=tx.now if posted_at is None else posted_at,
        )
        if not hung:
            raise FileIsNotYours(field="file_ids")
    return files_of(tx, [message_id] if file_ids else []).get(message_id, [])


def attach_copies(
    tx: Tx,
    actor_id: str,
    from_message_id: str,
    conversation_id: str,
    message_id: str,
    *,
    number: int,
    thread_of: str | None = None,
) -> list[File]:
    """The files of another message hang on mine too: rows of their own on the same bytes. Who may read the other is
    for the caller to have checked. Empty when there are none.
    """
    sources = tx.conn.execute(
        select(*(files.c[name] for name in _COPIED))
        .where(files.c.message_id == from_message_id)
        .order_by(files.c.position, files.c.id)
    ).all()
    if not sources:
        return []
    place = {"conversation_id": conversation_id, "message_id": message_id, "thread_of": thread_of, "number": number}
    copies = [
        {**row._mapping, **place, "position": position, "posted_at": tx.now, **_mine(tx, actor_id)}
        for position, row in enumerate(sources)
    ]
    tx.conn.execute(insert(files), copies)
    return files_of(tx, [message_id])[message_id]


def forget(tx: Tx, message_id: str) -> None:
    """The message is deleted: its files are gone with this commit, and bytes that no other file needs soon after."""
    _remove(tx, files.c.message_id == message_id)


def hold(tx: Tx, actor_id: str, file_id: str, *, held_by: str) -> File:
    """My upload, in no message yet, is kept by something else than a message. Raises `FileIsNotYours`."""
    mine = update(files).where(
        files.c.id == file_id,
        files.c.owner_id == actor_id,
        files.c.message_id.is_(None),
        files.c.held_by.is_(None),
    )
    if not tx.conn.execute(mine.values(held_by=held_by)).rowcount:
        raise FileIsNotYours(field="file_id")
    return own_file(tx, file_id, actor_id)


def release(tx: Tx, file_ids: Collection[str], *, held_by: str) -> None:
    """What held these files holds them no more, and a message may take them: in this transaction, or they lie about."""
    theirs = files.c.id.in_(file_ids) & (files.c.held_by == held_by)
    tx.conn.execute(update(files).where(theirs).values(held_by=None))


def copy_held(tx: Tx, actor_id: str, file_id: str) -> File:
    """A file of mine on the bytes of one that is held, ready for a message. Who may take it is for the caller."""
    row = tx.conn.execute(
        select(*(files.c[name] for name in _COPIED)).where(files.c.id == file_id, files.c.held_by.is_not(None))
    ).first()
    if row is None:
        raise NotFound
    mine = _mine(tx, actor_id)
    tx.conn.execute(insert(files).values(**row._mapping, **mine))
    sweep_later(tx, mine["id"], tx.now + UNPOSTED_FOR)
    return own_file(tx, mine["id"], actor_id)


def let_go(tx: Tx, file_ids: Collection[str]) -> None:
    """What held them holds them no more: they are gone as in `forget`."""
    _remove(tx, files.c.id.in_(file_ids) & files.c.held_by.is_not(None))


def _mine(tx: Tx, actor_id: str) -> dict[str, Any]:
    return {"id": new_id(), "owner_id": actor_id, "created_at": tx.now}


def _remove(tx: Tx, which: ColumnElement[bool]) -> None:
    removed = tx.conn.execute(delete(files).where(which).returning(files.c.content_id)).scalars().all()
    for content_id in set(removed):
        discard_later(tx, content_id)
