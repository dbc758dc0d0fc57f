"""Asking the index itself: entries that are meant by an ask, the newest first, of conversations that somebody reads."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg
import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import TSQUERY

from distributed_chat.conversations.queries import all_readable
from distributed_chat.db import Prepared, Tx
from distributed_chat.db.prepared import driver_connection
from distributed_chat.kernel.errors import Invalid
from distributed_chat.search.asks import Ask, as_fts5, as_tsquery
from distributed_chat.search.tables import search_entries

SECONDS_AT_MOST = 1.0
"""A question that asks for too much is refused in words; whoever asks holds a reader so long at most."""
STEPS_BETWEEN_LOOKS = 20_000
"""Of SQLite's machine: about a millisecond."""
WALKED_AT_MOST = 4_000
"""Entries that PostgreSQL looks through from the newest on, before it asks its index."""


class Window(NamedTuple):
    """Places: at or after `since`, before `below`."""

    since: int
    below: int


class Found(NamedTuple):
    place: int
    message_id: str


_COLUMNS = (search_entries.c.id, search_entries.c.message_id)
_IS_MINE = search_entries.c.conversation_id.in_(all_readable(bindparam("user_id")))
_index = sa.table("search_index", sa.column("rowid"), sa.column("search_index"))
IN_FTS5 = (
    select(*_COLUMNS)
    .select_from(_index.join(search_entries, search_entries.c.id == _index.c.rowid))
    .where(
        _index.c.search_index.op("MATCH")(bindparam("ask")),
        _index.c.rowid >= bindparam("since"),
        _index.c.rowid < bindparam("below"),
        _IS_MINE,
    )
    .order_by(_index.c.rowid.desc())
    .limit(bindparam("most"))
)

_SEARCHED = sa.cast(bindparam("ask", type_=sa.Text()), TSQUERY)
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
    .where(_newest.c.words.op("@@")(_SEARCHED), _newest.c.conversation_id.in_(all_readable(bindparam("user_id"))))
    .order_by(_newest.c.id.desc())
    .limit(bindparam("most"))
)
_END_OF_THE_NEWEST = (
    select(search_entries.c.id)
    .where(*_IN_WINDOW)
    .order_by(search_entries.c.id.desc())
    .offset(bindparam("walked"))
    .limit(1)
)
# Materialized, or it would be walked from the newest on in the hope that enough of it will be found soon.
_meant = (
    select(*_COLUMNS)
    .where(search_entries.c.words.op("@@")(_SEARCHED), *_IN_WINDOW, _IS_MINE)
    .cte("meant")
    .prefix_with("MATERIALIZED", dialect="postgresql")
)
IN_GIN = select(_meant).order_by(_meant.c.id.desc()).limit(bindparam("most"))
_in_fts5, _among_the_newest, _in_gin = Prepared(IN_FTS5), Prepared(AMONG_THE_NEWEST), Prepared(IN_GIN)
_end_of_the_newest = Prepared(_END_OF_THE_NEWEST)


def entries_of(tx: Tx, user_id: str, ask: Ask, window: Window, most: int) -> list[Found]:
    """At most so many, the newest first. Raises `Invalid` when it takes longer than a second."""
    with _time_limit(tx):
        if tx.dialect == "postgresql":
            return _in_postgresql(tx, user_id, as_tsquery(ask), window, most)
        since, below = window
        rows = _in_fts5.all(tx, ask=as_fts5(ask), user_id=user_id, since=since, below=below, most=most)
        return [Found(*row) for row in rows]


def _in_postgresql(tx: Tx, user_id: str, ask: str, window: Window, most: int) -> list[Found]:
    """What everybody says is among the newest, and GIN would gather all of it; what is rare it finds at once."""
    since, below = window
    here = {"ask": ask, "user_id": user_id, "since": since, "most": most}
    found = [Found(*row) for row in _among_the_newest.all(tx, **here, below=below, walked=WALKED_AT_MOST)]
    end = _end_of_the_newest.first(tx, since=since, below=below, walked=WALKED_AT_MOST)
    if len(found) == most or end is None:
        return found
    rest = _in_gin.all(tx, **(here | {"below": end[0] + 1, "most": most - len(found)}))
    return found + [Found(*row) for row in rest]


@contextmanager
def _time_limit(tx: Tx) -> Iterator[None]:
    try:
        with _sqlite_limit(tx) if tx.dialect == "sqlite" else _postgresql_limit(tx):
            yield
    except sa.exc.DBAPIError as error:
        if _took_too_long(error.orig):
            raise Invalid("search_takes_too_long", "That takes too long. Add a word or a filter.", field="q") from None
        raise


@contextmanager
def _sqlite_limit(tx: Tx) -> Iterator[None]:
    until = time.monotonic() + SECONDS_AT_MOST
    connection = driver_connection(tx.conn)
    connection.set_progress_handler(lambda: time.monotonic() > until, STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def _postgresql_limit(tx: Tx) -> Iterator[None]:
    tx.conn.exec_driver_sql(f"SET LOCAL statement_timeout = {int(SECONDS_AT_MOST * 1_000)}")
    tx.conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
    yield


def _took_too_long(error: Any) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT
    return isinstance(error, psycopg.errors.QueryCanceled)
