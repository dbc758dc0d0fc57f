"""A scheduled message is sent: when its time has come, or at once when its author says so."""

import msgspec

from distributed_chat import streams
from distributed_chat.conversations.queries import found
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import DomainError, NotFound
from distributed_chat.kernel.ids import SessionId, UserId, user_stream
from distributed_chat.later.actions.scheduling import Due, mine, put, remove, tell
from distributed_chat.later.errors import NoLongerYours
from distributed_chat.later.events import ScheduledRemoved
from distributed_chat.later.queries import ScheduledRow, scheduled, scheduled_row
from distributed_chat.messages.actions import Sent, send_message
from distributed_chat.messages.schemas import MessageForm


def send_now(tx: Tx, actor: Actor, scheduled_id: str) -> Sent:
    """Sends it at once. Emits `message.posted` there and `scheduled.removed` here.

    Raises `NotFound`, `AlreadySent`, `NoLongerYours` and what `send_message` raises: it waits on then, as it was.
    """
    row = scheduled_row(tx, scheduled_id)
    if row is None or row.user_id != actor.user_id:
        raise NotFound
    try:
        _lock_both(tx, row)
    except NotFound:
        raise NoLongerYours from None
    return _send(tx, actor, mine(tx, actor.user_id, scheduled_id))


def send_due(tx: Tx, due: Due) -> None:
    """Its time has come. What was moved, sent or deleted since is left alone, so running it again is harmless.

    Raises what `send_message` raises when its author may not, or the message does not fit any more: see `refuse`.
    """
    row = scheduled_row(tx, due.scheduled_id)
    if row is None or not _is_due(row, due):
        return
    _lock_both(tx, row)
    row = scheduled_row(tx, due.scheduled_id)
    if row is not None and _is_due(row, due):
        _send(tx, Actor(UserId(row.user_id), SessionId("")), row)


def refuse(tx: Tx, due: Due, refused: DomainError) -> None:
    """It could not be sent: it stays, and says why. Emits `scheduled.changed`."""
    row = scheduled_row(tx, due.scheduled_id)
    if row is None:
        return
    streams.lock(tx, user_stream(row.user_id))
    row = scheduled_row(tx, due.scheduled_id)
    if row is not None and _is_due(row, due):
        words = NoLongerYours.message if isinstance(refused, NotFound) else refused.message
        after = row._replace(failure=words)
        put(tx, after)
        tell(tx, after)


def _is_due(row: ScheduledRow, due: Due) -> bool:
    return row.gone is None and row.failure is None and row.send_at == due.at


def _lock_both(tx: Tx, row: ScheduledRow) -> None:
    """Where it goes and where it waits, in the order in which streams are locked. Raises `NotFound`."""
    streams.lock(tx, found(tx, row.conversation_id, row.user_id).stream, user_stream(row.user_id))


def _send(tx: Tx, actor: Actor, row: ScheduledRow) -> Sent:
    form = MessageForm(id=row.id, **msgspec.structs.asdict(scheduled(row).message))
    remove(tx, row, "sent")  # before it is sent: the message has the same id, and its own events stay
    sent = send_message(tx, actor, row.conversation_id, form)
    gone = ScheduledRemoved(scheduled_id=row.id, reason="sent")
    streams.append(tx, user_stream(row.user_id), gone, subject=row.user_id)
    return sent
