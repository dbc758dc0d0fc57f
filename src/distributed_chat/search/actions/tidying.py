"""Remains of erased words in the files of FTS5, and how they go. PostgreSQL's go with its vacuum.

FTS5 writes a deletion beside what it deletes, and takes both away only when it merges. From SQLite 3.42 on it erases at
once, if told so. Before, the whole index is merged after an erasing, in small steps between which others write: 2 s of
work for a million messages.
"""

import sqlite3

import msgspec
from sqlalchemy import text

from distributed_chat.db import Tx
from distributed_chat.db.prepared import changes_on

TIDY = "search.tidy"
ERASES_AT_ONCE = sqlite3.sqlite_version_info >= (3, 42)
PAGES = 64
"""Of 4 kB, that one step writes at most: 10 ms of the writer's time."""

_merge = text("INSERT INTO search_index (search_index, rank) VALUES ('merge', :pages)")
_secure = text("INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1)")


class TidyUp(msgspec.Struct, frozen=True):
    """The job."""


def erase_at_once(tx: Tx) -> None:
    """Called at each start: the database may come from a machine with an older SQLite."""
    if tx.dialect == "sqlite" and ERASES_AT_ONCE:
        tx.conn.execute(_secure)


def leaves_remains(tx: Tx) -> bool:
    return tx.dialect == "sqlite" and not ERASES_AT_ONCE


def tidy_step(tx: Tx, *, first: bool) -> bool:
    """Merges some pages more; the first step says that everything is to become one. Returns whether there is more."""
    before = changes_on(tx.conn)
    tx.conn.execute(_merge, {"pages": -PAGES if first else PAGES})
    return changes_on(tx.conn) - before >= 2  # FTS5 counts so: the command itself is one
