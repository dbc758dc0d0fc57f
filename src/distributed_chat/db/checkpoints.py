"""When SQLite's write-ahead log is copied into the database: between batches, on the writer's connection, by us."""

from pathlib import Path

import sqlalchemy as sa

from distributed_chat.db.prepared import driver_cursor

WAL_BYTES = 4 * 1024 * 1024
"""A longer log makes reads slower and the copying take longer than one command may hold the writer."""


class Checkpoints:
    """Called by the writer after each batch; copies when the log has grown enough since the last time."""

    def __init__(self, database: str | None) -> None:
        self._log = Path(f"{database}-wal")
        self._batches = 0

    def __call__(self, connection: sa.Connection) -> None:
        self._batches += 1
        # The log never shrinks, it is written over from its start; so after the first time, count batches as well.
        if self._batches >= 200 and self._size() >= WAL_BYTES:
            self._batches = 0
            # PASSIVE never waits: what a reader still needs stays where it is until the next time.
            driver_cursor(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _size(self) -> int:
        try:
            return self._log.stat().st_size
        except FileNotFoundError:
            return 0
