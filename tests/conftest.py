"""Fixtures of every test: a database of its own, a clock that it moves, the app without a server, and the cast.

A test that uses a database is marked `database` by that, and runs on PostgreSQL too.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import NoReturn

import httpx2
import pytest
import structlog
from blockbuster import blockbuster_ctx
from sqlalchemy import make_url

from distributed_chat.app import App, create_app
from distributed_chat.config import Settings, SignUp
from distributed_chat.db import Database
from distributed_chat.db.engines import make_engine
from distributed_chat.db.migrate import migrate
from distributed_chat.kernel.clock import MovedClock
from distributed_chat.streams import lock
from tests.cast import Person, QuickPasswords, client_of, sign_up
from tests.embeds.internet import SmallInternet
from tests.services.databases import Databases

NOON = 1_795_608_000_000_000
"""2026-11-25, 12:00 UTC."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and "databases" in item.fixturenames:
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session", autouse=True)
def _no_logs() -> None:
    """What the server logs is tested where it matters; here it would only be read by nobody."""
    structlog.configure(processors=[_drop])


def _drop(_logger: object, _name: str, _event: object) -> NoReturn:
    raise structlog.DropEvent


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    made = Databases(tmp_path_factory.mktemp("databases"), _migrate)
    yield made
    made.drop()


def _migrate(url: str) -> None:
    engine = make_engine(make_url(url), connections=1, writes=True)
    with engine.connect() as connection:
        migrate(connection)
    engine.dispose()


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(NOON)


@pytest.fixture
def settings(databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    """Of an instance with a fresh database, where anybody may sign up."""
    with databases.fresh() as url:
        yield Settings(database_url=url, data=tmp_path / "data", sign_up=SignUp.OPEN, not_durable=True, unlimited=True)


@pytest.fixture
async def database(settings: Settings, clock: MovedClock) -> AsyncIterator[Database]:
    opened = await Database.open(settings, clock, lock_first=lock)
    yield opened
    await opened.close()


@pytest.fixture
def internet() -> SmallInternet:
    """Where the links in messages lead: no test asks the real one."""
    return SmallInternet()


@pytest.fixture
async def app(settings: Settings, clock: MovedClock, internet: SmallInternet) -> AsyncIterator[App]:
    """The whole server without a port: requests reach it by `nobody`, `ann`, `bob` and `cat`."""
    made = create_app(settings, clock=clock, passwords=QuickPasswords(), network=internet)
    await made.start()
    with blockbuster_ctx("distributed_chat"):  # whoever blocks the event loop fails the test
        yield made
    await made.stop()


@pytest.fixture
async def nobody(app: App) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody who is not signed in."""
    async with client_of(app) as client:
        yield client


@pytest.fixture
async def ann(app: App) -> AsyncIterator[Person]:
    person = await sign_up(app, "ann")
    yield person
    await person.client.aclose()


@pytest.fixture
async def bob(app: App, ann: Person) -> AsyncIterator[Person]:
    person = await sign_up(app, "bob")
    yield person
    await person.client.aclose()


@pytest.fixture
async def cat(app: App, bob: Person) -> AsyncIterator[Person]:
    person = await sign_up(app, "cat")
    yield person
    await person.client.aclose()
