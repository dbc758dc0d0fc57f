"""How each database is reached: addresses, connections, permissions, and what must hold before anything is promised."""

import fcntl
import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from distributed_chat.config import Settings
from distributed_chat.db.prepared import note_changes
from distributed_chat.db.tx import Dialect

LOCK_TIMEOUT = 2_000
STATEMENT_TIMEOUT = 5_000
BUSY_TIMEOUT = 5_000
"""Milliseconds, all three."""

STATEMENTS_KEPT = 512


class DatabaseCannotOpen(Exception):
    """Why there is no database, in one sentence for the person who starts the server."""


class DatabaseIsInUse(DatabaseCannotOpen):
    """Another process has the SQLite database open for writing."""


class DatabaseIsNewer(DatabaseCannotOpen):
    """A later version of Distributed has changed the database; this one could only damage it."""


class DatabaseIsUnsafe(DatabaseCannotOpen):
    """The PostgreSQL server is set up so that it may lose what it acknowledged."""


def database_url(settings: Settings) -> sa.URL:
    if settings.database_url is None:
        return sa.URL.create("sqlite", database=str(settings.data / "distributed.sqlite"))
    try:
        url = sa.make_url(settings.database_url)
    except sa.exc.ArgumentError:
        raise DatabaseCannotOpen("DISTRIBUTED_DATABASE_URL looks like postgresql://user:password@host/name.") from None
    if not url.drivername.startswith(("postgres", "sqlite")):
        raise DatabaseCannotOpen(f"Distributed keeps its data in SQLite or PostgreSQL, not in {url.drivername}.")
    if url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    return url


def dialect_of(url: sa.URL) -> Dialect:
    return "postgresql" if url.drivername.startswith("postgresql") else "sqlite"


def make_engine(url: sa.URL, *, connections: int, writes: bool) -> sa.Engine:
    """An engine whose connections are kept by the threads that use them; a transaction begins when we say so."""
    if dialect_of(url) == "postgresql":
        return _postgresql(url, connections, writes=writes)
    return _sqlite(url, connections, writes=writes)


def _postgresql(url: sa.URL, connections: int, *, writes: bool) -> sa.Engine:
    options = {
        "lock_timeout": LOCK_TIMEOUT,
        "statement_timeout": STATEMENT_TIMEOUT,
        "idle_in_transaction_session_timeout": 2 * STATEMENT_TIMEOUT,
        "synchronous_commit": "on",
        "timezone": "UTC",
    }
    engine = sa.create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=False,
        # Writers lock the heads they append to; a reader sees one moment of the whole database.
        isolation_level="READ COMMITTED" if writes else "REPEATABLE READ",
        connect_args={
            "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
            "connect_timeout": 5,
            "application_name": "distributed",
        },
    )
    if writes:
        sa.event.listen(engine, "after_cursor_execute", _count_changes)
    else:
        _on_connect(engine, _read_only)
    return engine


def _count_changes(connection: sa.Connection, cursor: Any, statement: str, *_: object) -> None:
    """What runs by the driver's own cursor is counted where that is done."""
    if not statement.startswith("SELECT"):
        note_changes(connection, cursor.rowcount)


def _read_only(connection: Any) -> None:
    connection.read_only = True


def _sqlite(url: sa.URL, connections: int, *, writes: bool) -> sa.Engine:
    engine = sa.create_engine(
        url,
        poolclass=sa.QueuePool,
        pool_size=connections,
        max_overflow=0,
        # Python's implicit transactions break savepoints, so the driver begins none.
        connect_args={
            "isolation_level": None,
            "check_same_thread": False,
            "cached_statements": STATEMENTS_KEPT,
            "timeout": BUSY_TIMEOUT / 1_000,
        },
    )
    pragmas = {
        "journal_mode": "WAL",
        "synchronous": "FULL",
        "secure_delete": "ON",
        "foreign_keys": "ON",
        # A savepoint copies each page that is written under it; on disk that was half of the writes of a message.
        "temp_store": "MEMORY",
        # The writer checkpoints between batches and nobody else ever does: before 3.51.3 two can corrupt the file.
        "wal_autocheckpoint": 0,
        "query_only": "OFF" if writes else "ON",
    }

    def prepare(connection: Any) -> None:
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name}={value}")

    _on_connect(engine, prepare)
    if writes:
        # At the first statement of a batch and not in the middle of it, where waiting for the lock could fail.
        sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _on_connect(engine: sa.Engine, prepare: Any) -> None:
    sa.event.listen(engine, "connect", lambda connection, _record: prepare(connection))


def check_durable(connection: sa.Connection, *, required: bool) -> None:
    """PostgreSQL may promise a commit only if its server writes it to disk. Raises `DatabaseIsUnsafe`."""
    for name in ("fsync", "full_page_writes"):
        if required and connection.exec_driver_sql(f"SHOW {name}").scalar() != "on":
            raise DatabaseIsUnsafe(f"The PostgreSQL server has {name} switched off and could lose messages.")


class FileLock:
    """Holds a SQLite file for this process alone. The kernel lets go of it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.pread(self._file, 32, 0).decode(errors="replace").strip()
            os.close(self._file)
            raise DatabaseIsInUse(
                f"Another Distributed (process {holder or 'unknown'}) is using {path.parent}."
            ) from None
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        os.close(self._file)


def moved_note(path: Path) -> Path:
    """Is there when the database lives elsewhere now: two of one history would throw away each other's files."""
    return path.with_name(f"{path.name}.moved")


def prepare_file(path: Path) -> FileLock:
    """Makes the database's folder and file for our eyes only, and takes the lock. Raises `DatabaseCannotOpen`."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseCannotOpen(f"{path.parent} can't be made: {error.strerror}.") from None
    moved = moved_note(path)
    if moved.exists():
        raise DatabaseCannotOpen(
            f"{path} was moved to PostgreSQL on {moved.read_text().strip()}: set DISTRIBUTED_DATABASE_URL."
            f" Without {moved} it starts as it was then, and what was said since stays there."
        )
    lock = FileLock(path.with_name(path.name + ".lock"))
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    path.chmod(0o600)
    return lock
