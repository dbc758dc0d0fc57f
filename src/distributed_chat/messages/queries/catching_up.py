"""What somebody missed, out of messages: each a bounded look along an index, for `home`, which puts it together.

For those who have checked: the conversations that are named are theirs to read.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from distributed_chat.conversations.queries import Unread, all_readable, is_named_in
from distributed_chat.db import Tx
from distributed_chat.messages.queries.rows import COLUMNS, Extras, Row
from distributed_chat.messages.tables import messages, reactions

MOST_THREADS = 50
REPLIES_COUNTED = 100
"""In each thread: the newest."""
REACTIONS_WITHIN = 500
"""Of the newest messages of a conversation."""

_replies = messages.alias("replies")
_own = messages.alias("own")


class ThreadOfMine(NamedTuple):
    """A thread that somebody began, wrote in, or is named in."""

    message_id: str
    conversation_id: str


class Reply(NamedTuple):
    id: str
    message_id: str
    """The message above the thread."""
    number: int
    sent_at: int


def rows_at(tx: Tx, numbers: Mapping[str, Collection[int]]) -> list[Row]:
    """The messages of these conversations with these numbers, but no deleted ones. One statement; none for none."""
    if not numbers:
        return []
    wanted = or_(*(_at(id, messages.c.number.in_(some)) for id, some in numbers.items()))
    rows = select(*COLUMNS).where(wanted, messages.c.deleted_at.is_(None))
    return [Row(*row) for row in tx.conn.execute(rows)]


def threads_of(tx: Tx, user_id: str, *, since: int) -> list[ThreadOfMine]:
    """The threads of this person in which anybody wrote since then, the liveliest first, 50 at most. One statement."""
    return [ThreadOfMine(*row) for row in tx.conn.execute(lively_threads(user_id, since=since))]


def lively_threads(user_id: str, *, since: int) -> Select[Any]:
    wrote = exists(select(_own.c.id).where(_own.c.timeline_id == messages.c.id, _own.c.author_id == user_id))
    mine = or_(messages.c.author_id == user_id, wrote, is_named_in(messages.c.id, user_id))
    return (
        select(messages.c.id, messages.c.conversation_id)
        .where(messages.c.conversation_id.in_(all_readable(user_id)), messages.c.thread_last_at > since, mine)
        .order_by(messages.c.thread_last_at.desc(), messages.c.id)
        .limit(MOST_THREADS)
    )


def replies_in(tx: Tx, user_id: str, thread_ids: Collection[str], *, since: int) -> list[Reply]:
    """What others wrote in these threads since then, of each the newest hundred. One statement; none for none."""
    if not thread_ids:
        return []
    rows = (
        select(_replies.c.id, _replies.c.timeline_id, _replies.c.number, _replies.c.sent_at)
        .select_from(messages.join(_replies, _replies.c.timeline_id == messages.c.id))
        .where(
            messages.c.id.in_(thread_ids),
            _replies.c.number > messages.c.thread_count - REPLIES_COUNTED,
            _replies.c.author_id != user_id,
            _replies.c.deleted_at.is_(None),
            _replies.c.sent_at > since,
        )
    )
    return [Reply(*row) for row in tx.conn.execute(rows)]


def last_own_replies(tx: Tx, user_id: str, thread_ids: Collection[str]) -> dict[str, int]:
    """The number of what this person wrote last in each of these threads. One statement; none for none."""
    if not thread_ids:
        return {}
    rows = (
        select(messages.c.timeline_id, func.max(messages.c.number).label("last"))
        .where(messages.c.timeline_id.in_(thread_ids), messages.c.author_id == user_id)
        .group_by(messages.c.timeline_id)
    )
    return {row.timeline_id: row.last for row in tx.conn.execute(rows)}


def most_reacted(tx: Tx, user_id: str, unread: Sequence[Unread], *, most: int) -> list[str]:
    """The unread messages with the most reactions of others, those with most first. One statement; none for none."""
    if not unread:
        return []
    return list(tx.conn.execute(reacted(user_id, unread, most=most)).scalars())


def reacted(user_id: str, unread: Sequence[Unread], *, most: int) -> Select[Any]:
    count = func.count().label("count")
    return (
        select(messages.c.id, count)
        .join(reactions, reactions.c.message_id == messages.c.id)
        .where(
            or_(*(_at(one.conversation_id, messages.c.number >= _begin(one)) for one in unread)),
            messages.c.extras.bitwise_and(int(Extras.REACTIONS)) != 0,
            reactions.c.user_id != user_id,
        )
        .group_by(messages.c.id)
        .order_by(count.desc(), messages.c.id.desc())
        .limit(most)
    )


def _begin(unread: Unread) -> int:
    return max(unread.begin, unread.last_number - REACTIONS_WITHIN + 1)


def _at(timeline_id: str, number: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(messages.c.timeline_id == timeline_id, number)
