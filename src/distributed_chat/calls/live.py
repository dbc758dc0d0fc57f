"""`LiveCalls`: what an app has of calls beside its routes, which get it as a service. Made and started by `app`."""

from collections.abc import Sequence

from distributed_chat.calls.attendance import Attendance
from distributed_chat.calls.sfu import Sfu
from distributed_chat.calls.signalling import Signalling
from distributed_chat.calls.upkeep import Upkeep
from distributed_chat.config import Settings
from distributed_chat.db import Database
from distributed_chat.kernel.clock import Clock
from distributed_chat.kernel.events import Logged
from distributed_chat.kernel.ids import SessionId
from distributed_chat.streams import Hub, SignalHandler
from distributed_chat.web import Limiter


class LiveCalls:
    def __init__(self, database: Database, hub: Hub, sfu: Sfu, settings: Settings, clock: Clock) -> None:
        self.sfu = sfu
        self.attendance = Attendance()
        self.upkeep = Upkeep(self.attendance, database, sfu, settings, clock)
        self.limiter = Limiter(clock, unlimited=settings.unlimited)
        self._signalling = Signalling(self.attendance, hub, clock)

    @property
    def signals(self) -> dict[str, SignalHandler]:
        return self._signalling.handlers

    async def start(self) -> None:
        await self.upkeep.start()

    async def stop(self) -> None:
        await self.upkeep.stop()
        await self.sfu.stop()

    def hear(self, events: Sequence[Logged]) -> None:
        self.upkeep.hear(events)

    def end_sessions(self, ended: Sequence[SessionId]) -> None:
        self.upkeep.end_sessions(ended)
