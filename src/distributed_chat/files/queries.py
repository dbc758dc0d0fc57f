"""Reads of files: what hangs on messages, what somebody may read, the files of a conversation."""

from collections.abc import Collection, Generator, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, func, or_, select, union_all

from distributed_chat.accounts.queries import actor_of_session, users_by_id
from distributed_chat.conversations.queries import found, readable, readable_among
from distributed_chat.conversations.schemas import File
from distributed_chat.db import Prepared, Tx
from distributed_chat.db.schema import instance_value
from distributed_chat.files.errors import UploadIsNotDone
from distributed_chat.files.links import opened
from distributed_chat.files.schemas import Gallery, GalleryCut, GalleryFile, MyFile, MyFiles
from distributed_chat.files.tables import contents, files, uploads
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.pages import page_limit

LINK_SECRET = "link_secret"  # noqa: S105  # a name
"""The name under which the instance keeps what links are signed with."""

_steps = msgspec.json.Decoder(list[int])
_COLUMNS = (
    files.c.id,
    files.c.name,
    files.c.seconds,
    files.c.waveform,
    contents.c.type,
    contents.c.size,
    contents.c.thumbnail,
    contents.c.width,
    contents.c.height,
    contents.c.blur,
    contents.c.pages,
)
_PLACE = (files.c.message_id, files.c.number, files.c.thread_of, files.c.owner_id, files.c.posted_at)
_WITH_CONTENT = files.join(contents, contents.c.id == files.c.content_id)
_IN_ORDER = (files.c.position, files.c.id)

_RIGHTS = Prepared(
    select(
        files.c.owner_id,
        files.c.conversation_id,
        files.c.content_id,
        contents.c.pieces,
        contents.c.first_piece,
        *_COLUMNS,
    )
    .select_from(_WITH_CONTENT)
    .where(files.c.id == bindparam("id"))
)
_OWN = (files.c.owner_id == bindparam("owner"), contents.c.id == files.c.id)
"""What this person uploaded: a forward is another file on the same content, and costs nobody."""
_KEPT = Prepared(
    select(func.coalesce(func.sum(contents.c.size + func.coalesce(contents.c.thumbnail, 0)), 0))
    .select_from(_WITH_CONTENT)
    .where(*_OWN)
)
_COMING = Prepared(select(func.coalesce(func.sum(uploads.c.size), 0)).where(uploads.c.owner_id == bindparam("owner")))
_LARGEST = Prepared(
    select(files.c.conversation_id, files.c.number, files.c.thread_of, files.c.posted_at, *_COLUMNS)
    .select_from(_WITH_CONTENT)
    .where(*_OWN)
    .order_by(contents.c.size.desc(), files.c.id.desc())
    .limit(100)
)
LARGEST_SHOWN = 20


class Pending(NamedTuple):
    """An upload that is not done."""

    id: str
    owner_id: str
    name: str
    size: int | None
    """Bytes announced."""
    pieces: list[int]
    seconds: float | None
    waveform: list[int] | None
    expires_at: int

    @property
    def offset(self) -> int:
        """Bytes that are kept."""
        return sum(self.pieces)


_PENDING = select(*(uploads.c[name] for name in Pending._fields))


class Looks(NamedTuple):
    """What we found out about the bytes of a file."""

    type: str
    thumbnail: int | None = None
    """Bytes of its blob."""
    width: int | None = None
    height: int | None = None
    blur: str | None = None
    pages: int | None = None


class Readable(NamedTuple):
    """A file that somebody may read, and where its bytes are."""

    file: File
    content_id: str
    pieces: list[int]
    """Their sizes."""
    first_piece: int
    thumbnail: int | None
    """Bytes."""


def contents_among(tx: Tx, ids: Collection[str]) -> set[str]:
    """Those of these bytes that a file has or an upload will have; for whoever sweeps. One statement."""
    known = select(contents.c.id).where(contents.c.id.in_(ids))
    coming = select(uploads.c.id).where(uploads.c.id.in_(ids))
    return set(tx.conn.execute(union_all(known, coming)).scalars())


def newest_content(tx: Tx) -> int:
    """When the last upload began or was done; 0 for none."""
    moments = (select(func.max(table.c.created_at)) for table in (contents, uploads))
    return max(tx.conn.execute(moment).scalar() or 0 for moment in moments)


def forgotten_contents(tx: Tx, before: int, *, most: int) -> list[str]:
    """Bytes older than that instant that no file is on: whoever was to take them away never could."""
    on_it = exists().where(files.c.content_id == contents.c.id)
    coming = exists().where(uploads.c.id == contents.c.id)
    forgotten = select(contents.c.id).where(contents.c.created_at < before, ~on_it, ~coming)
    return list(tx.conn.execute(forgotten.limit(most)).scalars())


