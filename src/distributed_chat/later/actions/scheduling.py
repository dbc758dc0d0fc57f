"""Messages that are written now and sent at a time: made, changed, deleted."""

from typing import Literal, NamedTuple

import msgspec
from sqlalchemy import update

from distributed_chat import db, jobs, streams
from distributed_chat.conversations.queries import found
from distributed_chat.db import Tx
from distributed_chat.files.actions import check_are_mine, hold, let_go, release
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import IdTaken, NotFound
from distributed_chat.kernel.ids import new_id, user_stream
from distributed_chat.later import policy
from distributed_chat.later.errors import AlreadySent, TooManyScheduled
from distributed_chat.later.events import ScheduledChanged, ScheduledRemoved
from distributed_chat.later.queries import ScheduledRow, count_scheduled, scheduled, scheduled_row
from distributed_chat.later.schemas import ScheduleChange, Scheduled, ScheduledWords, ScheduleForm
from distributed_chat.later.tables import scheduled_messages
from distributed_chat.streams.creation import request_digest

SEND = "later.send"
_NO_REQUEST = b"scheduled"
_FORGOTTEN = b""
"""In place of the digest of what is gone: short words could be found out with it, by trying them."""


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of the job. `at` is in microseconds: what was moved since is not due then."""

    scheduled_id: str
    at: int


class Made(NamedTuple):
    """`again`: the same request made it before. `scheduled` is None when it has been sent or deleted since."""

    scheduled: Scheduled | None
    stream: str
    seq: int
    again: bool


def schedule_message(tx: Tx, actor: Actor, conversation_id: str, form: ScheduleForm) -> Made:
    """Writes it down, to be sent when its time has come, with the rights of then.

    Emits `scheduled.changed`. Its files are kept until then. Raises `NotFound`, `IdTaken`, `NotInTheFuture`,
    `TooFarAway`, `TooManyScheduled`, `FileIsNotYours` and `Invalid` for the text.
    """
    scheduled_id = form.id or new_id()
    digest = request_digest(form, conversation_id)
    before = _made_before(tx, actor, scheduled_id, digest)
    if before is not None:
        return before
    send_at = policy.time_to_come(form.send_at, tx.now, "send_at")
    policy.check_words(form.message)
    stream = user_stream(actor.user_id)
    seq = streams.lock(tx, stream)[stream] + 1
    found(tx, conversation_id, actor.user_id)
    if count_scheduled(tx, actor.user_id) >= policy.MOST_SCHEDULED:
        raise TooManyScheduled
    check_are_mine(tx, actor.user_id, form.message.file_ids)
    words = msgspec.json.encode(form.message)
    row = ScheduledRow(scheduled_id, actor.user_id, conversation_id, send_at, words, None, None, digest, seq)
    for file_id in form.message.file_ids:
        hold(tx, actor.user_id, file_id, held_by=scheduled_id)
    if not db.upsert(tx, scheduled_messages, row._asdict(), index=["id"], update={}):
        raise IdTaken(field="id")
    tell(tx, row)
    return Made(scheduled(row), stream, seq, again=False)


def change_scheduled(tx: Tx, actor: Actor, scheduled_id: str, change: ScheduleChange) -> Scheduled:
    """Another time, other words, or both; one that was refused waits again, so its time must be to come.

    Emits `scheduled.changed`, and erases those before it. Raises `NotFound`, `AlreadySent`, `NotInTheFuture`,
    `TooFarAway` and `Invalid` for the text.
    """
    given = None if change.send_at is None else policy.time_to_come(change.send_at, tx.now, "send_at")
    streams.lock(tx, user_stream(actor.user_id))
    row = mine(tx, actor.user_id, scheduled_id)
    send_at = given or policy.time_to_come(scheduled(row).send_at, tx.now, "send_at")
    words = _changed(scheduled(row).message, change)
    policy.check_words(words)
    after = row._replace(send_at=send_at, words=msgspec.json.encode(words), failure=None)
    if after != row:
        put(tx, after)
        tell(tx, after)
    return scheduled(after)


def delete_scheduled(tx: Tx, actor: Actor, scheduled_id: str) -> None:
    """It is never sent; nothing of its words stays. Emits `scheduled.removed`. Raises `NotFound` and `AlreadySent`."""
    streams.lock(tx, user_stream(actor.user_id))
    remove(tx, mine(tx, actor.user_id, scheduled_id), "deleted")
    gone = ScheduledRemoved(scheduled_id=scheduled_id, reason="deleted")
    streams.append(tx, user_stream(actor.user_id), gone, subject=actor.user_id)


def mine(tx: Tx, user_id: str, scheduled_id: str) -> ScheduledRow:
    """What waits, under the lock of their stream. Raises `NotFound`, and `AlreadySent` for what was sent."""
    row = scheduled_row(tx, scheduled_id)
    if row is None or row.user_id != user_id or row.gone == "deleted":
        raise NotFound
    if row.gone == "sent":
        raise AlreadySent
    return row


def put(tx: Tx, row: ScheduledRow) -> None:
    it = update(scheduled_messages).where(scheduled_messages.c.id == row.id)
    tx.conn.execute(
        it.values(send_at=row.send_at, words=row.words, failure=row.failure, gone=row.gone, digest=row.digest)
    )


def tell(tx: Tx, row: ScheduledRow) -> None:
    """Emits `scheduled.changed` in place of those before it, and leaves the job for its time."""
    streams.erase(tx, row.id)
    streams.append(tx, user_stream(row.user_id), ScheduledChanged(scheduled=scheduled(row)), subject=row.id)
    if row.failure is None:
        due = Due(scheduled_id=row.id, at=row.send_at)
        jobs.enqueue(tx, SEND, f"{row.id} {row.send_at}", due, due=row.send_at)


def remove(tx: Tx, row: ScheduledRow, gone: Literal["sent", "deleted"]) -> None:
    """`gone` is "sent" or "deleted". The words go from here and from the log; the id stays taken.

    Its files are free for the message, or go with it.
    """
    file_ids = scheduled(row).message.file_ids
    if gone == "sent":
        release(tx, file_ids, held_by=row.id)
    else:
        let_go(tx, file_ids)
    put(tx, row._replace(words=None, failure=None, gone=gone, digest=_FORGOTTEN))
    streams.erase(tx, row.id)


def _made_before(tx: Tx, actor: Actor, scheduled_id: str, digest: bytes) -> Made | None:
    row = scheduled_row(tx, scheduled_id)
    if row is None:
        streams.creation(tx, scheduled_id, actor.user_id, _NO_REQUEST)  # raises when it names something else
        row = scheduled_row(tx, scheduled_id)  # which may have come while this waited
    if row is None:
        return None
    if row.user_id != actor.user_id or row.digest not in {_FORGOTTEN, digest}:
        raise IdTaken(field="id")
    return Made(None if row.gone else scheduled(row), user_stream(actor.user_id), row.seq, again=True)


def _changed(words: ScheduledWords, change: ScheduleChange) -> ScheduledWords:
    """Marks in the text belong to the text: with other words come other marks."""
    if change.text is None:
        return words
    return msgspec.structs.replace(words, text=change.text, entities=change.entities)
