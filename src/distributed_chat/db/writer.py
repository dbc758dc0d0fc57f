"""The writer: a thread that runs every command that is waiting in one transaction, and commits once for all of them.

Group commit costs nothing when idle and multiplies durable writes under load. A command that fails undoes only itself:
when it has written something and others are with it, the batch is undone and runs once more, each command under a
savepoint of its own. If the outer transaction is lost, every command of the batch is answered 503 `unknown`; none is
tried again here.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterable

import sqlalchemy as sa
import structlog

from distributed_chat.config import Settings
from distributed_chat.db.checkpoints import Checkpoints
from distributed_chat.db.commands import RETRY_SOON, Command, busy, in_words, lost
from distributed_chat.db.prepared import changes_on, driver_cursor
from distributed_chat.db.tx import Dialect, Head, Tx
from distributed_chat.kernel.clock import Clock
from distributed_chat.kernel.errors import DomainError, Unavailable

WAITING_AT_MOST = 2_000
"""Commands in one writer's queue; the next one is refused."""
HEADS_AT_MOST = 10_000

Committed = Callable[[list[Command]], None]
"""Hands a finished batch to the event loop, in the order of commits."""
Seal = Callable[[Tx], int | None]
"""`copies.seal`: writes down what ends by a command; the number under which others hear of it."""
LockFirst = Callable[..., object]
"""`streams.lock`: locks the heads of the streams that a batch will append to, in name order."""

_log = structlog.get_logger("db.writer")


class _WroteAndFailed(Exception):
    """A command of a batch without savepoints: what it wrote can't be told from what the others wrote."""


