"""Deleting: its place stays, everything that was in it goes, here and in the log."""

from sqlalchemy import exists, select

from distributed_chat import streams
from distributed_chat.conversations.queries import stream_even_if_gone, streams_of
from distributed_chat.db import Tx
from distributed_chat.groups.queries import role_of
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.messages import policy
from distributed_chat.messages.actions.changing import Changed, changed, locked
from distributed_chat.messages.actions.erasing import erase, tell_erased
from distributed_chat.messages.events import MessageDeleted
from distributed_chat.messages.queries.rows import Row, row_of
from distributed_chat.messages.schemas import ForwardsToDelete
from distributed_chat.messages.tables import messages

DELETE_FORWARDS = "messages.delete_forwards"
"""The kind of the job that deletes the copies of a message that is gone."""


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
        _forwards_follow(tx, it.row)  # by its age it went alone: now its author says so
        return changed(tx, it)
    return changed(tx, it, _erase(tx, it.row, it.stream, by=actor.user_id))


def delete_forward(tx: Tx, message_id: str) -> None:
    """For the job: the copy goes with its original. Emits `message.deleted`, unless its conversation is gone."""
    conversation_id = row_of(tx, message_id).conversation_id
    streams.lock(tx, stream_even_if_gone(tx, conversation_id))
    row = row_of(tx, message_id)
    if row.deleted_at is None:
        _erase(tx, row, streams_of(tx, [conversation_id]).get(conversation_id), by=None)


def _erase(tx: Tx, row: Row, stream: str | None, *, by: str | None) -> int | None:
    """Under the lock. Returns the seq of the event that says so."""
    erased = erase(tx, row, by=by)
    tell_erased(tx, row.conversation_id, [row.id])
    _forwards_follow(tx, row)
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


def _forwards_follow(tx: Tx, row: Row) -> None:
    copies = (messages.c.forwarded_id == row.id) & messages.c.deleted_at.is_(None)
    if tx.conn.execute(select(exists().where(copies))).scalar():
        enqueue(tx, DELETE_FORWARDS, row.id, ForwardsToDelete(message_id=row.id))
