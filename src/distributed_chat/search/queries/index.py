"""Asking the index itself: entries that are meant by an ask, the newest first, of conversations that somebody reads."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import sqlalchemy as sa

from distributed_chat.db import Tx
from distributed_chat.db.prepared import driver_connection
from distributed_chat.kernel.errors import Invalid
from distributed_chat.search.asks import Ask
from distributed_chat.search.queries import fts5, gin
from distributed_chat.search.queries.window import Found, Window

SECONDS_AT_MOST = 1.0
"""A question that asks for too much is refused in words; of whoever asks one, a reader is held so long at most."""
STEPS_BETWEEN_LOOKS = 20_000
"""Of SQLite's machine: about a millisecond."""


def entries_of(tx: Tx, user_id: str, ask: Ask, window: Window, most: int) -> list[Found]:
    """At most so many, the newest first. Raises `Invalid` when a statement takes longer than a second."""
    find = fts5.entries_of if tx.dialect == "sqlite" else gin.entries_of
    try:
        with _sqlite_limit(tx) if tx.dialect == "sqlite" else _postgresql_limit(tx):
            return find(tx, user_id, ask, window, most)
    except sa.exc.DBAPIError as error:
        if not _took_too_long(error.orig):
            raise
        raise Invalid("search_takes_too_long", "That takes too long. Add a word or a filter.", field="q") from None


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
