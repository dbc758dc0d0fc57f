"""Reads of polls. For those who have checked who may read the messages, except `found_poll`."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import func, select

from distributed_chat.conversations.queries import found
from distributed_chat.conversations.schemas import Poll, PollOption
from distributed_chat.db import Tx
from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.errors import NotFound
from distributed_chat.polls.tables import poll_options, polls, votes


class PollRow(NamedTuple):
    """A poll without its options and votes."""

    message_id: str
    conversation_id: str
    author_id: str
    multiple: bool
    anonymous: bool
    closes_at: int | None
    closed_at: int | None


_COLUMNS = [polls.c[name] for name in PollRow._fields]


def polls_of(tx: Tx, message_ids: Collection[str]) -> dict[str, Poll]:
    """The polls of those of these messages that have one, as everybody sees them. Four statements; none for none."""
    if not message_ids:
        return {}
    rows = [PollRow(*row) for row in tx.conn.execute(select(*_COLUMNS).where(polls.c.message_id.in_(message_ids)))]
    ids = [row.message_id for row in rows]
    texts = _by_message(_options(tx, ids))
    counts = _by_message(_counts(tx, ids))
    people = _by_message(_voters(tx, [row.message_id for row in rows if not row.anonymous]))
    voters = _how_many(tx, ids)
    return {
        row.message_id: _poll(
            row,
            texts[row.message_id],
            counts.get(row.message_id, []),
            people.get(row.message_id, []),
            voters.get(row.message_id, 0),
        )
        for row in rows
    }


def poll_of(tx: Tx, message_id: str) -> Poll:
    """Raises `NotFound`."""
    for poll in polls_of(tx, [message_id]).values():
        return poll
    raise NotFound


def votes_of(tx: Tx, user_id: str, message_ids: Collection[str]) -> dict[str, list[int]]:
    """What this user chose in those of these polls that are anonymous; of the others everybody sees it anyway."""
    if not message_ids:
        return {}
    mine = (
        select(votes.c.message_id, votes.c.place)
        .join(polls, polls.c.message_id == votes.c.message_id)
        .where(votes.c.user_id == user_id, votes.c.message_id.in_(message_ids), polls.c.anonymous)
        .order_by(votes.c.place)
    )
    return {id: [row.place for row in rows] for id, rows in _by_message(tx.conn.execute(mine)).items()}


def choice_of(tx: Tx, user_id: str, message_id: str) -> list[int]:
    """What this user chose there, in order."""
    mine = select(votes.c.place).where(votes.c.user_id == user_id, votes.c.message_id == message_id)
    return list(tx.conn.execute(mine.order_by(votes.c.place)).scalars())


def open_polls_in(tx: Tx, conversation_ids: Collection[str], *, not_voted_by: str | None = None) -> list[str]:
    """The messages of the polls in these conversations that still take votes: of all, or where that person has none."""
    still = polls.c.closed_at.is_(None) & (polls.c.closes_at.is_(None) | (polls.c.closes_at > tx.now))
    wanted = select(polls.c.message_id).where(polls.c.conversation_id.in_(conversation_ids), still)
    if not_voted_by is not None:
        theirs = select(votes.c.message_id).where(votes.c.user_id == not_voted_by)
        wanted = wanted.where(polls.c.message_id.not_in(theirs))
    return list(tx.conn.execute(wanted.order_by(polls.c.message_id)).scalars())


def row_of(tx: Tx, message_id: str) -> PollRow | None:
    row = tx.conn.execute(select(*_COLUMNS).where(polls.c.message_id == message_id)).first()
    return None if row is None else PollRow(*row)


def found_poll(tx: Tx, message_id: str, user_id: str) -> tuple[PollRow, str]:
    """The poll, if this user may read its message, and the stream that tells of it. Raises `NotFound`."""
    row = row_of(tx, message_id)
    if row is None:
        raise NotFound
    return row, found(tx, row.conversation_id, user_id).stream


def option_count(tx: Tx, message_id: str) -> int:
    count = select(func.count()).where(poll_options.c.message_id == message_id)
    return tx.conn.execute(count).scalar_one()


def _options(tx: Tx, ids: Collection[str]) -> Iterable[Any]:
    rows = select(poll_options).where(poll_options.c.message_id.in_(ids))
    return tx.conn.execute(rows.order_by(poll_options.c.message_id, poll_options.c.place))


def _counts(tx: Tx, ids: Collection[str]) -> Iterable[Any]:
    rows = select(votes.c.message_id, votes.c.place, func.count().label("count")).where(votes.c.message_id.in_(ids))
    return tx.conn.execute(rows.group_by(votes.c.message_id, votes.c.place))


def _voters(tx: Tx, ids: Collection[str]) -> Iterable[Any]:
    if not ids:
        return ()
    rows = select(votes.c.message_id, votes.c.place, votes.c.user_id).where(votes.c.message_id.in_(ids))
    return tx.conn.execute(rows.order_by(votes.c.cast_at, votes.c.user_id))


def _how_many(tx: Tx, ids: Collection[str]) -> dict[str, int]:
    count = func.count(votes.c.user_id.distinct()).label("voters")
    rows = select(votes.c.message_id, count).where(votes.c.message_id.in_(ids)).group_by(votes.c.message_id)
    return {row.message_id: row.voters for row in tx.conn.execute(rows)}


def _by_message(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.message_id, []).append(row)
    return found


def _poll(row: PollRow, texts: list[Any], counts: list[Any], people: list[Any], voters: int) -> Poll:
    count = {one.place: one.count for one in counts}
    users: dict[int, list[str]] = {}
    for one in people:
        users.setdefault(one.place, []).append(one.user_id)
    return Poll(
        options=[
            PollOption(text=one.text, count=count.get(one.place, 0), user_ids=users.get(one.place, [])) for one in texts
        ],
        voters=voters,
        multiple=row.multiple,
        anonymous=row.anonymous,
        closes_at=None if row.closes_at is None else rfc3339(row.closes_at),
        closed_at=None if row.closed_at is None else rfc3339(row.closed_at),
    )
