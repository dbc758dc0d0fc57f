"""Reads of what somebody keeps for later. What they may not read any more is not among it, but for their own words."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Select, func, select

from distributed_chat.conversations.queries import readable_among
from distributed_chat.conversations.schemas import Entity
from distributed_chat.db import Tx
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.pages import page_limit
from distributed_chat.later.schemas import (
    Draft,
    Saved,
    SavedCut,
    SavedMessage,
    SavedPage,
    Scheduled,
    ScheduledWords,
)
from distributed_chat.later.tables import drafts, saved_messages, scheduled_messages
from distributed_chat.messages.queries import company_of, messages_by_ids

_entities = msgspec.json.Decoder(list[Entity])
_words = msgspec.json.Decoder(ScheduledWords)


class SavedRow(NamedTuple):
    message_id: str
    conversation_id: str
    saved_at: int
    remind_at: int | None
    reminded_at: int | None


class DraftRow(NamedTuple):
    id: str
    place_id: str
    conversation_id: str
    text: str
    entities: bytes | None
    reply_to: str | None
    changed_at: int


class ScheduledRow(NamedTuple):
    """`words` are None when it is gone: sent or deleted."""

    id: str
    user_id: str
    conversation_id: str
    send_at: int
    words: bytes | None
    failure: str | None
    gone: str | None
    digest: bytes
    seq: int


_SAVED = [saved_messages.c[name] for name in SavedRow._fields]
_DRAFT = [drafts.c[name] for name in DraftRow._fields]
_SCHEDULED = [scheduled_messages.c[name] for name in ScheduledRow._fields]
_NEWEST_FIRST = (saved_messages.c.saved_at.desc(), saved_messages.c.message_id.desc())


def saved_of(tx: Tx, user_id: str) -> list[Saved]:
    """What this user saved and may read, the newest first. Two statements."""
    rows = _saved_rows(tx, _saved_by(user_id))
    readable = readable_among(tx, user_id, {row.conversation_id for row in rows})
    return [saved(row) for row in rows if row.conversation_id in readable]


def saved_page(tx: Tx, user_id: str, cut: SavedCut) -> SavedPage:
    """A page of saved messages as they are now: tombstones of those deleted, nothing of those out of reach."""
    limit = page_limit(cut.limit)
    rows = _saved_rows(tx, _saved_by(user_id))
    readable = readable_among(tx, user_id, {row.conversation_id for row in rows})
    mine = _after(cut.before, [row for row in rows if row.conversation_id in readable])
    messages = messages_by_ids(tx, [row.message_id for row in mine[:limit]])
    shown = [
        SavedMessage(saved=saved(row), message=messages[row.message_id])
        for row in mine[:limit]
        if row.message_id in messages
    ]
    company = company_of(tx, [one.message for one in shown], user_id)
    return SavedPage(
        saved=shown,
        users=company.users,
        quoted=company.quoted,
        votes=company.votes,
        has_older=len(mine) > limit,
    )


def saved_row(tx: Tx, user_id: str, message_id: str) -> SavedRow | None:
    rows = _saved_rows(tx, _saved_by(user_id).where(saved_messages.c.message_id == message_id))
    return next(iter(rows), None)


def count_saved(tx: Tx, user_id: str) -> int:
    rows = select(func.count()).select_from(saved_messages).where(saved_messages.c.user_id == user_id)
    return tx.conn.execute(rows).scalar_one()


def drafts_of(tx: Tx, user_id: str) -> list[Draft]:
    """This user's drafts in what they may read, by place. Two statements."""
    mine = select(*_DRAFT).where(drafts.c.user_id == user_id).order_by(drafts.c.place_id)
    rows = [DraftRow(*row) for row in tx.conn.execute(mine)]
    readable = readable_among(tx, user_id, {row.conversation_id for row in rows})
    return [draft(row) for row in rows if row.conversation_id in readable]


def draft_row(tx: Tx, user_id: str, place_id: str) -> DraftRow | None:
    mine = select(*_DRAFT).where(drafts.c.user_id == user_id, drafts.c.place_id == place_id)
    row = tx.conn.execute(mine).first()
    return None if row is None else DraftRow(*row)


def count_drafts(tx: Tx, user_id: str) -> int:
    return tx.conn.execute(select(func.count()).select_from(drafts).where(drafts.c.user_id == user_id)).scalar_one()


def scheduled_of(tx: Tx, user_id: str) -> list[Scheduled]:
    """What waits to be sent, or was refused: also to where this user may not write any more. Due first comes first."""
    mine = _waiting_of(user_id).order_by(scheduled_messages.c.send_at, scheduled_messages.c.id)
    return [scheduled(ScheduledRow(*row)) for row in tx.conn.execute(mine)]


def scheduled_row(tx: Tx, scheduled_id: str) -> ScheduledRow | None:
    """Whosever it is, also when it is gone."""
    row = tx.conn.execute(select(*_SCHEDULED).where(scheduled_messages.c.id == scheduled_id)).first()
    return None if row is None else ScheduledRow(*row)


def conversations_behind(tx: Tx, scheduled_id: str) -> set[str]:
    row = scheduled_row(tx, scheduled_id)
    return set() if row is None else {row.conversation_id}


def count_scheduled(tx: Tx, user_id: str) -> int:
    waiting = _waiting_of(user_id).with_only_columns(func.count())
    return tx.conn.execute(waiting).scalar_one()


def saved(row: SavedRow) -> Saved:
    return Saved(
        message_id=row.message_id,
        conversation_id=row.conversation_id,
        saved_at=rfc3339(row.saved_at),
        remind_at=_moment(row.remind_at),
        reminded_at=_moment(row.reminded_at),
    )


def draft(row: DraftRow) -> Draft:
    return Draft(
        conversation_id=row.conversation_id,
        text=row.text,
        changed_at=rfc3339(row.changed_at),
        thread_of=None if row.place_id == row.conversation_id else row.place_id,
        entities=_entities.decode(row.entities) if row.entities else [],
        reply_to=row.reply_to,
    )


def scheduled(row: ScheduledRow) -> Scheduled:
    """Only of one that is not gone."""
    assert row.words is not None, "what is gone has no words"
    return Scheduled(
        id=row.id,
        conversation_id=row.conversation_id,
        send_at=rfc3339(row.send_at),
        message=_words.decode(row.words),
        failure=row.failure,
    )


def _saved_by(user_id: str) -> Select[Any]:
    return select(*_SAVED).where(saved_messages.c.user_id == user_id).order_by(*_NEWEST_FIRST)


def _saved_rows(tx: Tx, rows: Select[Any]) -> list[SavedRow]:
    return [SavedRow(*row) for row in tx.conn.execute(rows)]


def _after(message_id: str | None, rows: Sequence[SavedRow]) -> Sequence[SavedRow]:
    """Those behind that one in the list; all of them when it is not in it."""
    places = [place for place, row in enumerate(rows) if row.message_id == message_id]
    return rows[places[0] + 1 :] if places else rows


def _waiting_of(user_id: str) -> Select[Any]:
    return select(*_SCHEDULED).where(scheduled_messages.c.user_id == user_id, scheduled_messages.c.gone.is_(None))


def _moment(instant: int | None) -> str | None:
    return None if instant is None else rfc3339(instant)
