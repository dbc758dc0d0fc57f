"""What calls need beside requests: the lost are taken out, a call that grew moves, media servers and relays hear of it.

One for each app, on the event loop. What it does to the log goes through the database like any command; what it does to
others (media server, TURN) follows the commit, and may fail: a look at who has a seat there heals it.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial

import structlog

from distributed_chat.calls import actions, policy
from distributed_chat.calls.attendance import SILENT_AFTER, Attendance, Gone
from distributed_chat.calls.ice import Revoked, end_relays
from distributed_chat.calls.queries import live_calls
from distributed_chat.calls.sfu import Sfu
from distributed_chat.calls.sfu.port import MediaServerIsAway
from distributed_chat.config import Settings
from distributed_chat.copies import Standing
from distributed_chat.db import Database
from distributed_chat.kernel.clock import SECOND, Clock
from distributed_chat.kernel.errors import DomainError
from distributed_chat.kernel.events import Logged
from distributed_chat.kernel.ids import SessionId

TICK_SECONDS = 1.0
LATE = 5 * SECOND
"""A tick that comes so late finds out that we were not listening: a suspended machine, a clock that jumped."""
SWEEP_EVERY = 5
TELL_EVERY = 4
HEARD_LATELY = 7 * SECOND
LOOK_EVERY = 10
"""Ticks between two looks at the relays of whoever was put out, and at who has a seat at the media server."""
TRY_AGAIN_SECONDS = (2, 5, 10, 20, 40, 60)

_log = structlog.get_logger("calls")


class Upkeep:
    def __init__(
        self,
        attendance: Attendance,
        database: Database,
        sfu: Sfu,
        settings: Settings,
        clock: Clock,
        standing: Standing,
    ) -> None:
        self._standing = standing
        self._others = 0
        """Copies beside this one at the last tick."""
        self._attendance = attendance
        self._database = database
        self._sfu = sfu
        self._settings = settings
        self._clock = clock
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ticker: asyncio.Task[None] | None = None
        self._revoked = Revoked(settings)
        self._numbers = itertools.count()
        """Who goes twice is put out twice: the first time may still be under way."""
        self._unclosed: set[str] = set()
        """Calls that ended while the media server was away."""
        self._try_at: dict[str, tuple[int, int]] = {}
        """By call that could not move: when to try again, and how often it failed."""

    async def start(self) -> None:
        self._attendance.load(await self._database.read(live_calls), self._clock.now())
        self._ticker = asyncio.create_task(self._tick_for_ever(), name="calls: tick")

    async def stop(self) -> None:
        """What was begun for others is given up: a server that starts again finds out what is left to do."""
        await self.rest()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def rest(self) -> None:
        """No more ticks but those that are asked for."""
        if self._ticker is not None:
            self._ticker.cancel()
            await asyncio.gather(self._ticker, return_exceptions=True)

    async def settled(self) -> None:
        """Waits until everything begun so far is done."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def hear(self, events: Sequence[Logged]) -> None:
        """Every committed event, in order."""
        ours = [logged for logged in events if logged.type.startswith("call.")]
        if not ours:
            return
        now = self._clock.now()
        for logged in ours:
            for gone in self._attendance.hear(logged, now):
                self._see_off(gone)
        self._move_what_grew(now)

    def end_sessions(self, ended: Sequence[SessionId]) -> None:
        """They signed out: whoever was in a call from there is out. Called after the commit."""
        ids = list(ended)
        self._begin(f"sessions {ids}", lambda: self._database.write(lambda tx: actions.end_seats_of_sessions(tx, ids)))

    async def tick(self) -> None:
        """Takes out the silent, and tries again what did not work."""
        now, others = self._clock.now(), len(self._standing.others)
        if others < self._others:
            self._attendance.forgive(now)  # theirs come to us
        self._others = others
        since = now - SILENT_AFTER if others else None
        for place in self._attendance.silent(now):
            if others and place.connection is None and not self._standing.leads:
                continue
            with suppress(DomainError):  # the database is away; they are silent at the next tick too
                lose = partial(actions.lose, participant_id=place.id, unheard_since=since)
                if not await self._database.write(lose, stream=place.call.stream):
                    self._attendance.forget(place)
        self._move_what_grew(self._clock.now())

    async def move(self, call_id: str) -> None:
        """The call's media go by the media server from now on. Raises `MediaServerIsAway` and `Unavailable`."""
        if self._sfu.kind == "mesh":
            return
        await self._sfu.ensure_room(call_id)
        await self._database.write(partial(actions.move_call, call_id=call_id, transport=self._sfu.kind))
        self._try_at.pop(call_id, None)
        if call_id not in self._attendance.calls:
            await self._close(call_id)

    async def tell_others(self) -> None:
        """Who was heard here, for the other copies; and what of theirs was not heard here."""
        if not self._standing.others:
            return
        now = self._clock.now()
        here = [it.id for it in self._attendance.places.values() if it.connection and now - it.heard_at < HEARD_LATELY]
        with suppress(DomainError):
            if here:
                await self._database.write(partial(actions.note_heard, participant_ids=here))
            self._attendance.reconcile(await self._database.read(live_calls), now)

    async def look(self) -> None:
        """At the media server, rooms of no call are closed, and seats of nobody who is in are taken away."""
        for call_id in list(self._unclosed):
            with suppress(MediaServerIsAway):
                await self._close(call_id)
        for call in [call for call in self._attendance.calls.values() if call.transport == self._sfu.kind != "mesh"]:
            with suppress(MediaServerIsAway):
                for participant_id in await self._sfu.participants(call.id):
                    if participant_id not in self._attendance.places:
                        await self._sfu.kick(call.id, participant_id)

    async def sweep_relays(self) -> None:
        """Whoever was put out may open relays until the credential that they have is too old."""
        for place in self._attendance.places.values():
            self._revoked.forgive(place.user_id, place.call.id)
        await self._revoked.sweep(now_seconds=self._clock.now() // SECOND)

    def lend_relays(self, user_id: str, errand: str, *, seconds: int) -> None:
        """For something that is no call: what is opened for it ends with its credential. Any thread may call this."""
        self._revoked.add(user_id, errand, now_seconds=self._clock.now() // SECOND + seconds)

    def _see_off(self, gone: Gone) -> None:
        """After the commit. Their own page hangs up by itself, but nobody must be able to stay and listen."""
        ended = gone.call_id not in self._attendance.calls
        if ended:
            self._try_at.pop(gone.call_id, None)
        if gone.transport == self._sfu.kind != "mesh":
            if ended:
                self._begin(f"close {gone.call_id}", partial(self._close, gone.call_id))
            else:
                self._begin(f"kick {gone.participant_id} {next(self._numbers)}", lambda: self._kick(gone))
        if gone.reason != "replaced":
            self._revoked.add(gone.user_id, gone.call_id, now_seconds=self._clock.now() // SECOND)
        if gone.reason not in {"left", "replaced"}:  # a page that leaves ends its relays by itself
            end = partial(end_relays, self._settings, gone.user_id, gone.call_id)
            self._begin(f"relays {gone.participant_id} {next(self._numbers)}", end)

    async def _close(self, call_id: str) -> None:
        self._unclosed.add(call_id)
        await self._sfu.close(call_id)
        self._unclosed.discard(call_id)

    async def _kick(self, gone: Gone) -> None:
        if gone.participant_id not in self._attendance.places:
            await self._sfu.kick(gone.call_id, gone.participant_id)

    def _move_what_grew(self, now: int) -> None:
        if self._sfu.kind == "mesh" or not self._standing.leads:
            return
        for call in self._attendance.calls.values():
            grown = policy.has_outgrown_the_mesh(call.transport, len(call.places), mesh_video=self._settings.mesh_video)
            if grown and self._try_at.get(call.id, (0, 0))[0] <= now:
                self._begin(f"move {call.id}", partial(self._try_to_move, call.id))

    async def _try_to_move(self, call_id: str) -> None:
        try:
            await self.move(call_id)
        except DomainError as away:
            failures = self._try_at.get(call_id, (0, 0))[1]
            seconds = TRY_AGAIN_SECONDS[min(failures, len(TRY_AGAIN_SECONDS) - 1)]
            self._try_at[call_id] = (self._clock.now() + seconds * SECOND, failures + 1)
            _log.warning("call_stays_in_the_mesh", call_id=call_id, why=away.code, try_again_in=seconds)

    def _begin(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        """One task of a name at a time."""

        async def run() -> None:
            await work()

        if name not in self._tasks:
            task = self._tasks[name] = asyncio.create_task(run(), name=f"calls: {name}")
            task.add_done_callback(partial(self._done, name))

    def _done(self, name: str, task: asyncio.Task[None]) -> None:
        """What went wrong is logged; a later look finds what is left to do."""
        del self._tasks[name]
        error = None if task.cancelled() else task.exception()
        if isinstance(error, DomainError):
            _log.warning("call_upkeep_failed", what=name, why=error.code)
        elif error is not None:
            _log.error("call_upkeep_failed", what=name, exc_info=error)

    async def _tick_for_ever(self) -> None:
        before, ticks = self._clock.now(), 0
        while True:
            await asyncio.sleep(TICK_SECONDS)
            now, ticks = self._clock.now(), ticks + 1
            if not 0 <= now - before <= LATE:
                self._attendance.forgive(now)
            before = now
            self._begin("tick", self.tick)
            if ticks % TELL_EVERY == 0:
                self._begin("tell others", self.tell_others)
            if ticks % SWEEP_EVERY == 0:
                self._begin("sweep relays", self.sweep_relays)
            if ticks % LOOK_EVERY == 0:
                self._begin("look", self.look)
