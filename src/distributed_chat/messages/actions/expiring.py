"""What is older than its group keeps it goes, in small steps: the oldest first, a reply in a thread by its own age."""

from itertools import takewhile

from sqlalchemy import bindparam, case, select, update

from distributed_chat import streams
from distributed_chat.conversations.actions import forget_below
from distributed_chat.conversations.queries import Conversation, there
from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.messages.actions.purge import erase_first
from distributed_chat.messages.events import MessagesExpired
from distributed_chat.messages.queries.expired import thread_with_expired
from distributed_chat.messages.queries.rows import COLUMNS, Row
from distributed_chat.messages.tables import messages

STEP = 25
"""Messages in one transaction: 6 ms of the writer's time on SQLite, when they are short."""

_next = Prepared(
    select(*COLUMNS)
    .where(messages.c.timeline_id == bindparam("timeline_id"), messages.c.number >= bindparam("first"))
    .order_by(messages.c.number)
    .limit(STEP)
)


def expire_some(tx: Tx, conversation_id: str, before: int) -> bool:
    """Erases the next messages that were sent before that instant; returns whether there may be more.

    Emits `messages.expired`, when there was any. Their rows, ids and numbers stay, and no page shows them.
    """
    conversation = there(tx, conversation_id)
    if conversation is None:
        return False
    streams.lock(tx, conversation.stream)
    conversation = there(tx, conversation_id)
    if conversation is None:
        return False
    return _expire_here(tx, conversation, before) or _expire_below(tx, conversation, before)


def _expire_here(tx: Tx, conversation: Conversation, before: int) -> bool:
    first = _erase(tx, conversation, conversation.id, conversation.first_number, before)
    if first is None:
        return False
    forget_below(tx, conversation.id, first)
    return True


def _expire_below(tx: Tx, conversation: Conversation, before: int) -> bool:
    """Replies in one thread. A thread of which nothing is kept is none any more."""
    thread = thread_with_expired(tx, conversation.id, before)
    if thread is None:
        return False
    first = _erase(tx, conversation, thread.message_id, thread.first_number, before)
    if first is None:
        return False
    is_empty = messages.c.thread_count < first
    last_at = case((is_empty, None), else_=messages.c.thread_last_at)
    people = case((is_empty, None), else_=messages.c.thread_user_ids)
    values = {"thread_first": first, "thread_last_at": last_at, "thread_user_ids": people}
    tx.conn.execute(update(messages).where(messages.c.id == thread.message_id).values(**values))
    return True


def _erase(tx: Tx, conversation: Conversation, timeline_id: str, first: int, before: int) -> int | None:
    """The number of the first that stays, or that the next step looks at; None: nothing is so old."""
    rows = [Row(*row) for row in _next.all(tx, timeline_id=timeline_id, first=first)]
    # Only what nothing younger stands before: an import may have put old words behind new ones, and they wait for them.
    old = list(takewhile(lambda row: row.sent_at < before, rows))
    if not old:
        return None
    taken, erased = erase_first(tx, old)
    expired = MessagesExpired(
        conversation_id=conversation.id,
        thread_of=None if timeline_id == conversation.id else timeline_id,
        first_number=taken[-1].number + 1,
        deleted_at=rfc3339(tx.now),
        erased=sorted(erased.get(conversation.stream, [])),
    )
    streams.append(tx, conversation.stream, expired)
    return expired.first_number
