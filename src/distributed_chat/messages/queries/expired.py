"""What is older than it should be: how much, and where."""

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from distributed_chat.conversations.queries import Conversation
from distributed_chat.db import Prepared, Tx
from distributed_chat.messages.tables import messages

_reply = messages.alias("reply")
_of_a_thread = (messages.c.conversation_id == bindparam("conversation_id")) & messages.c.thread_last_at.is_not(None)
_kept_in_threads = messages.join(
    _reply, (_reply.c.timeline_id == messages.c.id) & (_reply.c.number >= messages.c.thread_first)
)
_oldest = messages.join(_reply, (_reply.c.timeline_id == messages.c.id) & (_reply.c.number == messages.c.thread_first))
_thread = Prepared(
    select(messages.c.id, messages.c.thread_first)
    .select_from(_oldest)
    .where(_of_a_thread, _reply.c.sent_at < bindparam("before"))
    .limit(1)
)
_replies = Prepared(
    select(func.count())
    .select_from(_kept_in_threads)
    .where(_of_a_thread, _reply.c.sent_at < bindparam("before"), _reply.c.deleted_at.is_(None))
)


_young = Prepared(
    select(messages.c.number)
    .where(
        messages.c.timeline_id == bindparam("timeline_id"),
        messages.c.number >= bindparam("first"),
        messages.c.sent_at >= bindparam("before"),
    )
    .order_by(messages.c.number)
    .limit(1)
)


class ThreadToShorten(NamedTuple):
    message_id: str
    """Above it."""
    first_number: int


def thread_with_expired(tx: Tx, conversation_id: str, before: int) -> ThreadToShorten | None:
    """A thread whose oldest reply was sent before that instant."""
    row = _thread.first(tx, conversation_id=conversation_id, before=before)
    return None if row is None else ThreadToShorten(*row)


def expired_count(tx: Tx, conversation: Conversation, before: int) -> int:
    """How many messages are older, in its threads too; those that were deleted count where they stand alone."""
    first = conversation.first_number
    young = _young.first(tx, timeline_id=conversation.id, first=first, before=before)
    kept = conversation.last_number + 1 if young is None else int(young[0])
    below = _replies.first(tx, conversation_id=conversation.id, before=before)
    return kept - first + (int(below[0]) if below else 0)
