"""One message, its history, what is pinned, and the last one of each conversation."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from distributed_chat.conversations.queries import found, newest
from distributed_chat.conversations.schemas import Message
from distributed_chat.db import Tx
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.messages.policy import MOST_PINS
from distributed_chat.messages.queries.assembling import assembled, company_of
from distributed_chat.messages.queries.rows import COLUMNS, Row, entities_of, row_of
from distributed_chat.messages.schemas import Edit, MessageAnswer, PinsAnswer
from distributed_chat.messages.tables import message_edits, messages


class MessagePlace(NamedTuple):
    """Where a message is, for packages that keep something about it."""

    conversation_id: str
    author_id: str
    thread_of: str | None
    deleted: bool


def message_answer(tx: Tx, message_id: str, user_id: str) -> MessageAnswer:
    """A message with its company. Raises `NotFound`."""
    message = readable_message(tx, message_id, user_id)
    company = company_of(tx, [message], user_id)
    return MessageAnswer(message=message, users=company.users, quoted=company.quoted, votes=company.votes)


def readable_message(tx: Tx, message_id: str, user_id: str) -> Message:
    """The message as it is now, if this user may read it; a deleted one as its tombstone. Raises `NotFound`."""
    row = row_of(tx, message_id)
    found(tx, row.conversation_id, user_id)
    return assembled(tx, [row])[0]


def message_of(tx: Tx, message_id: str) -> Message:
    """For those who have checked. Raises `NotFound`."""
    return assembled(tx, [row_of(tx, message_id)])[0]


def message_place(tx: Tx, message_id: str) -> MessagePlace:
    """For those who check then. Raises `NotFound`."""
    row = row_of(tx, message_id)
    return MessagePlace(row.conversation_id, row.author_id, row.thread_of, row.deleted_at is not None)


def conversations_behind(tx: Tx, message_id: str) -> set[str]:
    """Where it is: one, or none for a message that never was."""
    return set(tx.conn.execute(select(messages.c.conversation_id).where(messages.c.id == message_id)).scalars())


def history_of(
    tx: Tx, conversation_id: str, *, before: int | None, limit: int, offset: int = 0, newest_first: bool = True
) -> list[Message]:
    """What was said in a conversation, without its threads and what was deleted, for programs that act for all.

    `before`: only what was sent before that instant.
    """
    rows = select(*COLUMNS).where(messages.c.timeline_id == conversation_id, messages.c.deleted_at.is_(None))
    if before is not None:
        rows = rows.where(messages.c.sent_at < before)
    order = messages.c.number.desc() if newest_first else messages.c.number
    found = tx.conn.execute(rows.order_by(order).offset(offset).limit(limit))
    return assembled(tx, [Row(*row) for row in found])


def timeline_after(tx: Tx, timeline_id: str, after: int, limit: int, *, author_id: str | None = None) -> list[Message]:
    """For archives, whoever may have them: what follows in a conversation or a thread, deleted ones as they are shown.

    `author_id`: only what this person wrote.
    """
    rows = select(*COLUMNS).where(messages.c.timeline_id == timeline_id, messages.c.number > after)
    if author_id is not None:
        rows = rows.where((messages.c.author_id == author_id) | (messages.c.thread_count > 0))
    found = [Row(*row) for row in tx.conn.execute(rows.order_by(messages.c.number).limit(limit))]
    return assembled(tx, found)


def versions_of(tx: Tx, message_ids: Collection[str]) -> dict[str, list[Edit]]:
    """What they said before, the oldest first; for those who have checked. One statement; none for none."""
    found: dict[str, list[Edit]] = {}
    if message_ids:
        rows = select(message_edits).where(message_edits.c.message_id.in_(message_ids))
        for row in tx.conn.execute(rows.order_by(message_edits.c.message_id, message_edits.c.version)):
            edit = Edit(text=row.text, entities=entities_of(row.entities), written_at=rfc3339(row.written_at))
            found.setdefault(row.message_id, []).append(edit)
    return found


def number_at(tx: Tx, conversation_id: str, instant: int) -> int:
    """The number of the last message that was sent until then; 0 for none."""
    until = (messages.c.timeline_id == conversation_id) & (messages.c.sent_at <= instant)
    return tx.conn.execute(select(func.max(messages.c.number)).where(until)).scalar() or 0


def sent_at_number(tx: Tx, conversation_id: str, number: int) -> int | None:
    """When that message was sent."""
    it = (messages.c.timeline_id == conversation_id) & (messages.c.number == number)
    return tx.conn.execute(select(messages.c.sent_at).where(it)).scalar()


def edits_of(tx: Tx, message_id: str, user_id: str) -> list[Edit]:
    """What it said before, the oldest first; nothing of a deleted one. Raises `NotFound`."""
    found(tx, row_of(tx, message_id).conversation_id, user_id)
    rows = select(message_edits).where(message_edits.c.message_id == message_id).order_by(message_edits.c.version)
    return [
        Edit(text=row.text, entities=entities_of(row.entities), written_at=rfc3339(row.written_at))
        for row in tx.conn.execute(rows)
    ]


def forwards_of(tx: Tx, message_id: str) -> list[str]:
    """Ids of the copies of a message that are still there, a hundred at most."""
    copies = (messages.c.forwarded_id == message_id) & messages.c.deleted_at.is_(None)
    return list(tx.conn.execute(select(messages.c.id).where(copies).order_by(messages.c.id).limit(100)).scalars())


def pins_in(tx: Tx, conversation_id: str, user_id: str) -> PinsAnswer:
    """What is pinned, in threads too, pinned last first. Raises `NotFound`."""
    found(tx, conversation_id, user_id)
    pinned = [Row(*row) for row in tx.conn.execute(_pinned(conversation_id))]
    shown = assembled(tx, pinned)
    company = company_of(tx, shown, user_id)
    return PinsAnswer(messages=shown, users=company.users, quoted=company.quoted, votes=company.votes)


def pins_count(tx: Tx, conversation_id: str) -> int:
    return tx.conn.execute(select(func.count()).select_from(_pinned(conversation_id).subquery())).scalar_one()


def last_messages(tx: Tx, conversation_ids: Collection[str]) -> dict[str, Message]:
    """The newest message of each of these conversations that has any, outside its threads."""
    if not conversation_ids:
        return {}
    rows = [Row(*row) for row in tx.conn.execute(at_the_end_of(conversation_ids))]
    return {message.conversation_id: message for message in assembled(tx, rows)}


def at_the_end_of(conversation_ids: Collection[str]) -> Select[Any]:
    """By their numbers, which conversations know: looking for the largest would read every history."""
    ends = newest(conversation_ids).subquery()
    return select(*COLUMNS).join(
        ends, (messages.c.timeline_id == ends.c.id) & (messages.c.number == ends.c.last_number)
    )


def _pinned(conversation_id: str) -> Select[Any]:
    return (
        select(*COLUMNS)
        .where(messages.c.conversation_id == conversation_id, messages.c.pinned_at.is_not(None))
        .order_by(messages.c.pinned_at.desc(), messages.c.id)
        .limit(MOST_PINS)
    )
