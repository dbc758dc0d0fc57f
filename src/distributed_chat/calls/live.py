"""`LiveCalls`: what an app has of calls beside its routes, which get it as a service. Made and started by `app`."""

import asyncio
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

import structlog

from distributed_chat.bus import Bus
from distributed_chat.calls.attendance import Attendance
from distributed_chat.calls.letters import Letters
from distributed_chat.calls.queries import seat
from distributed_chat.calls.sfu import Admitted, Sfu
from distributed_chat.calls.signalling import Signalling
from distributed_chat.calls.stun import start_stun, stun_address
from distributed_chat.calls.upkeep import Upkeep
from distributed_chat.config import Settings
from distributed_chat.conversations.queries import readable
from distributed_chat.copies import Standing
from distributed_chat.db import Database, Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import Clock
from distributed_chat.kernel.errors import DomainError
from distributed_chat.kernel.events import Logged
from distributed_chat.kernel.ids import SessionId
from distributed_chat.streams import Hub, SignalHandler
from distributed_chat.streams.doorway import has_foreign_origin, origin_of, token_of, token_offered
from distributed_chat.web import Limiter

Scope = MutableMapping[str, Any]
Authenticate = Callable[[Tx, str], Actor | None]
PageMay = Callable[[Tx, str, str], bool]

_log = structlog.get_logger("calls")


class LiveCalls:
    def __init__(
        self, database: Database, hub: Hub, sfu: Sfu, settings: Settings, clock: Clock, bus: Bus, standing: Standing
    ) -> None:
        self.sfu = sfu
        self.attendance = Attendance()
        self.upkeep = Upkeep(self.attendance, database, sfu, settings, clock, standing)
        self.limiter = Limiter(clock, unlimited=settings.unlimited)
        self._database = database
        self._settings = settings
        letters = Letters(self.attendance, hub, bus)
        self._signalling = Signalling(self.attendance, hub, letters, clock, unlimited=settings.unlimited)
        self._stun: asyncio.DatagramTransport | None = None

    @property
    def signals(self) -> dict[str, SignalHandler]:
        return self._signalling.handlers

    async def start(self) -> None:
        await self.upkeep.start()
        where = stun_address(self._settings)
        if where is not None:
            try:
                self._stun = await start_stun(*where)
            except OSError as error:
                # Calls in one network work without; `distributed doctor` says what to do.
                _log.warning("stun_is_off", host=where[0], port=where[1], why=str(error))

    async def stop(self) -> None:
        if self._stun is not None:
            self._stun.close()
        await self.upkeep.stop()
        await self.sfu.stop()

    def hear(self, events: Sequence[Logged]) -> None:
        """Every committed event, in the order of the bus."""
        self.upkeep.hear(events)

    def end_sessions(self, ended: Sequence[SessionId]) -> None:
        self.upkeep.end_sessions(ended)

    def door(self, authenticate: Authenticate, page_may: PageMay) -> "Door":
        """Who may sit down at the relay to the media server. `page_may`: may a page of that origin use that token?"""
        return Door(self._database, authenticate, page_may, origin=self._settings.origin)


class Door:
    """Called by the relay with the handshake of a socket; see `sfu.Authorise`."""

    def __init__(self, database: Database, authenticate: Authenticate, page_may: PageMay, *, origin: str) -> None:
        self._database = database
        self._authenticate = authenticate
        self._page_may = page_may
        self._origin = origin

    async def __call__(self, scope: Scope, participant_id: str, conversation_id: str) -> Admitted | None:
        headers = scope["headers"]
        elsewhere = origin_of(headers) if has_foreign_origin(headers, self._origin) else None
        own = token_of(headers, secure=self._origin.startswith("https:"))
        token = own if elsewhere is None else token_offered(scope)
        if token is None:
            return None

        def look(tx: Tx) -> Admitted | None:
            if elsewhere is not None and not self._page_may(tx, token, elsewhere):
                return None
            actor, place = self._authenticate(tx, token), seat(tx, participant_id)
            if actor is None or place is None or place.user_id != actor.user_id:
                return None
            if place.conversation_id != conversation_id or readable(tx, conversation_id, actor.user_id) is None:
                return None
            return Admitted(actor.user_id, place.call_id)

        try:
            return await self._database.read(look)
        except DomainError as away:
            _log.warning("relay_could_not_look", why=away.code)
            return None
