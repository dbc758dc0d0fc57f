"""The indexer: reads what is new in the logs into the index, a moment after it was written and beside everything else.

Posting a message costs nothing for it. It works for a tenth of the time at most, so that a flood of messages is
answered about as quickly as without it; the index is behind then, and catches up.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

import structlog

from distributed_chat.copies import Standing
from distributed_chat.db import Database, Tx
from distributed_chat.kernel.errors import DomainError
from distributed_chat.kernel.events import Logged
from distributed_chat.search import actions

GATHER_SECONDS = 0.05
"""Messages of so long share a commit."""
REST = 14
"""Seconds, for each of work and of waiting for its commit."""
AGAIN_SECONDS = 5
LOOK_SECONDS = 30.0
STREAMS_AT_ONCE = 32

T = TypeVar("T")
_log = structlog.get_logger("search")


class Indexer:
    """One per process, of which one works. `hear` is called on the event loop with every committed event."""

    def __init__(self, database: Database, standing: Standing) -> None:
        self._database = database
        self._standing = standing
        standing.when_it_leads(self._begin_to_lead)
        self._behind: dict[str, None] = {}
        """Streams, the one that waits longest first."""
        self._doubts = True
        self._look_at_all = False
        self._looked_at = 0.0
        self._woken = asyncio.Event()
        self._working = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """What the index has not read is read now: after a crash, and once when a database gets its index."""
        await self._database.write(actions.erase_at_once)
        self._wake(await self._database.read(actions.streams_behind), doubts=True)
        self._task = asyncio.create_task(self._work_for_ever(), name="search: index")

    async def stop(self) -> None:
        """What was not read is read at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def hear(self, events: Sequence[Logged]) -> None:
        """Every committed event, in order."""
        changed = {event.stream for event in events if event.type in actions.CHANGES_WORDS}
        doubts = any(event.type in {"message.edited", "message.deleted", "messages.expired"} for event in events)
        if changed or doubts:
            self._wake(changed, doubts=doubts)

    async def settled(self) -> None:
        """Reads on without a rest, until the index knows everything that was said before."""
        async with self._working:
            while await self._step() is not None:
                pass

    def _begin_to_lead(self) -> None:
        """The copy before us may have died over something that nobody else has heard."""
        self._look_at_all = True
        self._woken.set()

    def _wake(self, streams: Iterable[str], *, doubts: bool) -> None:
        self._behind |= dict.fromkeys(streams)
        self._doubts = self._doubts or doubts
        self._woken.set()

    async def _work_for_ever(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._woken.wait()
            await asyncio.sleep(GATHER_SECONDS)
            if not self._standing.leads:
                self._rest()
                continue
            try:
                await self._look_for_lost()
                async with self._working:
                    seconds = await self._step()
                if seconds is None:
                    self._woken.clear()
                else:
                    await asyncio.sleep(seconds * REST)
            except DomainError as away:
                _log.warning("index_waits", why=away.code)
                await asyncio.sleep(AGAIN_SECONDS)
            except Exception:  # the index must not stay behind for good
                _log.exception("index_failed")
                await asyncio.sleep(AGAIN_SECONDS)

    def _rest(self) -> None:
        """Another copy reads."""
        self._behind.clear()
        self._woken.clear()

    async def _look_for_lost(self) -> None:
        """With other copies the bus may have lost something: the database knows what is not read."""
        late = time.monotonic() - self._looked_at > LOOK_SECONDS and bool(self._standing.others)
        if self._look_at_all or late:
            self._wake(await self._database.read(actions.streams_behind), doubts=True)
            self._look_at_all, self._looked_at = False, time.monotonic()

    async def _step(self) -> float | None:
        """One transaction; how long it worked (seconds), or None when there was nothing to do."""
        if self._behind:
            some = list(self._behind)[:STREAMS_AT_ONCE]
            for name in some:
                del self._behind[name]
            try:
                left, seconds = await self._write(partial(actions.read_on, names=some))
            except BaseException:
                self._wake(some, doubts=False)
                raise
            self._wake(left, doubts=False)
            return seconds
        if self._doubts:
            self._doubts = False
            self._doubts, seconds = await self._write(actions.settle_doubts)
            return seconds
        return None

    async def _write(self, work: Callable[[Tx], T]) -> tuple[T, float]:
        """What it returned, and the seconds from its beginning to its commit, in which FTS5 writes most."""
        began = 0.0

        def timed(tx: Tx) -> T:
            nonlocal began
            began = time.perf_counter()
            return work(tx)

        return await self._database.write(timed, behind=True), time.perf_counter() - began
