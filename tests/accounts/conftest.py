"""Fixtures of the accounts' tests: a world with nobody in it, and the cast."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from distributed_chat.accounts import http, subscribers  # noqa: F401  # importing it declares every table below it
from distributed_chat.config import Settings
from distributed_chat.db import Database, metadata
from distributed_chat.db.engines import make_engine
from distributed_chat.db.migrate import migrate
from distributed_chat.kernel.clock import MovedClock
from tests.accounts.world import NewWorld, Person, World
from tests.services.databases import Databases

NOON = 1_795_608_000_000_000


@pytest.fixture(scope="session")
def account_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    databases = Databases(tmp_path_factory.mktemp("databases"), _migrate)
    yield databases
    databases.drop()


def _migrate(url: str) -> None:
    engine = make_engine(make_url(url), connections=1, writes=True)
    with engine.connect() as connection:
        migrate(connection)
        with connection.begin():
            metadata.create_all(connection)
    engine.dispose()


@pytest.fixture
def new_world(account_databases: Databases, tmp_path: Path) -> Iterator[NewWorld]:
    """`async with new_world(host=…) as world`: a world with these settings."""

    @asynccontextmanager
    async def open_world(**settings: Any) -> AsyncIterator[World]:
        with account_databases.fresh() as url:
            chosen = Settings(database_url=url, data=tmp_path, not_durable=True, **settings)
            clock = MovedClock(NOON)
            database = await Database.open(chosen, clock)
            try:
                yield World(database, chosen, clock)
            finally:
                await database.close()

    yield open_world
    for listeners in (
        subscribers.profile_changed,
        subscribers.account_deleted,
        subscribers.email_proved,
        subscribers.sessions_ended,
    ):
        listeners.clear()


@pytest.fixture
async def world(new_world: NewWorld) -> AsyncIterator[World]:
    async with new_world() as open_world:
        yield open_world


@pytest.fixture
async def ann(world: World) -> Person:
    return await world.signs_up("ann")


@pytest.fixture
async def bob(world: World, ann: Person) -> Person:  # ann is always first
    return await world.signs_up("bob")


@pytest.fixture
async def cat(world: World, bob: Person) -> Person:
    return await world.signs_up("cat")
