"""A message as its row has it: what a plain message is made of without asking another table."""

from enum import IntFlag
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, select

from distributed_chat.conversations.schemas import Entity, Forwarded, Message, Pin, Quoted, Thread
from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.messages import policy
from distributed_chat.messages.tables import messages


class Extras(IntFlag):
    """What other tables may know of a message: only those are asked."""

    FILES = 1
    POLL = 2
    LINKS = 4
    REACTIONS = 8


class Row(NamedTuple):
    id: str
    conversation_id: str
    timeline_id: str
    number: int
    author_id: str
    text: str
    sent_at: int
    kind: str
    entities: str | None
    edited_at: int | None
    deleted_at: int | None
    deleted_by: str | None
    reply_to_id: str | None
    reply_to_number: int | None
    reply_to_author_id: str | None
    forwarded_id: str | None
    forwarded_author_id: str | None
    forwarded_sent_at: int | None
    pinned_at: int | None
    pinned_by: str | None
    thread_count: int
    thread_first: int
    thread_last_at: int | None
    thread_user_ids: str | None
    extras: int

    @property
    def thread_of(self) -> str | None:
        return None if self.timeline_id == self.conversation_id else self.timeline_id


_KIND = Row._fields.index("kind")
_NUMBERS = {"thread_count": 0, "thread_first": 1, "extras": 0}
_NOTHING_MORE = ("text", *(_NUMBERS.get(name) for name in Row._fields[_KIND + 1 :]))
"""What most messages have from their kind on."""

COLUMNS = [messages.c[name] for name in Row._fields]

_one = Prepared(select(*COLUMNS).where(messages.c.id == bindparam("id")))
_entities = msgspec.json.Decoder(list[Entity])


def row_of(tx: Tx, message_id: str) -> Row:
    """For those who check. Raises `NotFound`."""
    row = _one.first(tx, id=message_id)
    if row is None:
        raise NotFound
    return Row(*row)


def entities_of(kept: str | None) -> list[Entity]:
    return [] if kept is None else _entities.decode(kept)


def kept_entities(entities: list[Entity]) -> str | None:
    return msgspec.json.encode(entities).decode() if entities else None


def plain(row: Row) -> Message:
    """Without what other tables know of it. Most are plain indeed, so that is looked at first."""
    if row[_KIND:] == _NOTHING_MORE:
        return Message(
            id=row.id,
            conversation_id=row.conversation_id,
            number=row.number,
            author_id=row.author_id,
            text=row.text,
            sent_at=rfc3339(row.sent_at),
            thread_of=row.thread_of,
        )
    if row.deleted_at is not None:
        return _tombstone(row, row.deleted_at)
    return _whole(row)


def _whole(row: Row) -> Message:
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        number=row.number,
        author_id=row.author_id,
        text=row.text,
        sent_at=rfc3339(row.sent_at),
        kind="text" if row.kind == "text" else "action",
        entities=entities_of(row.entities),
        edited_at=None if row.edited_at is None else rfc3339(row.edited_at),
        reply_to=quoted_of(row),
        thread_of=row.thread_of,
        thread=_thread(row),
        forwarded=_forwarded(row),
        pinned=_pin(row),
    )


def _tombstone(row: Row, deleted_at: int) -> Message:
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        number=row.number,
        author_id=row.author_id,
        text="",
        sent_at=rfc3339(row.sent_at),
        deleted_at=rfc3339(deleted_at),
        undone=policy.is_undone(row.author_id, row.sent_at, row.deleted_by, deleted_at),
        thread_of=row.thread_of,
        thread=_thread(row),
    )


def quoted_of(row: Row) -> Quoted | None:
    if row.reply_to_id is None or row.reply_to_number is None or row.reply_to_author_id is None:
        return None
    return Quoted(id=row.reply_to_id, number=row.reply_to_number, author_id=row.reply_to_author_id)


def _forwarded(row: Row) -> Forwarded | None:
    if row.forwarded_author_id is None or row.forwarded_sent_at is None:
        return None
    return Forwarded(author_id=row.forwarded_author_id, sent_at=rfc3339(row.forwarded_sent_at))


def _pin(row: Row) -> Pin | None:
    if row.pinned_at is None or row.pinned_by is None:
        return None
    return Pin(by=row.pinned_by, at=rfc3339(row.pinned_at))


def _thread(row: Row) -> Thread | None:
    if row.thread_last_at is None or row.thread_user_ids is None:
        return None
    return Thread(
        count=row.thread_count,
        last_at=rfc3339(row.thread_last_at),
        user_ids=row.thread_user_ids.split(","),
        first_number=row.thread_first,
    )
