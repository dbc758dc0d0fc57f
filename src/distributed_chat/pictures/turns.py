"""Who may have a picture in memory: what waits for the worker would else be all that anybody has uploaded.

One person waits with one picture at a time, so that whoever sends twenty is passed by everybody else.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from distributed_chat.pictures.errors import PicturesAreBusy

AT_ONCE = 2
"""Pictures in memory: one that is looked at, and the next."""
WAIT_SECONDS = 60.0
RETRY_SECONDS = 5


class Turns:
    def __init__(self, *, at_once: int = AT_ONCE, seconds: float = WAIT_SECONDS) -> None:
        self._room = asyncio.Semaphore(at_once)
        self._seconds = seconds
        self._lines: dict[str, asyncio.Semaphore] = {}
        self._in_line: dict[str, int] = {}

    @asynccontextmanager
    async def of(self, person: str) -> AsyncIterator[None]:
        """Waits for the turn of this person. Raises `PicturesAreBusy` when it does not come within a minute."""
        line = self._lines.setdefault(person, asyncio.Semaphore(1))
        self._in_line[person] = self._in_line.get(person, 0) + 1
        try:
            await self._wait(line)
            try:
                yield
            finally:
                self._room.release()
                line.release()
        finally:
            self._in_line[person] -= 1
            if not self._in_line[person]:
                del self._in_line[person], self._lines[person]

    async def _wait(self, line: asyncio.Semaphore) -> None:
        """In the person's own line first, then among all."""
        try:
            async with asyncio.timeout(self._seconds):
                await line.acquire()
                try:
                    await self._room.acquire()
                except BaseException:
                    line.release()
                    raise
        except TimeoutError:
            raise PicturesAreBusy(retry_after=RETRY_SECONDS) from None
