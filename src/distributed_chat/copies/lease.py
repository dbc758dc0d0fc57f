"""`Copies`: this process among the others. It says once in a while that it lives, applies what is fenced, and is muted
when it has not been heard: a copy that others take for dead must not write to anybody.
"""

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import structlog

from distributed_chat.bus import Bus
from distributed_chat.copies import actions
from distributed_chat.copies.rates import Rates
from distributed_chat.copies.schemas import Beat, Said
from distributed_chat.db import Aside
from distributed_chat.kernel.ids import new_id
from distributed_chat.streams import Driver
from distributed_chat.web.limits import Limiter

BEAT_SECONDS = 0.5
LEASE_SECONDS = 2.0
"""Since the beginning of the last beat that was answered. Others wait a second longer before they go on without us."""
GONE_SECONDS = 30.0
"""Muted for so long, its sockets are closed: their people find another copy."""
LOOK_SECONDS = 0.05
WAIT_SECONDS = 4.0
"""For the others, with a fence: longer than a copy can stand still and count."""
TIDY_EVERY = 120
"""Beats."""

FENCE, APPLIED = "fence", "applied"

T = TypeVar("T")
_log = structlog.get_logger("copies")


class Copies:
    def __init__(self, aside: Aside, bus: Bus, driver: Driver) -> None:
        self.id = new_id()
        self.others: frozenset[str] = frozenset()
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._aside = aside
        self._bus = bus
        self._driver = driver
        self._renewed = boot_seconds()
        self._was_muted = False
        self._seen = self._applied = 0
        self._pending: list[tuple[int, Said]] = []
        """Fences whose streams have not passed here yet, in their order."""
        self._leads = False
        self._when_it_leads: list[Callable[[], None]] = []
        self._woken = asyncio.Event()
        self._somebody_applied = asyncio.Event()
        self._waiting: set[asyncio.Task[None]] = set()
        self._task: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None

    @property
    def leads(self) -> bool:
        return self._leads and self.may_write()

    def when_it_leads(self, work: Callable[[], None]) -> None:
        self._when_it_leads.append(work)

    def may_write(self) -> bool:
        """Asked before everything that is written to a socket. A clock that also counts while the machine sleeps."""
        return boot_seconds() - self._renewed < LEASE_SECONDS

    async def start(self, limiters: Mapping[str, Limiter]) -> None:
        """`limiters`: whose allowances are those of all copies together. Raises what the database raises."""
        self._seen = self._applied = await self._aside.run(partial(actions.enter, copy_id=self.id, name=self._name))
        self._driver.may_write = self.may_write
        self._bus.hear(FENCE, lambda _said: self._woken.set())
        self._bus.hear(APPLIED, lambda _said: self._somebody_applied.set())
        await self._beat()
        self._task = asyncio.create_task(self._beat_for_ever(), name=f"copies: {self.id}")
        self._telling = asyncio.create_task(Rates(self._bus, limiters).run(), name="copies: rates")

    async def stop(self) -> None:
        tasks = [*self._waiting, *(task for task in (self._task, self._telling) if task)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if not self._aside.is_closed:
            with contextlib.suppress(Exception):
                await self._aside.run(partial(actions.leave, copy_id=self.id))
            await self._aside.close()

    def when_it_holds(self, fence: int, then: Callable[[], None]) -> None:
        """Calls `then` when nobody is written anything that the fence forbids, on whichever copy."""
        self._bus.tell(FENCE, b"")
        task = asyncio.create_task(self._wait_for(fence, then), name="fence")
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def _wait_for(self, fence: int, then: Callable[[], None]) -> None:
        late = boot_seconds() + WAIT_SECONDS
        try:
            while boot_seconds() < late and not await self._holds(fence):
                self._somebody_applied.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_SECONDS):
                        await self._somebody_applied.wait()
        finally:
            then()

    async def _holds(self, fence: int) -> bool:
        try:
            return await self._aside.run(partial(actions.holds_everywhere, copy_id=self.id, fence=fence))
        except Exception as error:  # the database is away, and so is every copy that can't beat
            _log.warning("fence_waits", why=repr(error))
            return False

    async def _beat_for_ever(self) -> None:
        beats = 0
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BEAT_SECONDS):
                    await self._woken.wait()
            self._woken.clear()
            beats += 1
            try:
                await self._beat()
                if self._leads and beats % TIDY_EVERY == 0:
                    await self._aside.run(actions.tidy)
            except Exception as error:  # it is muted by and by, and heals with the database
                self._mind_the_lease()
                _log.warning("copy_did_not_beat", why=repr(error))

    async def _beat(self) -> None:
        self._mind_the_lease()
        began = boot_seconds()
        found = await self._say_and_read()
        for number, said in found.fences:
            # At once, also when muted: nothing of an ended session may be there when it goes on.
            for session_id in said.sessions:
                self._driver.hub.end_session(session_id)
            self._pending.append((number, said))
            self._seen = number
        self._renewed = began
        self._look_around(found)
        if self._was_muted:
            self._was_muted = False
            _log.warning("copy_goes_on")
            self._driver.go_on()
        if self._pending:
            await self._apply()

    async def _say_and_read(self) -> Beat:
        say = partial(actions.beat, copy_id=self.id, name=self._name, seen=self._seen, applied=self._applied)
        return await self._aside.run(say)

    async def _apply(self) -> None:
        """What is pending, as far as the streams have come; says so to whoever waits for it."""
        before = self._applied
        late = boot_seconds() + BEAT_SECONDS
        while self._pending:
            number, said = self._pending[0]
            if self._driver.has_passed(said.streams):
                self._pending.pop(0)
                self._applied = number
            elif boot_seconds() < late:
                await asyncio.sleep(0.005)
            else:
                break
        if self._applied != before:
            await self._say_and_read_again()
            self._bus.tell(APPLIED, b"")

    async def _say_and_read_again(self) -> None:
        """What this reads is read once more by the next beat."""
        began = boot_seconds()
        if not (await self._say_and_read()).fences:
            self._renewed = began

    def _look_around(self, found: Beat) -> None:
        self.others = frozenset(other.id for other in found.others)
        mine = (found.started_at, self.id)
        leads = all(mine < (other.started_at, other.id) for other in found.others)
        begins, self._leads = leads and not self._leads, leads
        if begins:
            for work in self._when_it_leads:
                work()

    def _mind_the_lease(self) -> None:
        if self.may_write():
            return
        if not self._was_muted:
            _log.warning("copy_is_muted")
        self._was_muted = True
        if boot_seconds() - self._renewed > GONE_SECONDS:
            self._driver.dismiss_all()


def boot_seconds() -> float:
    """Seconds that never jump, and go on while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)
