"""What was in a message goes, here and in the log; its row, its id and its number stay. Of every kind of deletion."""

from collections.abc import Collection

from sqlalchemy import bindparam, delete, null, update

from distributed_chat import streams
from distributed_chat.conversations.actions import forget_mentions
from distributed_chat.db import Prepared, Tx
from distributed_chat.embeds.actions import forget_previews
from distributed_chat.files.actions import forget as forget_files
from distributed_chat.jobs import enqueue
from distributed_chat.messages import subscribers
from distributed_chat.messages.queries.rows import Extras, Row
from distributed_chat.messages.schemas import EventsToErase
from distributed_chat.messages.tables import message_edits, messages, reactions
from distributed_chat.polls.actions import forget_poll

ERASE_ON = "messages.erase_on"
"""The kind of the job that blanks what is left of its events."""
EVENTS_AT_ONCE = 1_000
"""30 ms of the writer's time. Few messages have more than ten: whoever reacts and takes it back all day makes them."""

_empty = Prepared(
    update(messages)
    .where(messages.c.id == bindparam("message_id"))
    .values(
        text=bindparam("nothing"),
        kind=bindparam("plain"),
        extras=bindparam("none"),
        deleted_at=bindparam("now"),
        deleted_by=bindparam("by"),
        entities=null(),
        edited_at=null(),
        reply_to_id=null(),
        reply_to_number=null(),
        reply_to_author_id=null(),
        forwarded_author_id=null(),
        forwarded_sent_at=null(),
        pinned_at=null(),
        pinned_by=null(),
    )
)
_forget_edits = Prepared(delete(message_edits).where(message_edits.c.message_id == bindparam("message")))
_forget_reactions = Prepared(delete(reactions).where(reactions.c.message_id == bindparam("message")))


def erase(tx: Tx, row: Row, *, by: str | None) -> dict[str, list[int]]:
    """Under the lock of its stream; whoever calls goes on with `tell_erased`.

    Returns the seqs of its events by stream, a thousand at most: a job blanks the others. Emits nothing.
    """
    _forget(tx, row)
    _empty.run(tx, message_id=row.id, nothing="", plain="text", none=0, now=tx.now, by=by)
    streams.forget_request(tx, row.id)
    erased = streams.erase(tx, row.id, most=EVENTS_AT_ONCE)
    if sum(len(seqs) for seqs in erased.values()) == EVENTS_AT_ONCE:
        enqueue(tx, ERASE_ON, row.id, EventsToErase(message_id=row.id))
    return erased


def tell_erased(tx: Tx, conversation_id: str, message_ids: Collection[str]) -> None:
    """To the packages above, in the transaction that erases."""
    for forget in subscribers.messages_erased:
        forget(tx, conversation_id, message_ids)


def erase_on(tx: Tx, message_id: str) -> bool:
    """For the job: some more of its events are blank. Returns whether there may be others."""
    return bool(streams.erase(tx, message_id, most=EVENTS_AT_ONCE // 2))


def _forget(tx: Tx, row: Row) -> None:
    """What other tables know of it."""
    _forget_edits.run(tx, message=row.id)
    _forget_reactions.run(tx, message=row.id)
    forget_mentions(tx, row.id)
    if row.extras & Extras.FILES:
        forget_files(tx, row.id)
    if row.extras & Extras.POLL:
        forget_poll(tx, row.id)
    if row.extras & Extras.LINKS:
        forget_previews(tx, row.id)
