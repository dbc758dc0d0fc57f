"""A connection beside the writers and the readers, for what must not wait behind them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import sqlalchemy as sa

T = TypeVar("T")


class Aside:
    """PostgreSQL only. One thread, one connection; each call is a transaction of its own."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="aside")
        self.is_closed = False

    async def run(self, function: Callable[[sa.Connection], T]) -> T:
        """Raises what the function and the database raise; the next call has a fresh connection then."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, function)

    async def close(self) -> None:
        """Safe to call again."""
        if self.is_closed:
            return
        self.is_closed = True
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        self._thread.shutdown(wait=False)

    def _run(self, function: Callable[[sa.Connection], T]) -> T:
        try:
            with self._engine.begin() as connection:
                return function(connection)
        except sa.exc.DBAPIError:
            self._engine.dispose()
            raise
