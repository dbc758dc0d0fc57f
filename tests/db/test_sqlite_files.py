"""SQLite's files: for one process, for our eyes only, and the same history every time."""

import asyncio
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from distributed_chat.config import Settings
from distributed_chat.db import Database, DatabaseIsInUse, Tx
from distributed_chat.db.checkpoints import ERASED_WITHIN_SECONDS, QUIET_SECONDS, Checkpoints
from distributed_chat.db.engines import make_engine
from distributed_chat.kernel.events import Logged


def pragma(name: str) -> str:
    return f"PRAGMA {name}"


async def test_a_second_process_is_refused_with_the_number_of_the_first(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    first = await Database.open(settings)
    try:
        with pytest.raises(DatabaseIsInUse, match=r"process \d+"):
            await Database.open(settings)
    finally:
        await first.close()
    await (await Database.open(settings)).close()


async def test_nobody_else_may_read_the_data(tmp_path: Path) -> None:
    database = await Database.open(Settings(data=tmp_path / "data"))
    try:
        await database.write(lambda tx: tx.conn.exec_driver_sql("CREATE TABLE x (y)"))
        assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
        files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
        assert {"distributed.sqlite", "distributed.sqlite-wal"} <= set(files)
        assert set(files.values()) == {0o600}
    finally:
        await database.close()


async def test_a_commit_is_on_disk_and_what_is_deleted_is_gone(tmp_path: Path) -> None:
    def settings_of(tx: Tx) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "wal_autocheckpoint")
        return {name: tx.conn.exec_driver_sql(pragma(name)).scalar() for name in names}

    database = await Database.open(Settings(data=tmp_path / "data"))
    try:
        expected = {
            "journal_mode": "wal",
            "synchronous": 2,
            "secure_delete": 1,
            "foreign_keys": 1,
            "wal_autocheckpoint": 0,
        }
        assert await database.write(settings_of) == expected
        assert await database.read(settings_of) == expected
    finally:
        await database.close()


def temporary_files() -> list[str]:
    """What SQLite has open beside the database: removed from its folder already, and still written to."""
    open_files = [path.readlink().name for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    return [name for name in open_files if name.startswith("etilqs_")]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux lists a process's files like this")
async def test_a_command_that_may_be_undone_writes_no_second_copy_to_the_disk(tmp_path: Path) -> None:
    def fill(tx: Tx) -> None:
        tx.conn.exec_driver_sql("CREATE TABLE pages (x)")
        for _ in range(100):
            tx.conn.exec_driver_sql("INSERT INTO pages VALUES (randomblob(4000))")

    def change(tx: Tx) -> list[str]:
        tx.conn.exec_driver_sql("UPDATE pages SET x = randomblob(4000)")
        return temporary_files()

    database = await Database.open(Settings(data=tmp_path / "data"))
    try:
        await database.write(fill)
        assert await database.write(change) == []
    finally:
        await database.close()


async def test_the_log_of_changes_does_not_grow_for_ever(tmp_path: Path) -> None:
    database = await Database.open(Settings(data=tmp_path / "data"))
    try:
        await database.write(lambda tx: tx.conn.exec_driver_sql("CREATE TABLE x (y)"))
        row = "INSERT INTO x VALUES (randomblob(40000))"
        for _ in range(600):
            await database.write(lambda tx: tx.conn.exec_driver_sql(row))
        # 24 MB were written; with copying now and then the log holds what came since.
        assert (tmp_path / "data" / "distributed.sqlite-wal").stat().st_size < 14_000_000
    finally:
        await database.close()


def _say(text: str) -> Callable[[Tx], object]:
    return lambda tx: tx.conn.exec_driver_sql("INSERT INTO x VALUES (?)", (text,))


def _unsay(tx: Tx) -> None:
    """As `streams.erase` does it."""
    tx.conn.exec_driver_sql("DELETE FROM x")
    tx.logged.append(Logged("group:x", 1, "message.posted", 1, None, "", (), ()))


def _is_gone_from_files(folder: Path, word: bytes) -> bool:
    """Within some seconds: the writer's thread waits until nobody writes."""
    for _ in range(100):
        if not any(word in path.read_bytes() for path in folder.glob("distributed.sqlite*")):
            return True
        time.sleep(0.05)
    return False


async def test_what_was_erased_is_soon_in_no_file_though_nobody_writes_on(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    database = await Database.open(Settings(data=folder))
    try:
        await database.write(lambda tx: tx.conn.exec_driver_sql("CREATE TABLE x (y)"))
        await database.write(_say("a secret"))
        assert b"a secret" in (folder / "distributed.sqlite-wal").read_bytes()
        await database.write(_unsay)
        assert await asyncio.to_thread(_is_gone_from_files, folder, b"a secret")
        await database.write(_say("and on"))
        assert await database.read(lambda tx: tx.conn.exec_driver_sql("SELECT y FROM x").scalars().all()) == ["and on"]
    finally:
        await database.close()


def _checkpoints(folder: Path) -> tuple[Checkpoints, list[float], sa.Connection]:
    """With a clock to move, and a writer's connection to a log that has something in it."""
    url = sa.URL.create("sqlite", database=str(folder / "x.sqlite"))
    connection = make_engine(url, connections=1, writes=True).connect()
    with connection.begin():
        connection.exec_driver_sql("CREATE TABLE x (y)")
    times = [0.0]
    return Checkpoints(str(folder / "x.sqlite"), now=lambda: times[0]), times, connection


def test_the_log_is_emptied_between_batches_too_within_a_minute_of_an_erasing(tmp_path: Path) -> None:
    checkpoints, times, connection = _checkpoints(tmp_path)
    log = tmp_path / "x.sqlite-wal"
    checkpoints.after_batch(connection, erased=True)
    for times[0] in (30.0, 59.0):
        checkpoints.after_batch(connection, erased=False)
        assert log.stat().st_size > 0
    times[0] = ERASED_WITHIN_SECONDS
    checkpoints.after_batch(connection, erased=False)
    assert log.stat().st_size == 0
    assert checkpoints.pause() is None
    connection.engine.dispose()
    connection.close()


def test_the_log_is_emptied_later_when_somebody_reads_from_it_and_nobody_waits(tmp_path: Path) -> None:
    checkpoints, times, connection = _checkpoints(tmp_path)
    reader = sqlite3.connect(tmp_path / "x.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM x").fetchall()
    checkpoints.after_batch(connection, erased=True)
    assert checkpoints.pause() == QUIET_SECONDS
    times[0] = QUIET_SECONDS
    checkpoints.idle(connection)
    assert (tmp_path / "x.sqlite-wal").stat().st_size > 0
    assert checkpoints.pause() == QUIET_SECONDS
    reader.execute("COMMIT")
    reader.close()
    checkpoints.idle(connection)
    assert (tmp_path / "x.sqlite-wal").stat().st_size == 0
    assert checkpoints.pause() is None
    connection.engine.dispose()
    connection.close()


async def test_a_history_keeps_its_epoch(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    epochs = set()
    for _ in range(2):
        database = await Database.open(settings)
        epochs.add(database.epoch)
        await database.close()
    assert len(epochs) == 1
    other = await Database.open(Settings(data=tmp_path / "other"))
    await other.close()
    assert other.epoch not in epochs
