"""Fixtures of the streams' tests: a database with the log's tables, and a real server on loopback around it."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from distributed_chat.config import Settings
from distributed_chat.db import Database, metadata
from distributed_chat.db.engines import make_engine
from distributed_chat.db.migrate import migrate
from distributed_chat.db.schema import instance
from distributed_chat.kernel.clock import MovedClock
from distributed_chat.streams import tables
from tests.services.databases import Databases
from tests.streams.server import StreamServer, serving

NOON = 1_795_608_000_000_000


@pytest.fixture(scope="session")
def stream_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    databases = Databases(tmp_path_factory.mktemp("databases"), _migrate)
    yield databases
    databases.drop()


def _migrate(url: str) -> None:
    engine = make_engine(make_url(url), connections=1, writes=True)
    with engine.connect() as connection:
        migrate(connection)
        with connection.begin():
            metadata.create_all(connection, tables=[instance, tables.streams, tables.events, tables.created])
    engine.dispose()


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(NOON)


@pytest.fixture
async def log_database(stream_databases: Databases, tmp_path: Path, clock: MovedClock) -> AsyncIterator[Database]:
    with stream_databases.fresh() as url:
        settings = Settings(database_url=url, data=tmp_path, not_durable=True)
        database = await Database.open(settings, clock)
        yield database
        await database.close()


Serve = Callable[..., AbstractAsyncContextManager[StreamServer]]


@pytest.fixture
def serve(log_database: Database, clock: MovedClock) -> Serve:
    """`async with serve(raw=…) as server`: a real uvicorn on a port of its own."""

    @asynccontextmanager
    async def open_server(**options: bool) -> AsyncIterator[StreamServer]:
        async with serving(log_database, clock, **options) as server:
            yield server

    return open_server


@pytest.fixture
async def server(serve: Serve) -> AsyncIterator[StreamServer]:
    async with serve() as running:
        yield running
