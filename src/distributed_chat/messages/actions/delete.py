"""Deleting: its place stays, everything that was in it goes, here and in the log."""

from sqlalchemy import delete, exists, select, update

from distributed_chat import streams
from distributed_chat.conversations.actions import forget_mentions
from distributed_chat.conversations.queries import streams_of
from distributed_chat.db import Tx
from distributed_chat.embeds.actions import forget_previews
from distributed_chat.files.actions import forget as forget_files
from distributed_chat.groups.queries import role_of
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.messages import policy, subscribers
from distributed_chat.messages.actions.changing import Changed, changed, locked
from distributed_chat.messages.events import MessageDeleted
from distributed_chat.messages.queries.rows import Extras, Row, row_of
from distributed_chat.messages.schemas import EventsToErase, ForwardsToDelete
from distributed_chat.messages.tables import message_edits, messages, reactions
from distributed_chat.polls.actions import forget_poll

DELETE_FORWARDS = "messages.delete_forwards"
"""The kind of the job that deletes the copies of a message that is gone."""
ERASE_ON = "messages.erase_on"
"""The kind of the job that blanks what is left of its events."""
EVENTS_AT_ONCE = 1_000
"""30 ms of the writer's time. Few messages have more than ten: whoever reacts and takes it back all day makes them."""

_NOTHING = dict.fromkeys(
    (
        "entities",
        "edited_at",
        "reply_to_id",
        "reply_to_number",
        "reply_to_author_id",
        "forwarded_author_id",
        "forwarded_sent_at",
        "pinned_at",
        "pinned_by",
    )
)


def delete_message(tx: Tx, actor: Actor, message_id: str) -> Changed:
    """Its author, or in a room whoever leads the group, takes what it said from everybody. Again changes nothing.

    Emits `message.deleted`; within ten seconds its author undoes it. Copies elsewhere follow by a job. Raises
    `NotFound`, `NotAllowed`.
    """
    it = locked(tx, message_id, actor.user_id)
    group_id = it.conversation.group_id
    role = None if group_id is None else role_of(tx, group_id, actor.user_id)
    policy.check_may_delete(is_author=it.row.author_id == actor.user_id, role=role)
    if it.row.deleted_at is not None:
        return changed(tx, it)
    return changed(tx, it, _erase(tx, it.row, it.stream, by=actor.user_id))


def delete_forward(tx: Tx, message_id: str) -> None:
    """For the job: the copy goes with its original. Emits `message.deleted`, unless its conversation is gone."""
    conversation_id = row_of(tx, message_id).conversation_id
    stream = streams_of(tx, [conversation_id]).get(conversation_id)
    if stream is not None:
        streams.lock(tx, stream)
    row = row_of(tx, message_id)
    if row.deleted_at is None:
        _erase(tx, row, stream, by=None)


def erase_on(tx: Tx, message_id: str) -> bool:
    """For the job: some more of its events are blank. Returns whether there may be others."""
    return bool(streams.erase(tx, message_id, most=EVENTS_AT_ONCE // 2))


def _erase(tx: Tx, row: Row, stream: str | None, *, by: str | None) -> int | None:
    """Under the lock. Returns the seq of the event that says so."""
    _forget(tx, row)
    values = _NOTHING | {"text": "", "kind": "text", "extras": 0, "deleted_at": tx.now, "deleted_by": by}
    tx.conn.execute(update(messages).where(messages.c.id == row.id).values(**values))
    copies = (messages.c.forwarded_id == row.id) & messages.c.deleted_at.is_(None)
    if tx.conn.execute(select(exists().where(copies))).scalar():
        enqueue(tx, DELETE_FORWARDS, row.id, ForwardsToDelete(message_id=row.id))
    streams.forget_request(tx, row.id)
    erased = streams.erase(tx, row.id, most=EVENTS_AT_ONCE)
    if sum(len(seqs) for seqs in erased.values()) == EVENTS_AT_ONCE:
        enqueue(tx, ERASE_ON, row.id, EventsToErase(message_id=row.id))
    if stream is None:
        return None
    deleted = MessageDeleted(
        conversation_id=row.conversation_id,
        message_id=row.id,
        number=row.number,
        thread_of=row.thread_of,
        deleted_at=rfc3339(tx.now),
        undone=policy.is_undone(row.author_id, row.sent_at, by, tx.now),
        erased=erased.get(stream, []),
    )
    return streams.append(tx, stream, deleted).seq


def _forget(tx: Tx, row: Row) -> None:
    """What other tables know of it."""
    tx.conn.execute(delete(message_edits).where(message_edits.c.message_id == row.id))
    tx.conn.execute(delete(reactions).where(reactions.c.message_id == row.id))
    forget_mentions(tx, row.id)
    if row.extras & Extras.FILES:
        forget_files(tx, row.id)
    if row.extras & Extras.POLL:
        forget_poll(tx, row.id)
    if row.extras & Extras.LINKS:
        forget_previews(tx, row.id)
    for forget in subscribers.message_erased:
        forget(tx, row.id)