class Writer:
    """One thread and one connection. On SQLite there is one of these, and nothing else writes."""

    def __init__(
        self,
        engine: sa.Engine,
        *,
        settings: Settings,
        clock: Clock,
        dialect: Dialect,
        committed: Committed,
        lock_first: LockFirst | None = None,
        seal: Seal | None = None,
        checkpoints: Checkpoints | None = None,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._clock = clock
        self._dialect = dialect
        self._committed = committed
        self._lock_first = lock_first
        self._seal = seal
        self._checkpoints = checkpoints
        self._batch_at_most = 50 if dialect == "postgresql" else 256
        self._waiting: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self._connection: sa.Connection | None = None
        self._held: Command | None = None
        self._heads: dict[str, Head] = {}
        """Of streams that are locked: nobody else can have moved them."""
        self.batches = 0
        self.commands = 0
        self.seconds = 0.0
        """Of its work since the start, commits among it."""
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def put(self, command: Command) -> None:
        """Raises `Unavailable` when too many wait already."""
        if self._waiting.qsize() >= WAITING_AT_MOST:
            raise busy()
        self._waiting.put(command)

    def stop(self) -> None:
        """Finishes what waits, then ends. Blocks; not for the event loop."""
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (batch := self._next_batch()) is not None:
            began = time.perf_counter()
            self._run_batch(batch)
            self._committed(batch)
            try:
                self._go_on(batch, began)
            except Exception:  # nothing that comes after a commit may end the thread that everybody waits for
                _log.exception("writer_stumbled")
        if self._connection is not None:
            self._connection.close()

    def _go_on(self, batch: list[Command], began: float) -> None:
        self._note_slow(batch, began)
        if self._checkpoints is not None and self._connection is not None:
            self._checkpoints.after_batch(self._connection, erased=_erases(batch))

    @property
    def waiting(self) -> int:
        """Commands in its queue, about."""
        return self._waiting.qsize()

    def _note_slow(self, batch: list[Command], began: float) -> None:
        seconds = time.perf_counter() - began
        self.batches, self.commands, self.seconds = self.batches + 1, self.commands + len(batch), self.seconds + seconds
        if seconds * 1_000 > self._settings.slow_ms:
            names = sorted({command.name for command in batch})
            _log.warning("slow_commands", ms=round(seconds * 1_000), commands=len(batch), names=names[:5])

    def _next_batch(self) -> list[Command] | None:
        """Waits for a command and takes those behind it that may share its transaction; None at the end."""
        first = self._held or self._wait()
        self._held = None
        if first is None:
            return None
        batch = [first]
        while self._shares(first) and len(batch) < self._batch_at_most:
            try:
                following = self._waiting.get_nowait()
            except queue.Empty:
                break
            if following is None:
                self._waiting.put(None)
                break
            if not self._shares(following):
                self._held = following
                break
            batch.append(following)
        return batch

    def _wait(self) -> Command | None:
        while True:
            try:
                return self._waiting.get(timeout=None if self._checkpoints is None else self._checkpoints.pause())
            except queue.Empty:
                assert self._checkpoints is not None, "nobody else lets it wait for a time only"
                self._checkpoints.idle(self._connection)

    def _shares(self, command: Command) -> bool:
        """PostgreSQL has other writers: only commands whose streams can be locked beforehand, in order, go together."""
        return self._dialect == "sqlite" or command.stream is not None

    def _run_batch(self, batch: list[Command]) -> None:
        """First without savepoints: they were two statements for each command, and a copy of every page it changes."""
        try:
            self._attempt(batch, self._run)
        except _WroteAndFailed:
            self._attempt(batch, self._run_alone)

    def _attempt(self, batch: list[Command], run: Callable[[sa.Connection, Command], None]) -> None:
        try:
            connection = self._connect()
            transaction = connection.begin()
        except Exception as error:
            self._lose(batch, in_words(error), error)
            return
        try:
            self._lock_heads(connection, batch)
            for command in batch:
                run(connection, command)
            transaction.commit()
        except _WroteAndFailed:
            self._undo(batch, transaction)
            if len(batch) > 1:
                raise
        except Exception as error:
            self._lose(batch, lost(error), error)

    def _undo(self, batch: list[Command], transaction: sa.Transaction) -> None:
        self._heads.clear()
        try:
            transaction.rollback()
        except Exception as error:
            self._lose(batch, lost(error), error)

    def _lock_heads(self, connection: sa.Connection, batch: list[Command]) -> None:
        if self._dialect == "sqlite":
            # There is one writer, in one process, so what it knew after the last commit is still so.
            if len(self._heads) > HEADS_AT_MOST:
                self._heads.clear()
            return
        self._heads.clear()
        streams = sorted({command.stream for command in batch if command.stream is not None})
        if self._lock_first is not None and len(streams) > 1:
            tx = self._tx(connection)
            self._lock_first(tx, *streams)
            self._heads.update(tx.heads)

    def _run(self, connection: sa.Connection, command: Command) -> None:
        """Raises `_WroteAndFailed`, where the command failed and may have changed something."""
        before = changes_on(connection)
        error = self._call(connection, command)
        if error is None:
            return
        if changes_on(connection) != before or not isinstance(error, DomainError):
            raise _WroteAndFailed from error

    def _run_alone(self, connection: sa.Connection, command: Command) -> None:
        """Runs one command under a savepoint of its own. Raises only when the outer transaction is lost."""
        # By the driver's own cursor: through Core these three cost more than a whole command of the hot path.
        cursor = driver_cursor(connection)
        cursor.execute("SAVEPOINT command")
        if self._call(connection, command) is not None:
            # If the error took the transaction with it (disk full, connection gone), this raises: the batch is lost.
            cursor.execute("ROLLBACK TO SAVEPOINT command")
        cursor.execute("RELEASE SAVEPOINT command")

    def _call(self, connection: sa.Connection, command: Command) -> BaseException | None:
        """Runs the command's function; returns what it raised."""
        command.tx = tx = self._tx(connection)
        command.error = None
        try:
            command.result = command.function(tx)
            command.fence = self._seal(tx) if self._seal is not None else None
        except BaseException as error:
            command.tx = None
            command.error = in_words(error)
            _note(error)
            return error
        self._heads.update(tx.heads)
        return None

    def _tx(self, connection: sa.Connection) -> Tx:
        return Tx(
            connection,
            now=self._clock.now(),
            settings=self._settings,
            dialect=self._dialect,
            known_heads=self._heads,
        )

    def _connect(self) -> sa.Connection:
        if self._connection is None or self._connection.closed:
            self._connection = self._engine.connect()
        return self._connection

    def _lose(self, batch: Iterable[Command], answer: BaseException, cause: BaseException) -> None:
        """Nothing of the batch is certain. The connection goes too: the next batch starts with a fresh one."""
        _log.error("batch_lost", error=repr(cause))
        self._heads.clear()
        if not isinstance(answer, DomainError):
            answer = Unavailable("database_is_away", "The database can't be reached.", retry_after=RETRY_SOON)
        for command in batch:
            command.tx = None
            if command.error is None or not isinstance(command.error, DomainError):
                command.error = answer
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


def _erases(batch: Iterable[Command]) -> bool:
    return any(event.payload is None for command in batch if command.tx is not None for event in command.tx.logged)


def _note(error: BaseException) -> None:
    """What a person did wrong is their answer; what the database did wrong is in the log as well."""
    if isinstance(error, sa.exc.DBAPIError):
        _log.warning("command_failed", error=repr(error))
