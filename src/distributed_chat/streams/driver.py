"""The hub's hands: takes what the bus brings, does the hub's reads, gives it time. Runs on the event loop.

`publish` is the database's `on_commit`: when it returns, this copy has delivered; only then is the command answered.
"""

import asyncio
import contextlib
import random
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import structlog

from distributed_chat.bus import Carrier
from distributed_chat.db import Database
from distributed_chat.kernel.clock import SECOND, Clock
from distributed_chat.kernel.events import Logged
from distributed_chat.streams.catching_up import Read
from distributed_chat.streams.connection import Connection
from distributed_chat.streams.hub import Hub, Opening
from distributed_chat.streams.protocol import HEARTBEAT_SECONDS, PING, Close
from distributed_chat.streams.reading import changed_heads, events_after, heads_of

READS_AT_ONCE = 4
SWEEP_SECONDS = 1.0
WHOLE_SWEEP_EVERY = 60
DISMISS_SECONDS = 10.0
"""At most; a copy must have ended 25 seconds after it was told."""
DISMISSED_A_SECOND = 500
DISMISSED_AT_ONCE = 10
BEAT_EVERY = 5
"""Sweeps between two looks at who has been silent."""
SILENT_SECONDS = 2.5 * HEARTBEAT_SECONDS
_MARGIN = 10 * SECOND
"""How long after its beginning a transaction may still commit, with the clocks of two copies apart."""

log = structlog.get_logger(__name__)


class Driver:
    def __init__(self, hub: Hub, database: Database, bus: Carrier, clock: Clock) -> None:
        self.hub = hub
        self._database = database
        self._bus = bus
        self._clock = clock
        self._reads: deque[Read] = deque()
        self._reading: set[asyncio.Task[None]] = set()
        self._more: asyncio.Handle | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._sweeper: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._swept_whole = True
        self._loop: asyncio.AbstractEventLoop

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._bus.listen(self._receive)
        self._sweeper = asyncio.create_task(self._sweep_for_ever(), name="streams: sweep")

    async def stop(self) -> None:
        """Every socket is told to come back later; nothing runs on."""
        self.dismiss_all()
        if self._timer is not None:
            self._timer.cancel()
        if self._more is not None:
            self._more.cancel()
        tasks = [*self._reading, *([self._sweeper] if self._sweeper else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def publish(self, events: Sequence[Logged]) -> None:
        self._bus.publish(events)

    def _receive(self, events: Sequence[Logged]) -> None:
        self.hub.publish(events, self._loop.time())
        self._follow()

    # Among copies

    @property
    def may_write(self) -> Callable[[], bool]:
        return self.hub.may_write

    @may_write.setter
    def may_write(self, asked: Callable[[], bool]) -> None:
        self.hub.may_write = asked

    def go_on(self) -> None:
        """This copy may write again: what passed meanwhile is looked for at once."""
        self.hub.go_on()
        self._swept_whole = False
        self._hurry.set()
        self._follow()

    def has_passed(self, streams: Mapping[str, int]) -> bool:
        """Whether everything up to these events was written to whoever reads here; what is missing is looked for."""
        missing = {name: seq for name, seq in streams.items() if not self.hub.has_passed(name, seq)}
        if missing:
            self.hub.heads(missing, self._loop.time())
            self._follow()
        return not missing

    def dismiss_all(self) -> None:
        """Everybody is sent to another copy."""
        for connection in list(self.hub.connections):
            self.hub.close(connection, Close.GOING_AWAY)

    async def dismiss_slowly(self) -> None:
        """The same over some seconds: nobody has to take them all at once."""
        everybody = list(self.hub.connections)
        random.shuffle(everybody)
        pause = min(DISMISS_SECONDS, len(everybody) / DISMISSED_A_SECOND) / max(1, len(everybody))
        for count, connection in enumerate(everybody, start=1):
            self.hub.close(connection, Close.GOING_AWAY)
            if count % DISMISSED_AT_ONCE == 0:
                await asyncio.sleep(DISMISSED_AT_ONCE * pause)

    # The sockets

    def opened(self, connection: Connection, welcome: bytes, own: str, openings: Sequence[Opening]) -> bool:
        done = self.hub.opened(connection, welcome, own, openings)
        self._follow()
        return done

    def stalled(self, connection: Connection) -> None:
        self.hub.stalled(connection)

    def drained(self, connection: Connection) -> None:
        self.hub.drained(connection)
        self._follow()

    def left(self, connection: Connection) -> None:
        self.hub.leave(connection)

    # What the hub asks for

    def _follow(self) -> None:
        """After everything that the hub was told: its work, its reads, its timer."""
        if self.hub.run() and self._more is None:
            self._more = self._loop.call_soon(self._go_on)
        wanted = self.hub.take_reads()
        if wanted:
            self._reads.extend(wanted)
            self._start_reads()
        due = self.hub.deadline()
        if due is not None and (self._timer is None or due < self._timer.when()):
            if self._timer is not None:
                self._timer.cancel()
            self._timer = self._loop.call_at(due, self._tick)

    def _go_on(self) -> None:
        self._more = None
        self._follow()

    def _tick(self) -> None:
        self._timer = None
        self.hub.tick(self._loop.time())
        self._follow()

    def _start_reads(self) -> None:
        while self._reads and len(self._reading) < READS_AT_ONCE:
            task = asyncio.create_task(self._read(self._reads.popleft()))
            self._reading.add(task)
            task.add_done_callback(self._read_is_done)

    def _read_is_done(self, task: asyncio.Task[None]) -> None:
        self._reading.discard(task)
        if not task.cancelled():
            self._start_reads()

    async def _read(self, read: Read) -> None:
        try:
            events = await self._database.read(partial(events_after, stream=read.stream, after=read.after))
        except Exception as error:  # noqa: BLE001 — whatever it was, the hub must hear that the answer will not come
            log.warning("streams.read_failed", stream=read.stream, error=repr(error))
            self.hub.failed(read, self._loop.time())
        else:
            self.hub.loaded(read, events, self._loop.time())
            self._follow()

    # Once a second

    async def _sweep_for_ever(self) -> None:
        swept, turn = self._clock.now(), 0
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SWEEP_SECONDS):
                    await self._hurry.wait()
            self._hurry.clear()
            turn += 1
            if turn % BEAT_EVERY == 0:
                self._beat()
            self.hub.tick(self._loop.time())
            now = self._clock.now()
            try:
                whole = turn % WHOLE_SWEEP_EVERY == 0 or not self._swept_whole
                await self._sweep(swept - _MARGIN, whole=whole)
                self._swept_whole = self._swept_whole or whole
                swept = now
            except Exception as error:  # noqa: BLE001 — a sweep may fail, but never stop for good
                log.warning("streams.sweep_failed", error=repr(error))
            self._follow()

    async def _sweep(self, since: int, *, whole: bool) -> None:
        """With no bus at all, this is how events are found: a second late, none lost."""
        names = self.hub.streams()
        if not names:
            return
        if whole:
            found = await self._database.read(partial(heads_of, names=names))
            heads = {stream: head.seq for stream, head in found.items()}
        else:
            heads = await self._database.read(partial(changed_heads, since=since))
        self.hub.heads(heads, self._loop.time())

    def _beat(self) -> None:
        """A ping to those who have been silent for a while, an end to those who don't answer."""
        now = self._loop.time()
        for connection in list(self.hub.connections):
            silent = now - connection.heard
            if silent > SILENT_SECONDS:
                self.hub.close(connection, Close.GOING_AWAY)
            elif silent > HEARTBEAT_SECONDS:
                self.hub.tell(connection, PING)
