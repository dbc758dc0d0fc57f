"""The door of the programs: who signs in with a key, how often, and what becomes of it. One per process.

Rates are counted in memory, by each copy for itself; the day's quota is summed over all of them from the table. What
was called is written every few seconds, so a crash forgets the last of it.
"""

import asyncio
import threading
from collections.abc import Callable, Collection

import structlog

from distributed_chat.db import Database, Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import DAY, HOUR, SECOND, Clock
from distributed_chat.kernel.errors import TooMany, Unavailable
from distributed_chat.keys import actions, policy, queries
from distributed_chat.keys.actions import Calls, Counted
from distributed_chat.keys.errors import KeyLimit, KeyQuota
from distributed_chat.keys.gate import check_reach
from distributed_chat.keys.queries import UsedKey
from distributed_chat.keys.secrets import PREFIX
from distributed_chat.web import Asked, Limit, Limiter

LOOK_SECONDS = 0.5
"""So often are the sockets of keys looked at: whose secret ended, on whichever copy, is out within a second."""
WRITE_EVERY = 10
"""Looks between two writes of what was called."""

ORIGINS_FRESH = 2 * SECOND

_log = structlog.get_logger("keys")
Live = Callable[[], Collection[str]]


def is_key(token: str) -> bool:
    return token.startswith(PREFIX)


class KeyDoor:
    """`live` says which secrets have sockets here; `end` closes them."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        live: Live,
        end: Callable[[str], None],
        unlimited: bool = False,
    ) -> None:
        self._database = database
        self._clock = clock
        self._live = live
        self._end = end
        self.limiter = Limiter(clock, unlimited=unlimited)
        self._lock = threading.Lock()
        self._counted: dict[Counted, Calls] = {}
        self._used: dict[str, tuple[str, int]] = {}
        self._today: dict[str, int] = {}
        """Calls of today by key, for those that have a quota: read once, then counted."""
        self._day = 0
        self._origins: set[str] = set()
        self._origins_at: int | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._watch(), name="keys")

    async def stop(self) -> None:
        """What was counted and not written is written."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.write()

    def actor(self, tx: Tx, secret: str) -> Actor | None:
        """Who asks, for the socket and for the log that is followed."""
        used = queries.used_key(tx, secret)
        return None if used is None else used.actor

    def admit(self, tx: Tx, asked: Asked) -> Actor | None:
        """None for a secret that opens nothing. Raises what the gate raises, `KeyLimit`, `KeyQuota`."""
        used = queries.used_key(tx, asked.secret)
        if used is None:
            return None
        asked.known_as(used.reach.key_id)
        if not asked.again:
            self.spend(tx, used)
        policy.check_origin(asked.origin, own=asked.own_page, allowed=used.origins)
        check_reach(tx, used.actor, asked.route, asked.given)
        return used.actor

    def spend(self, tx: Tx, used: UsedKey) -> None:
        """One call of the minute's and of the day's. Raises `KeyLimit`, `KeyQuota`."""
        key_id = used.reach.key_id
        with self._lock:
            self._used[used.actor.session_id] = (key_id, self._clock.now())
        try:
            self.limiter.spend(Limit(f"{used.per_minute}/minute"), "key", key_id)
        except TooMany as late:
            raise KeyLimit(retry_after=late.retry_after) from None
        if used.per_day is not None and self._spent_today(tx, key_id) > used.per_day:
            raise KeyQuota(retry_after=(DAY - self._clock.now() % DAY) // SECOND + 1)

    async def page_origins(self) -> set[str]:
        """The origins that some key names, at most a few seconds old."""
        now = self._clock.now()
        if self._origins_at is None or not 0 <= now - self._origins_at < ORIGINS_FRESH:
            self._origins, self._origins_at = await self._database.read(queries.origins_in_use), now
        return self._origins

    def page_may(self, tx: Tx, secret: str, origin: str) -> bool:
        """Whether a page of that origin may open a socket with this key."""
        used = queries.used_key(tx, secret)
        return used is not None and origin in used.origins

    def count(self, key_id: str, route: str, status: int) -> None:
        """It was answered."""
        with self._lock:
            counted = Counted(key_id, self._clock.now() // DAY, route)
            before = self._counted.get(counted, Calls(0, 0, 0))
            refused, failed = 400 <= status < 500, status >= 500
            self._counted[counted] = Calls(before.calls + 1, before.refused + refused, before.failed + failed)

    async def write(self) -> None:
        """What was counted since the last time."""
        with self._lock:
            counted, self._counted = self._counted, {}
            used, self._used = self._used, {}
        if counted or used:
            await self._database.write(lambda tx: actions.add_usage(tx, counted, used))
            # The table knows now, also what other copies have written.
            with self._lock:
                self._today.clear()

    def _spent_today(self, tx: Tx, key_id: str) -> int:
        day = self._clock.now() // DAY
        with self._lock:
            if day != self._day:
                self._day, self._today = day, {}
            if key_id not in self._today:
                waiting = sum(
                    calls.calls for (key, on, _route), calls in self._counted.items() if (key, on) == (key_id, day)
                )
                self._today[key_id] = queries.used_today(tx, [key_id]).get(key_id, 0) + waiting
            self._today[key_id] += 1
            return self._today[key_id]

    async def _watch(self) -> None:
        looks = 0
        tidied = 0
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            looks += 1
            try:
                await self.look()
                if looks % WRITE_EVERY == 0:
                    await self.write()
                if self._clock.now() - tidied > HOUR:
                    tidied = self._clock.now()
                    await self._database.write(actions.forget_old)
            except Unavailable as away:
                _log.warning("keys_wait", why=away.code)
            except Exception:  # sockets of revoked keys must not stay because one look failed
                _log.exception("keys_failed")

    async def look(self) -> None:
        """Closes the sockets whose secret has ended: expired, replaced, or revoked on another copy."""
        live = set(self._live())
        if not live:
            return
        for secret_id in live - await self._database.read(lambda tx: queries.secrets_that_work(tx, live)):
            self._end(secret_id)
