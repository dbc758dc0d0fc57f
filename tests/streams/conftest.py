"""Fixtures of the streams' tests: a real server on loopback around the test's database."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest

from distributed_chat.db import Database
from distributed_chat.kernel.clock import MovedClock
from tests.streams.server import StreamServer, serving

Serve = Callable[..., AbstractAsyncContextManager[StreamServer]]


@pytest.fixture
def serve(database: Database, clock: MovedClock) -> Serve:
    """`async with serve(raw=…) as server`: a real uvicorn on a port of its own."""

    @asynccontextmanager
    async def open_server(**options: Any) -> AsyncIterator[StreamServer]:
        async with serving(database, clock, **options) as server:
            yield server

    return open_server


@pytest.fixture
async def server(serve: Serve) -> AsyncIterator[StreamServer]:
    async with serve() as running:
        yield running
