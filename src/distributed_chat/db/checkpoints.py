"""When SQLite's write-ahead log is copied into the database: between batches, on the writer's connection, by us.

The log is never cut by itself, and holds the pages of long ago until they are written over: what people have deleted
would be on the disk for as long as little is said. So the log is emptied soon after something was erased.
"""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
import structlog

from distributed_chat.db.prepared import driver_cursor

WAL_BYTES = 4 * 1024 * 1024
"""A longer log makes reads slower and the copying take longer than one command may hold the writer."""
QUIET_SECONDS = 1.0
"""After an erasing, until nobody writes: then the log is emptied."""
ERASED_WITHIN_SECONDS = 60.0
"""So long after it the log is emptied between two batches, if there is always somebody who writes."""

_log = structlog.get_logger("db.checkpoints")


class Checkpoints:
    """Called by the writer after each batch, and when it has waited for a command as long as `pause` says."""

    def __init__(self, database: str | None, *, now: Callable[[], float] = time.monotonic) -> None:
        self._file = Path(f"{database}-wal")
        self._now = now
        self._batches = 0
        self._erased_at: float | None = None
        self._empty_at = 0.0

    def after_batch(self, connection: sa.Connection, *, erased: bool) -> None:
        """Copies when the log has grown enough since the last time. `erased`: something in the batch blanked events."""
        self._batches += 1
        if erased:
            self._erased_at = self._now() if self._erased_at is None else self._erased_at
            self._empty_at = self._now() + QUIET_SECONDS
        if self._erased_at is not None and self._now() >= max(self._erased_at + ERASED_WITHIN_SECONDS, self._empty_at):
            self._empty(connection)
        # The log is written over from its start, so after the first time, count batches as well.
        if self._batches >= 200 and self._size() >= WAL_BYTES:
            self._batches = 0
            # PASSIVE never waits: what a reader still needs stays where it is until the next time.
            _run(connection, "PRAGMA wal_checkpoint(PASSIVE)")

    def pause(self) -> float | None:
        """Seconds until `idle` has something to do; None: nothing."""
        return None if self._erased_at is None else max(0.0, self._empty_at - self._now())

    def idle(self, connection: sa.Connection | None) -> None:
        """Nobody writes."""
        if connection is not None and not connection.closed:
            self._empty(connection)
        else:
            self._empty_at = self._now() + QUIET_SECONDS

    def _empty(self, connection: sa.Connection) -> None:
        """Copies everything and cuts the log to nothing, unless somebody reads from it: then a second later."""
        before = _run(connection, "PRAGMA busy_timeout")
        _run(connection, "PRAGMA busy_timeout=0")  # who reads must not hold up those who write
        busy = _run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
        _run(connection, f"PRAGMA busy_timeout={before or 0}")
        if busy == 0:
            self._erased_at, self._batches = None, 0
        else:
            self._empty_at = self._now() + QUIET_SECONDS

    def _size(self) -> int:
        try:
            return self._file.stat().st_size
        except FileNotFoundError:
            return 0


def _run(connection: sa.Connection, pragma: str) -> int | None:
    """What it answers first. A full disk must not end the writer: whoever writes next is told of it."""
    try:
        row = driver_cursor(connection).execute(pragma).fetchone()
    except sqlite3.Error as error:
        _log.warning("checkpoint_failed", error=repr(error))
        return None
    return None if row is None else int(row[0])
