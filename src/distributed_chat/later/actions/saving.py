"""Messages that somebody keeps for themselves, and being reminded of them."""

import msgspec
from sqlalchemy import delete, update

from distributed_chat import db, jobs, streams
from distributed_chat.conversations.queries import found
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import user_stream
from distributed_chat.later import policy
from distributed_chat.later.errors import TooManySaved
from distributed_chat.later.events import ReminderDue, SavedChanged, SavedRemoved
from distributed_chat.later.queries import SavedRow, count_saved, saved, saved_row
from distributed_chat.later.schemas import Saved, SaveForm
from distributed_chat.later.tables import saved_messages
from distributed_chat.messages.queries import message_place

REMIND = "later.remind"


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of the job. `at` is in microseconds: a reminder that was moved since is another one."""

    user_id: str
    message_id: str
    at: int


def save_message(tx: Tx, actor: Actor, message_id: str, form: SaveForm) -> Saved:
    """Keeps the message, with a reminder or without; one that waited to be looked at is answered.

    Emits `saved.changed` when something is different. Raises `NotFound`, `NotInTheFuture`, `TooFarAway` and
    `TooManySaved`.
    """
    remind_at = None if form.remind_at is None else policy.time_to_come(form.remind_at, tx.now, "remind_at")
    streams.lock(tx, user_stream(actor.user_id))
    before = saved_row(tx, actor.user_id, message_id)
    place = message_place(tx, message_id)
    found(tx, place.conversation_id, actor.user_id)
    if place.deleted and before is None:
        raise NotFound
    if before is None and count_saved(tx, actor.user_id) >= policy.MOST_SAVED:
        raise TooManySaved
    saved_at = tx.now if before is None else before.saved_at
    after = SavedRow(message_id, place.conversation_id, saved_at, remind_at, None)
    if after != before:
        _keep(tx, actor.user_id, after)
        _tell(tx, actor.user_id, SavedChanged(saved=saved(after)))
    return saved(after)


def unsave_message(tx: Tx, actor: Actor, message_id: str) -> None:
    """Lets go of it, and of its reminder; what is not saved stays so. Emits `saved.removed`."""
    streams.lock(tx, user_stream(actor.user_id))
    mine = (saved_messages.c.user_id == actor.user_id) & (saved_messages.c.message_id == message_id)
    if tx.conn.execute(delete(saved_messages).where(mine)).rowcount:
        _tell(tx, actor.user_id, SavedRemoved(message_id=message_id))


def remind(tx: Tx, reminder: Reminder) -> None:
    """The time has come. Emits `reminder.due`; of a message that is gone or out of reach only that it waits no more.

    Running it again changes nothing.
    """
    user_id = reminder.user_id
    streams.lock(tx, user_stream(user_id))
    row = saved_row(tx, user_id, reminder.message_id)
    if row is None or row.remind_at != reminder.at:
        return
    is_there = _is_there(tx, row, user_id)
    after = row._replace(remind_at=None, reminded_at=tx.now if is_there else None)
    mine = (saved_messages.c.user_id == user_id) & (saved_messages.c.message_id == row.message_id)
    tx.conn.execute(update(saved_messages).where(mine).values(remind_at=None, reminded_at=after.reminded_at))
    event = ReminderDue(saved=saved(after)) if is_there else SavedChanged(saved=saved(after))
    _tell(tx, user_id, event)


def _is_there(tx: Tx, row: SavedRow, user_id: str) -> bool:
    try:
        found(tx, row.conversation_id, user_id)
        return not message_place(tx, row.message_id).deleted
    except NotFound:
        return False


def _keep(tx: Tx, user_id: str, row: SavedRow) -> None:
    changed = {"remind_at": row.remind_at, "reminded_at": row.reminded_at}
    values = {"user_id": user_id, **row._asdict()}
    db.upsert(tx, saved_messages, values, index=["user_id", "message_id"], update=changed)
    if row.remind_at is not None:
        reminder = Reminder(user_id=user_id, message_id=row.message_id, at=row.remind_at)
        key = f"{user_id} {row.message_id} {row.remind_at}"
        jobs.enqueue(tx, REMIND, key, reminder, due=row.remind_at)


def _tell(tx: Tx, user_id: str, event: SavedChanged | SavedRemoved | ReminderDue) -> None:
    """Goes from the log with the account."""
    streams.append(tx, user_stream(user_id), event, subject=user_id)
