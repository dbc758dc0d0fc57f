"""`/metrics`: what an operator wants to know of this process, gathered when it is asked for. Made by `app`."""

import asyncio
import hmac
from collections.abc import Callable, Iterator
from typing import NamedTuple

from distributed_chat.bus import Bus, NatsBus
from distributed_chat.calls.live import LiveCalls
from distributed_chat.config import Settings
from distributed_chat.copies import Copies
from distributed_chat.db import Database
from distributed_chat.jobs import Waiting, waiting_jobs
from distributed_chat.keeping.meter import Meter
from distributed_chat.kernel.clock import SECOND, Clock
from distributed_chat.kernel.errors import NotFound, Unavailable
from distributed_chat.metrics import Figure, Process, process_figures, text_of
from distributed_chat.streams import Hub
from distributed_chat.web import HttpApplication, Incoming, Reply
from distributed_chat.web.reply import API_HEADERS

_TYPE = (b"content-type", b"text/plain; version=0.0.4; charset=utf-8")


class Observed(NamedTuple):
    """The parts of an app that are asked."""

    settings: Settings
    clock: Clock
    http: HttpApplication
    hub: Hub
    database: Database
    calls: LiveCalls
    copies: Copies | None
    bus: Bus


class Metrics:
    def __init__(self, settings: Settings) -> None:
        self.parts: Observed
        self.process = Process()
        self._meter = Meter(settings.data)

    def start(self) -> None:
        self.process.start()
        self._meter.start()

    async def stop(self) -> None:
        await self.process.stop()
        await self._meter.stop()

    def of(self, parts: Observed) -> None:
        """Before the first request."""
        self.parts = parts

    async def __call__(self, request: Incoming) -> Reply:
        """To this machine, when no proxy stands between, or to who has the token; there is nothing here for others."""
        if not self._may_see(request):
            raise NotFound
        figures = [*self._parts(), *await asyncio.to_thread(lambda: list(process_figures(self.parts.settings.data)))]
        try:
            figures += await self._database()
        except Unavailable:
            figures.append(Figure.of("database_up", "gauge", "Whether the database answers.", 0))
        return Reply(200, text_of(figures).encode(), [*API_HEADERS, _TYPE])

    def _may_see(self, request: Incoming) -> bool:
        token = self.parts.settings.metrics_token
        if token is not None:
            return hmac.compare_digest((request.bearer or "").encode(), token.encode())
        return request.is_from_here

    def _parts(self) -> Iterator[Figure]:
        """All that is known without asking anybody."""
        app = self.parts
        slow = sum(connection.paused for connection in app.hub.connections)
        yield app.http.figures.requests
        yield app.http.figures.seconds
        yield Figure.of("sockets", "gauge", "People's sockets that are open.", len(app.hub.connections))
        yield Figure.of("sockets_slow", "gauge", "Of these, how many take nothing at the moment.", slow)
        yield Figure.of("streams_read", "gauge", "Streams that somebody reads here.", len(app.hub.streams()))
        yield Figure.of("deliveries_total", "counter", "Events written to sockets as they happened.", app.hub.delivered)
        yield Figure.of("loop_lag_seconds", "gauge", "How late the event loop was at most.", self.process.take_lag())
        yield from app.database.figures()
        yield Figure.of("calls", "gauge", "Calls that go on.", len(app.calls.attendance.calls))
        yield Figure.of("calls_people", "gauge", "People in calls.", len(app.calls.attendance.places))
        yield from self._among_copies()

    def _among_copies(self) -> Iterator[Figure]:
        copies, bus = self.parts.copies, self.parts.bus
        if copies is not None:
            yield Figure.of("copies_others", "gauge", "Copies that are alive beside this one.", len(copies.others))
            yield Figure.of("copy_leads", "gauge", "Whether this one does what one has to do.", copies.leads)
            yield Figure.of("copy_muted", "gauge", "Whether it must not write to sockets.", not copies.may_write())
        if isinstance(bus, NatsBus):
            yield Figure.of("bus_up", "gauge", "Whether the bus is there.", bus.is_connected)
            yield Figure.of("bus_sent_total", "counter", "Messages to other copies.", bus.published)
            yield Figure.of("bus_dropped_total", "counter", "Messages that no bus took.", bus.dropped)

    async def _database(self) -> list[Figure]:
        jobs = await self.parts.database.read(waiting_jobs)
        now = self.parts.clock.now()

        def by_kind(name: str, about: str, value: Callable[[Waiting], float]) -> Figure:
            return Figure(name, "gauge", about, {(("kind", it.kind),): value(it) for it in jobs})

        return [
            Figure.of("database_up", "gauge", "Whether the database answers.", 1),
            by_kind("jobs_due", "Jobs that could be done now.", lambda it: it.due),
            by_kind(
                "jobs_late_seconds", "How long the oldest has waited.", lambda it: max(0, now - it.oldest) / SECOND
            ),
            by_kind("jobs_failed", "Jobs that were given up.", lambda it: it.failed),
        ]
