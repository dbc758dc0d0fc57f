"""When the ground gives way: a full disk, a database that drops its connections, a lock that somebody else holds."""

import asyncio
import contextlib

import pytest
import sqlalchemy as sa

from distributed_chat.config import Settings
from distributed_chat.db import Database, Tx
from distributed_chat.db.engines import make_engine
from distributed_chat.db.schema import instance
from distributed_chat.kernel.errors import Unavailable
from tests.db.test_database import behind, keep, kept


def fill_the_disk(tx: Tx) -> None:
    """The file may not grow any further: to SQLite that is the same as a full disk."""
    pages = tx.conn.exec_driver_sql("PRAGMA page_count").scalar_one()
    tx.conn.exec_driver_sql(f"PRAGMA max_page_count={pages}")


def empty_the_disk(tx: Tx) -> None:
    tx.conn.exec_driver_sql("PRAGMA max_page_count=1000000")


def keep_much(tx: Tx) -> None:
    tx.conn.execute(sa.insert(instance).values(key="much", value="x" * 200_000))


async def test_a_full_disk_is_said_and_heals(database: Database) -> None:
    if database.dialect != "sqlite":
        pytest.skip("filling PostgreSQL's disk would need a disk of its own")
    await database.write(keep("before"))
    await database.write(fill_the_disk)
    with pytest.raises(Unavailable) as refused:
        await database.write(keep_much)
    assert refused.value.code in {"disk_is_full", "unknown"}
    assert refused.value.retry_after
    assert await kept(database) == {"before"}
    await database.write(empty_the_disk)
    await database.write(keep_much)
    assert await kept(database) == {"before", "much"}


async def drop_connections(database: Database, settings: Settings) -> None:
    """As when PostgreSQL is started again."""
    assert settings.database_url is not None
    engine = make_engine(sa.make_url(settings.database_url), connections=1, writes=True)
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

    def drop() -> None:
        with engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) {others}")
        engine.dispose()

    await asyncio.to_thread(drop)


async def test_lost_connections_are_made_anew(database: Database, settings: Settings) -> None:
    if database.dialect != "postgresql":
        pytest.skip("SQLite has no connection to lose")
    await database.write(keep("before"), stream="s")
    await drop_connections(database, settings)
    answers = [await _one(database, n) for n in range(6)]
    lost = [answer for answer in answers if answer is not None]
    assert 1 <= len(lost) <= 2  # each writer notices once
    assert {error.code for error in lost} <= {"unknown", "database_is_away"}
    assert all(error.retry_after for error in lost)
    assert "before" in await _read_again(database)


async def _one(database: Database, number: int) -> Unavailable | None:
    try:
        await database.write(keep(f"k{number}"))
    except Unavailable as error:
        return error
    return None


async def _read_again(database: Database) -> set[str]:
    """Each reader may notice once as well."""
    for _ in range(8):
        with contextlib.suppress(Unavailable):
            return await kept(database)
    raise AssertionError("the readers never came back")


async def test_a_lock_that_another_holds_fails_one_command_and_not_its_neighbours(
    database: Database, settings: Settings
) -> None:
    if database.dialect != "postgresql":
        pytest.skip("SQLite has one writer")
    await database.write(keep("locked"))
    assert settings.database_url is not None
    other = make_engine(sa.make_url(settings.database_url), connections=1, writes=True)

    def touch(tx: Tx) -> None:
        tx.conn.exec_driver_sql("SET LOCAL lock_timeout = 100")
        tx.conn.execute(sa.update(instance).where(instance.c.key == "locked").values(value="mine"))

    with other.connect() as connection, connection.begin():
        connection.execute(sa.update(instance).where(instance.c.key == "locked").values(value="theirs"))
        results = await behind(database, keep("one"), touch, keep("two"))
    other.dispose()
    assert isinstance(results[1], Unavailable)
    assert {"one", "two"} <= await kept(database)
