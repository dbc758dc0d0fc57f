"""A group of ann's that bob is in, an app whose calls tick only when they are told, and one with a media server."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from msgspec import structs

from distributed_chat.app import App, create_app
from distributed_chat.calls.upkeep import Upkeep
from distributed_chat.config import Settings
from distributed_chat.kernel.clock import MovedClock
from tests.calls.media_server import FakeSfu
from tests.cast import QuickPasswords
from tests.conversations.conftest import crew, newcomers

__all__ = ["crew", "newcomers"]

OpenApp = Callable[..., AbstractAsyncContextManager[App]]


@pytest.fixture
async def upkeep(app: App) -> Upkeep:
    """Of the app, at rest: `await upkeep.tick()` is all the time that passes for it."""
    await app.calls.upkeep.rest()
    return app.calls.upkeep


@pytest.fixture
def open_app(settings: Settings, clock: MovedClock) -> OpenApp:
    """`async with open_app(sfu=…, mesh_people=…) as app`: an app with other settings, at rest."""

    @asynccontextmanager
    async def open_one(sfu: FakeSfu | None = None, **changes: Any) -> AsyncIterator[App]:
        chosen = structs.replace(settings, **changes)
        app = create_app(chosen, clock=clock, passwords=QuickPasswords(), sfu=sfu)
        await app.start()
        await app.calls.upkeep.rest()
        try:
            yield app
        finally:
            await app.stop()

    return open_one


@pytest.fixture
async def tidy() -> AsyncIterator[AsyncExitStack]:
    """Closes at the end what a test opens."""
    async with AsyncExitStack() as stack:
        yield stack
