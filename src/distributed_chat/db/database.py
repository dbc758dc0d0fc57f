"""`Database`: what the event loop sees of the writers and the readers. Made by `app`, handed to all who work."""

import asyncio
import secrets
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
import structlog

from distributed_chat import traces
from distributed_chat.config import Settings
from distributed_chat.db.aside import Aside
from distributed_chat.db.checkpoints import Checkpoints
from distributed_chat.db.commands import Command, unknown
from distributed_chat.db.engines import (
    DatabaseCannotOpen,
    FileLock,
    check_durable,
    database_url,
    dialect_of,
    make_engine,
    prepare_file,
)
from distributed_chat.db.migrate import migrate
from distributed_chat.db.readers import Readers
from distributed_chat.db.schema import UNFINISHED, instance
from distributed_chat.db.tx import Dialect, Tx
from distributed_chat.db.writer import LockFirst, Seal, Writer
from distributed_chat.kernel.clock import Clock, SystemClock
from distributed_chat.kernel.events import Logged
from distributed_chat.metrics import Figure

T = TypeVar("T")

READERS = 4
POSTGRESQL_WRITERS = 3
"""The last is for what is done behind people's backs: the index reads the log, and may take a tenth of a second."""

_log = structlog.get_logger("db")


class Database:
    """Commands go through `write`, which answers when they are durable; reads through `read`.

    `on_commit` gets the events of each batch on the event loop, in the order of commits, before any command of the
    batch is answered: an acknowledgement never overtakes what it acknowledges.
    """

    def __init__(
        self, settings: Settings, clock: Clock, *, lock_first: LockFirst | None = None, seal: Seal | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._url = database_url(settings)
        self.dialect: Dialect = dialect_of(self._url)
        self.epoch = ""
        self.on_commit: Callable[[list[Logged]], None] = lambda _logged: None
        self.when_it_holds: Callable[[int, Callable[[], None]], None] = lambda _fence, then: then()
        """Answers a command when its fence holds on every copy."""
        self._lock_first = lock_first
        self._seal = seal if self.dialect == "postgresql" else None
        self._lock: FileLock | None = None
        self._loop = asyncio.get_running_loop()
        self._next = 0
        self._closed = False
        writers = POSTGRESQL_WRITERS if self.dialect == "postgresql" else 1
        self._write_engine = make_engine(self._url, connections=writers, writes=True)
        self._read_engine = make_engine(self._url, connections=READERS, writes=False)
        self._writers = [self._make_writer() for _ in range(writers)]
        self._readers = Readers(
            self._read_engine,
            threads=READERS,
            settings=settings,
            clock=clock,
            dialect=self.dialect,
            finished=lambda command: self._on_loop(command.answer),
        )

    @classmethod
    async def open(
        cls,
        settings: Settings,
        clock: Clock | None = None,
        *,
        lock_first: LockFirst | None = None,
        seal: Seal | None = None,
    ) -> "Database":
        """Takes the lock, brings the schema up to date and starts the threads.

        Raises `DatabaseCannotOpen`, or what it is of that: in use, newer, unsafe.
        """
        database = cls(settings, clock or SystemClock(), lock_first=lock_first, seal=seal)
        try:
            await asyncio.to_thread(database._prepare)
        except sa.exc.DBAPIError as error:
            database._release()
            raise DatabaseCannotOpen(f"The database can't be opened: {str(error.orig).strip()}") from error
        except BaseException:
            database._release()
            raise
        for writer in database._writers:
            writer.start()
        database._readers.start()
        return database

    async def write(self, function: Callable[[Tx], T], *, stream: str | None = None, behind: bool = False) -> T:
        """Runs one atomic command and returns its result once it is on disk.

        `stream` is the one stream it appends to, if there is just one: on PostgreSQL such commands share commits.
        `behind`: nobody waits for it, and it may take long; on PostgreSQL it holds up no command of anybody.
        Raises what the function raises (the command is then undone) and `Unavailable`. The function may run twice, if
        it or another that shares its commit fails: what it does beside `tx` belongs into `tx.after_commit`.
        """
        future: asyncio.Future[T] = self._loop.create_future()
        self._refuse_when_closed()
        command = Command(function, future, stream)
        self._writer_of(stream, behind=behind).put(command)
        with traces.span("write", of=command):
            return await future

    async def read(self, function: Callable[[Tx], T]) -> T:
        """Runs a function that only reads, in a transaction that sees one moment. Raises what it raises."""
        future: asyncio.Future[T] = self._loop.create_future()
        self._refuse_when_closed()
        command = Command(function, future, None)
        self._readers.put(command)
        with traces.span("read", of=command):
            return await future

    def figures(self) -> Iterator[Figure]:
        """For an operator."""
        writers = self._writers
        yield Figure.of(
            "writer_batches_total", "counter", "Transactions of writers.", sum(it.batches for it in writers)
        )
        yield Figure.of("writer_commands_total", "counter", "Commands in them.", sum(it.commands for it in writers))
        yield Figure.of("writer_seconds_total", "counter", "Time of writers.", sum(it.seconds for it in writers))
        yield Figure.of("writer_waiting", "gauge", "Commands that wait.", sum(it.waiting for it in writers))
        yield Figure.of("readers_waiting", "gauge", "Reads that wait.", self._readers.waiting)

    def aside(self) -> Aside:
        """A connection of one's own. PostgreSQL only; whoever asks closes it."""
        return Aside(make_engine(self._url, connections=1, writes=True))

    async def close(self) -> None:
        """Finishes what waits, then lets go of everything. Safe to call again."""
        if self._closed:
            return
        self._closed = True
        # A pool of its own: the loop's may be full of hashes that nobody waits for any longer.
        with ThreadPoolExecutor(1) as closer:
            await self._loop.run_in_executor(closer, self._stop)

    def _stop(self) -> None:
        self._readers.stop()
        for writer in self._writers:
            writer.stop()
        self._release()

    def _release(self) -> None:
        # SQLite: the connection that closes last checkpoints, and that must be the writer's.
        self._read_engine.dispose()
        self._write_engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _prepare(self) -> None:
        if self.dialect == "sqlite":
            assert self._url.database is not None
            self._lock = prepare_file(Path(self._url.database))
        with self._write_engine.connect() as connection:
            if self.dialect == "postgresql":
                with connection.begin():
                    check_durable(connection, required=not self._settings.not_durable)
            migrate(connection)
            _refuse_unfinished(connection)
            self.epoch = _epoch_of(connection)

    def _make_writer(self) -> Writer:
        checkpoints = Checkpoints(self._url.database) if self.dialect == "sqlite" else None
        return Writer(
            self._write_engine,
            settings=self._settings,
            clock=self._clock,
            dialect=self.dialect,
            committed=lambda batch: self._on_loop(self._finish, batch),
            lock_first=self._lock_first,
            seal=self._seal,
            checkpoints=checkpoints,
        )

    def _writer_of(self, stream: str | None, *, behind: bool) -> Writer:
        """Commands of one stream always meet in one writer, or they would only wait for each other's locks."""
        *ordinary, last = self._writers
        if behind or not ordinary:
            return last
        if stream is not None:
            return ordinary[zlib.crc32(stream.encode()) % len(ordinary)]
        self._next += 1
        return ordinary[self._next % len(ordinary)]

    def _finish(self, batch: list[Command]) -> None:
        """On the event loop: events to the hub, then what each command left for after its commit, then the answers."""
        logged = [event for command in batch if command.tx is not None for event in command.tx.logged]
        if logged:
            _guarded(lambda: self.on_commit(logged))
        for command in batch:
            for callback in command.tx.after if command.tx is not None else ():
                _guarded(callback)
            if command.fence is not None and command.error is None:
                self.when_it_holds(command.fence, command.answer)
            else:
                command.answer()

    def _on_loop(self, function: Callable[..., None], *arguments: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *arguments)

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise unknown()


def _guarded(callback: Callable[[], None]) -> None:
    """It is committed: a fault in what follows is ours to log, and must not tell the sender that nothing happened."""
    try:
        callback()
    except Exception:
        _log.exception("after_commit_failed")


def _refuse_unfinished(connection: sa.Connection) -> None:
    with connection.begin():
        if connection.execute(sa.select(instance.c.key).where(instance.c.key == UNFINISHED)).first() is not None:
            raise DatabaseCannotOpen("This database was not filled to its end. Run `distributed migrate` once more.")


def _epoch_of(connection: sa.Connection) -> str:
    with connection.begin():
        found = connection.execute(sa.select(instance.c.value).where(instance.c.key == "epoch")).scalar()
        if found is not None:
            return str(found)
        fresh = secrets.token_hex(16)
        connection.execute(sa.insert(instance).values(key="epoch", value=fresh))
        return fresh
