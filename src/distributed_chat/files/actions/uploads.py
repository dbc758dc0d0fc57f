"""An upload begins, grows and becomes a file. What is done with its bytes in between is `receiving`'s."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, func, insert, select, update

from distributed_chat.conversations.schemas import File
from distributed_chat.db import Tx, advisory_lock
from distributed_chat.files import policy
from distributed_chat.files.errors import NoRoomLeft, TooManyUploads, UploadIsElsewhere
from distributed_chat.files.jobs import DISCARD_PIECES, DiscardPieces, sweep_later
from distributed_chat.files.queries import Looks, Pending, bytes_of_uploads_of, own_file, pending_upload
from distributed_chat.files.tables import contents, files, uploads
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.ids import new_id

BUSY_SECONDS = 10


class Parts(NamedTuple):
    """What the sender says of an upload, checked and tidied by `begin`."""

    name: str
    size: int | None = None
    seconds: float | None = None
    waveform: Sequence[int] | None = None


def begin(tx: Tx, actor_id: str, parts: Parts, *, announced: int | None = None) -> Pending:
    """Room for an upload, for a day. Raises `TooManyUploads`, `NoRoomLeft`, `WaveformIsWrong`.

    `announced`: bytes of what it comes in, where its own are not known.
    """
    waiting = select(func.count()).where(uploads.c.owner_id == actor_id)
    if tx.conn.execute(waiting).scalar_one() >= policy.UPLOADS_AT_ONCE:
        raise TooManyUploads(retry_after=BUSY_SECONDS)
    _check_room(tx, actor_id, parts.size or announced)
    return begin_many(tx, actor_id, parts)


def _check_room(tx: Tx, owner_id: str, size: int | None) -> None:
    """Of an unknown size, whether there is any. One person's go one after the other, or all would see it free."""
    most = tx.settings.files_each
    if most is None:
        return
    if tx.dialect == "postgresql":
        tx.conn.execute(advisory_lock(f"files:{owner_id}"))
    if bytes_of_uploads_of(tx, owner_id) + max(size or 0, 1) > most:
        raise NoRoomLeft


def begin_many(tx: Tx, actor_id: str, parts: Parts, *, id: str | None = None) -> Pending:
    """As `begin` for what the server itself brings, however much. `id` is free. Raises `WaveformIsWrong`."""
    policy.check_voice(parts.seconds, parts.waveform)
    upload_id, expires_at = id or new_id(), tx.now + policy.UNPOSTED_FOR
    tx.conn.execute(
        insert(uploads).values(
            id=upload_id,
            owner_id=actor_id,
            name=policy.tidy_name(parts.name),
            size=parts.size,
            pieces="[]",
            seconds=parts.seconds,
            waveform=None if parts.waveform is None else _json(parts.waveform),
            created_at=tx.now,
            expires_at=expires_at,
        )
    )
    sweep_later(tx, upload_id, expires_at)
    return pending_upload(tx, upload_id, actor_id)


def keep_piece(tx: Tx, pending: Pending, size: int) -> Pending:
    """One more piece lies in the blobs. Raises `UploadIsElsewhere` when another was kept in its place meanwhile."""
    grown = pending._replace(pieces=[*pending.pieces, size])
    mine = update(uploads).where(uploads.c.id == pending.id, uploads.c.pieces == _json(pending.pieces))
    if not tx.conn.execute(mine.values(pieces=_json(grown.pieces))).rowcount:
        raise UploadIsElsewhere
    return grown


def finish(tx: Tx, pending: Pending, looks: Looks, *, first_piece: int = 0) -> File:
    """The upload is a file of its owner now, in no message yet; its pieces are numbered from `first_piece`.

    Raises `UploadIsElsewhere` when it was ended before.
    """
    ended = delete(uploads).where(uploads.c.id == pending.id).returning(uploads.c.waveform)
    row = tx.conn.execute(ended).first()
    if row is None:
        raise UploadIsElsewhere
    tx.conn.execute(
        insert(contents).values(
            id=pending.id,
            size=sum(pending.pieces),
            pieces=_json(pending.pieces),
            first_piece=first_piece,
            created_at=tx.now,
            **looks._asdict(),
        )
    )
    if first_piece > 0:
        enqueue(tx, DISCARD_PIECES, pending.id, DiscardPieces(content_id=pending.id, before=first_piece))
    waveform = pending.waveform if looks.type.startswith("audio/") else None
    tx.conn.execute(
        insert(files).values(
            id=pending.id,
            content_id=pending.id,
            owner_id=pending.owner_id,
            name=pending.name,
            kind=policy.kind_of(looks.type, waveform),
            created_at=tx.now,
            seconds=pending.seconds,
            waveform=None if waveform is None else _json(waveform),
        )
    )
    return own_file(tx, pending.id, pending.owner_id)


def _json(numbers: Sequence[int]) -> str:
    return msgspec.json.encode(numbers).decode()
