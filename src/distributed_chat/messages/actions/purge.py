"""A conversation is gone, and so is, bit by bit, everything that was said in it. Its forwards elsewhere stay (0012)."""

from collections import defaultdict

from sqlalchemy import bindparam, select

from distributed_chat import streams
from distributed_chat.conversations.queries import room_ids_in, stream_even_if_gone, streams_of
from distributed_chat.db import Prepared, Tx
from distributed_chat.jobs import enqueue
from distributed_chat.messages.actions.erasing import EVENTS_AT_ONCE, erase, tell_erased
from distributed_chat.messages.queries.rows import COLUMNS, Row
from distributed_chat.messages.schemas import ConversationToPurge
from distributed_chat.messages.tables import messages

PURGE = "messages.purge_conversation"
"""The kind of the job."""
MESSAGES_AT_ONCE = 25
"""6 ms of the writer's time on SQLite, when they are short."""

_following = Prepared(
    select(*COLUMNS)
    .where(messages.c.timeline_id == bindparam("timeline_id"), messages.c.number > bindparam("after"))
    .order_by(messages.c.number)
    .limit(MESSAGES_AT_ONCE)
)


def purge_room_later(tx: Tx, room_id: str) -> None:
    """Subscriber: the room is about to be deleted."""
    _leave(tx, ConversationToPurge(conversation_id=room_id, timeline_id=room_id))


def purge_rooms_later(tx: Tx, group_id: str) -> None:
    """Subscriber: the group is about to be deleted, with all its rooms."""
    for room in tx.conn.execute(room_ids_in(group_id)).all():
        purge_room_later(tx, room.id)


def purge_some(tx: Tx, purge: ConversationToPurge) -> None:
    """For the job: erases the next messages of this timeline, and leaves it again for those behind them.

    Threads get a job each. Emits nothing, for nobody reads it any more; of a conversation that is there it takes
    nothing. Running it again changes nothing.
    """
    if streams_of(tx, [purge.conversation_id]):
        return
    streams.lock(tx, stream_even_if_gone(tx, purge.conversation_id))
    rows = [Row(*row) for row in _following.all(tx, timeline_id=purge.timeline_id, after=purge.after)]
    taken, _ = erase_first(tx, rows)
    for row in taken:
        if row.thread_count > 0:
            _leave(tx, ConversationToPurge(conversation_id=purge.conversation_id, timeline_id=row.id))
    if taken:
        _leave(tx, _behind(purge, taken[-1].number))


def erase_first(tx: Tx, rows: list[Row]) -> tuple[list[Row], dict[str, list[int]]]:
    """As many of them as the writer has time for, at least one; those that were deleted before are nothing to do.

    Returns them, and the seqs that are blank now, by stream. Under the lock, as `erase`.
    """
    taken, gone, blank = list[Row](), list[Row](), defaultdict[str, list[int]](list)
    for row in rows:
        if sum(map(len, blank.values())) >= EVENTS_AT_ONCE:
            break
        taken.append(row)
        if row.deleted_at is None:
            for stream, seqs in erase(tx, row, by=None).items():
                blank[stream].extend(seqs)
            gone.append(row)
    if gone:
        tell_erased(tx, gone[0].conversation_id, [row.id for row in gone])
    return taken, blank


def _behind(purge: ConversationToPurge, number: int) -> ConversationToPurge:
    return ConversationToPurge(conversation_id=purge.conversation_id, timeline_id=purge.timeline_id, after=number)


def _leave(tx: Tx, purge: ConversationToPurge) -> None:
    enqueue(tx, PURGE, purge.timeline_id, purge)