def files_of(tx: Tx, message_ids: Collection[str]) -> dict[str, list[File]]:
    """By message, in the order in which their author put them. One statement; none for no messages."""
    if not message_ids:
        return {}
    hung = select(files.c.message_id, *_COLUMNS).select_from(_WITH_CONTENT)
    hung = hung.where(files.c.message_id.in_(message_ids)).order_by(*_IN_ORDER)
    by_message: dict[str, list[File]] = {}
    for message_id, *row in tx.conn.execute(hung):
        by_message.setdefault(message_id, []).append(shown(row))
    return by_message


def readable_file(tx: Tx, file_id: str, user_id: str) -> Readable:
    """Whoever may read its conversation; before it is posted, who uploaded it. Raises `NotFound`."""
    row = _RIGHTS.first(tx, id=file_id)
    if row is None:
        raise NotFound
    owner_id, conversation_id = row[:2]
    mine = owner_id == user_id if conversation_id is None else readable(tx, conversation_id, user_id) is not None
    if not mine:
        raise NotFound
    return _readable(row)


def conversations_behind(tx: Tx, file_id: str) -> set[str]:
    """Where it hangs; none before it is posted."""
    row = select(files.c.conversation_id).where(files.c.id == file_id, files.c.conversation_id.is_not(None))
    return {str(found) for found in tx.conn.execute(row).scalars()}


def held_file(tx: Tx, file_id: str) -> Readable:
    """For those who hold it, and have checked who asks. Raises `NotFound`."""
    row = _RIGHTS.first(tx, id=file_id)
    if row is None:
        raise NotFound
    return _readable(row)


def bytes_of_uploads(tx: Tx) -> int:
    """Of everything that is kept, each content once."""
    size = func.coalesce(func.sum(contents.c.size + func.coalesce(contents.c.thumbnail, 0)), 0)
    return int(tx.conn.execute(select(size)).scalar_one())


def pieces_of_everything(connection: Connection) -> Generator[tuple[str, list[tuple[int, int]]]]:
    """For `distributed verify`: of each upload the numbers of its blobs, and how many bytes each has."""
    rows = select(contents.c.id, contents.c.pieces, contents.c.first_piece)
    with connection.execute(rows.execution_options(yield_per=1_000)) as found:
        for id, pieces, first in found:
            yield id, list(enumerate(_steps.decode(pieces), start=first))


def held_sizes(tx: Tx, file_ids: Collection[str]) -> dict[str, tuple[int, int]]:
    """Width and height in pixels. One statement; none for no files."""
    if not file_ids:
        return {}
    sizes = select(files.c.id, contents.c.width, contents.c.height).select_from(_WITH_CONTENT)
    return {row.id: (row.width or 0, row.height or 0) for row in tx.conn.execute(sizes.where(files.c.id.in_(file_ids)))}


def linked_file(tx: Tx, file_id: str, token: str) -> Readable:
    """As `readable_file`, for whoever has the link: as long as the session that asked for it. Raises `NotFound`."""
    secret = instance_value(tx, LINK_SECRET)
    link = None if secret is None else opened(secret, file_id, token)
    actor = None if link is None or link.expires_at <= tx.now else actor_of_session(tx, link.session_id)
    if actor is None:
        raise NotFound
    return readable_file(tx, file_id, actor.user_id)


def pending_upload(tx: Tx, upload_id: str, user_id: str) -> Pending:
    """My upload that is not done. Raises `NotFound`."""
    row = tx.conn.execute(_PENDING.where(uploads.c.id == upload_id, uploads.c.owner_id == user_id)).first()
    if row is None or row.expires_at <= tx.now:
        raise NotFound
    waveform = None if row.waveform is None else _steps.decode(row.waveform)
    return Pending(**{**row._mapping, "pieces": _steps.decode(row.pieces), "waveform": waveform})


def upload_state(tx: Tx, upload_id: str, user_id: str) -> Pending:
    """As `pending_upload`, also of one that has become a file by now: its offset is its end."""
    file = _own(tx, upload_id, user_id)
    if file is None:
        return pending_upload(tx, upload_id, user_id)
    return Pending(upload_id, user_id, file.name, file.size, [file.size], None, None, tx.now)


def uploaded(tx: Tx, upload_id: str, user_id: str) -> File | Pending:
    """The file, or the upload that has all its bytes. Raises `UploadIsNotDone`, `NotFound`."""
    file = _own(tx, upload_id, user_id)
    if file is not None:
        return file
    upload = pending_upload(tx, upload_id, user_id)
    if upload.offset != upload.size:
        raise UploadIsNotDone
    return upload


def own_file(tx: Tx, file_id: str, user_id: str) -> File:
    """What this person uploaded, posted or not, as long as they may read it. Raises `NotFound`."""
    mine = _own(tx, file_id, user_id)
    if mine is None:
        raise NotFound
    return mine


def own_held_file(tx: Tx, file_id: str, user_id: str) -> File | None:
    """What this person uploaded and something of theirs holds; None once it is gone."""
    row = _RIGHTS.first(tx, id=file_id)
    return None if row is None or row[0] != user_id else _readable(row).file


