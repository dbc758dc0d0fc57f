"""PostgreSQL: GIN gathers all that an ask means before the newest can be taken, so it is not asked for everything.

What everybody says is found by looking through the newest entries. Then GIN is asked, for a stretch behind them first:
weeks are words of the index too, so it gathers only what is in them. What has not filled the page by then is rare, and
GIN is asked for all the rest.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Text, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import TSQUERY

from distributed_chat.conversations.queries import all_readable
from distributed_chat.db import Prepared, Tx
from distributed_chat.search.asks import Ask, as_tsquery, weeks_between
from distributed_chat.search.queries.window import Found, Window
from distributed_chat.search.tables import search_entries

WALKED_AT_MOST = 2_000
"""Entries that are looked through: 2 to 4 ms."""
STRETCH = 32
"""How much longer the stretch behind them is, in time."""
WEEKS_IN_AN_ASK = 100

_ASKED = cast(bindparam("ask", type_=Text()), TSQUERY)
_IN_WINDOW = (search_entries.c.id >= bindparam("since"), search_entries.c.id < bindparam("below"))
_newest = (
    select(search_entries)
    .where(*_IN_WINDOW)
    .order_by(search_entries.c.id.desc())
    .limit(bindparam("walked"))
    .subquery("newest")
)
AMONG_THE_NEWEST = (
    select(_newest.c.id, _newest.c.message_id)
    .where(_newest.c.words.op("@@")(_ASKED), _newest.c.conversation_id.in_(all_readable(bindparam("user_id"))))
    .order_by(_newest.c.id.desc())
    .limit(bindparam("most"))
)
_places = (
    select(search_entries.c.id)
    .where(*_IN_WINDOW)
    .order_by(search_entries.c.id.desc())
    .limit(bindparam("walked"))
    .subquery("places")
)
_extent = Prepared(select(func.min(_places.c.id), func.max(_places.c.id), func.count()))
# Materialized, or it would be walked from the newest on in the hope that enough of it will be found soon.
_meant = (
    select(search_entries.c.id, search_entries.c.message_id)
    .where(
        search_entries.c.words.op("@@")(_ASKED),
        *_IN_WINDOW,
        search_entries.c.conversation_id.in_(all_readable(bindparam("user_id"))),
    )
    .cte("meant")
    .prefix_with("MATERIALIZED", dialect="postgresql")
)
IN_GIN = select(_meant).order_by(_meant.c.id.desc()).limit(bindparam("most"))
_among_the_newest, _in_gin = Prepared(AMONG_THE_NEWEST), Prepared(IN_GIN)


class _Extent(NamedTuple):
    """Of what was walked: the oldest, the newest, how many."""

    oldest: int | None
    newest: int | None
    many: int


def entries_of(
    tx: Tx, user_id: str, ask: Ask, window: Window, most: int, *, walked: int = WALKED_AT_MOST
) -> list[Found]:
    """Tests walk fewer."""
    here = {**window._asdict(), "walked": walked}
    rows = _among_the_newest.all(tx, **here, user_id=user_id, ask=as_tsquery(ask), most=most)
    extent = _Extent(*(_extent.first(tx, **here) or (None, None, 0)))
    if len(rows) < most and extent.many == walked:
        for narrowed, part in _behind(ask, window, extent):
            asked = {**part._asdict(), "user_id": user_id, "ask": as_tsquery(narrowed)}
            rows += _in_gin.all(tx, **asked, most=most - len(rows))
            if len(rows) == most:
                break
    return [Found(*row) for row in rows]


def _behind(ask: Ask, window: Window, walked: _Extent) -> Iterator[tuple[Ask, Window]]:
    """The stretch, with its weeks, and the rest."""
    assert walked.oldest is not None
    assert walked.newest is not None
    begin = max(window.since, walked.oldest - STRETCH * (walked.newest - walked.oldest + 1))
    weeks = weeks_between(begin, walked.oldest)
    if len(weeks) > WEEKS_IN_AN_ASK:
        begin = walked.oldest  # so little is said that there is nothing to part
    else:
        yield ask._replace(marks=(*ask.marks, weeks)), Window(begin, walked.oldest)
    if begin > window.since:
        yield ask, Window(window.since, begin)
