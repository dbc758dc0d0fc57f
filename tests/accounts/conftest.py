"""Fixtures of the accounts' tests: a world with nobody in it, and the cast."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from distributed_chat.accounts import subscribers
from distributed_chat.config import Settings
from distributed_chat.db import Database
from distributed_chat.kernel.clock import MovedClock
from tests.accounts.world import NewWorld, Person, World
from tests.conftest import NOON
from tests.services.databases import Databases


@pytest.fixture
def new_world(databases: Databases, tmp_path: Path) -> Iterator[NewWorld]:
    """`async with new_world(host=…) as world`: a world with these settings."""

    @asynccontextmanager
    async def open_world(**settings: Any) -> AsyncIterator[World]:
        with databases.fresh() as url:
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