def waits_for(tx: Tx, file_id: str, user_id: str) -> bool | None:
    """Whether this file waits to be posted by this person; None when nothing has that id."""
    row = tx.conn.execute(select(files.c.owner_id, files.c.message_id, files.c.held_by).where(files.c.id == file_id))
    for owner_id, message_id, held_by in row:
        return owner_id == user_id and message_id is None and held_by is None
    known = (select(table.c.id).where(table.c.id == file_id) for table in (contents, uploads))
    return False if tx.conn.execute(union_all(*known)).first() else None


def _own(tx: Tx, file_id: str, user_id: str) -> File | None:
    mine = tx.conn.execute(select(files.c.id).where(files.c.id == file_id, files.c.owner_id == user_id)).first()
    return None if mine is None else readable_file(tx, file_id, user_id).file


def bytes_of_uploads_of(tx: Tx, owner_id: str) -> int:
    """Wherever they sent them, and what is on its way."""
    [kept], [coming] = _KEPT.all(tx, owner=owner_id)[0], _COMING.all(tx, owner=owner_id)[0]
    return int(kept) + int(coming)


def my_files(tx: Tx, user_id: str) -> MyFiles:
    rows = _LARGEST.all(tx, owner=user_id)
    readable_ones = readable_among(tx, user_id, [row[0] for row in rows if row[0] is not None])
    largest = [
        MyFile(
            file=shown(of_file),
            conversation_id=conversation_id,
            number=number,
            thread_of=thread_of,
            sent_at=None if posted_at is None else rfc3339(posted_at),
        )
        for conversation_id, number, thread_of, posted_at, *of_file in rows
        if conversation_id is None or conversation_id in readable_ones
    ]
    return MyFiles(bytes=bytes_of_uploads_of(tx, user_id), most=tx.settings.files_each, largest=largest[:LARGEST_SHOWN])


def gallery_page(tx: Tx, conversation_id: str, user_id: str, cut: GalleryCut) -> Gallery:
    """The files of a conversation, those in threads too, the newest first. Raises `NotFound`."""
    found(tx, conversation_id, user_id)
    limit = page_limit(cut.limit)
    rows = tx.conn.execute(_gallery(tx, conversation_id, cut).limit(limit + 1)).all()
    entries = [
        GalleryFile(
            file=shown(row[5:]),
            message_id=row.message_id,
            number=row.number,
            thread_of=row.thread_of,
            author_id=row.owner_id,
            sent_at=rfc3339(row.posted_at),
        )
        for row in rows[:limit]
    ]
    users = users_by_id(tx, {entry.author_id for entry in entries}) if entries else {}
    return Gallery(files=entries, users=list(users.values()), has_older=len(rows) > limit)


def _readable(row: Sequence[Any]) -> Readable:
    _, _, content_id, pieces, first_piece, *rest = row
    return Readable(shown(rest), content_id, _steps.decode(pieces), first_piece, rest[6])


def shown(row: Any) -> File:
    """A row of `_COLUMNS` as JSON has it."""
    id, name, seconds, waveform, media_type, size, thumbnail, width, height, blur, pages = row
    return File(
        id=id,
        name=name,
        type=media_type,
        size=size,
        url=f"/api/files/{id}/{_in_address(name)}",
        thumbnail=None if thumbnail is None else f"/api/files/{id}/thumbnail",
        width=width,
        height=height,
        blur=blur,
        seconds=seconds,
        waveform=None if waveform is None else _steps.decode(waveform),
        pages=pages,
    )


def _gallery(tx: Tx, conversation_id: str, cut: GalleryCut) -> Select[Any]:
    rows = select(*_PLACE, *_COLUMNS).select_from(_WITH_CONTENT).where(files.c.conversation_id == conversation_id)
    if cut.kind is not None:
        rows = rows.where(files.c.kind == cut.kind)
    if cut.before is not None:
        rows = rows.where(_before(tx, conversation_id, cut.before))
    return rows.order_by(files.c.posted_at.desc(), files.c.id.desc())


def _before(tx: Tx, conversation_id: str, file_id: str) -> ColumnElement[bool]:
    """Raises `NotFound` for one that is not in this conversation (any more)."""
    place = select(files.c.posted_at).where(files.c.id == file_id, files.c.conversation_id == conversation_id)
    posted_at = tx.conn.execute(place).scalar()
    if posted_at is None:
        raise NotFound
    return or_(files.c.posted_at < posted_at, and_(files.c.posted_at == posted_at, files.c.id < file_id))


def _in_address(name: str) -> str:
    """Only for people to see: the file is found by its id. Two words have a meaning of their own there."""
    plain = "".join(character if character.isprintable() else "_" for character in name)
    return quote(f"_{plain}" if plain in {"thumbnail", "link"} else plain, safe="")
