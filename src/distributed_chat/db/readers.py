"""Readers: a few threads with connections of their own, each read in one transaction that sees one moment."""

import queue
import threading
import time
from collections.abc import Callable

import sqlalchemy as sa
import structlog

from distributed_chat.config import Settings
from distributed_chat.db.commands import Command, busy, in_words
from distributed_chat.db.prepared import driver_connection, driver_cursor
from distributed_chat.db.tx import Dialect, Tx
from distributed_chat.kernel.clock import Clock
from distributed_chat.kernel.errors import Unavailable

WAITING_AT_MOST = 2_000

_log = structlog.get_logger("db.readers")


class Readers:
    """Runs reads as they come; the order between two of them is not defined."""

    def __init__(
        self,
        engine: sa.Engine,
        *,
        threads: int,
        settings: Settings,
        clock: Clock,
        dialect: Dialect,
        finished: Callable[[Command], None],
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._clock = clock
        self._dialect = dialect
        self._finished = finished
        self._waiting: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._work, name=f"reader-{n}", daemon=True) for n in range(threads)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def put(self, command: Command) -> None:
        """Raises `Unavailable` when too many wait already."""
        if self._waiting.qsize() >= WAITING_AT_MOST:
            raise busy()
        self._waiting.put(command)

    @property
    def waiting(self) -> int:
        """Reads in the queue, about."""
        return self._waiting.qsize()

    def stop(self) -> None:
        """Finishes what waits, then ends. Blocks; not for the event loop."""
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        connection: sa.Connection | None = None
        while (command := self._waiting.get()) is not None:
            began = time.perf_counter()
            try:
                if connection is None:
                    connection = self._engine.connect()
                self._run(connection, command)
            except BaseException as error:
                command.error = in_words(error)
                if isinstance(command.error, Unavailable):
                    _let_go(connection)
                    connection = None
            self._finished(command)
            seconds = time.perf_counter() - began
            if seconds * 1_000 > self._settings.slow_ms:
                _log.warning("slow_read", ms=round(seconds * 1_000), name=command.name)
        if connection is not None:
            connection.close()

    def _run(self, connection: sa.Connection, command: Command) -> None:
        tx = Tx(connection, now=self._clock.now(), settings=self._settings, dialect=self._dialect)
        # SQLite is told by hand: a transaction object of Core's would cost as much as a quick read.
        if self._dialect == "sqlite":
            driver_cursor(connection).execute("BEGIN")
        try:
            command.result = command.function(tx)
        finally:
            connection.rollback()
            driver_connection(connection).rollback()


def _let_go(connection: sa.Connection | None) -> None:
    """After a fault of the database the next read starts with a fresh connection, whatever became of this one."""
    if connection is not None:
        connection.invalidate()
        connection.close()
