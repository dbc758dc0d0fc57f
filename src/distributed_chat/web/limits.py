"""Rate limits in memory, per route and asker: quick, forgotten by a restart. Copies tell each other (`copies.rates`).

They keep floods off. What protects an account (guesses at a password, at a code) is durable and stands in `accounts`.
"""

import threading
from collections.abc import Sequence

import msgspec

from distributed_chat.kernel.clock import DAY, HOUR, MINUTE, SECOND, Clock
from distributed_chat.kernel.errors import TooMany

_UNITS = {"second": SECOND, "minute": MINUTE, "hour": HOUR, "day": DAY}
REMEMBERED_AT_MOST = 100_000


class Limit:
    """`10/minute`: ten at once, then one every six seconds (the generic cell rate algorithm)."""

    def __init__(self, text: str) -> None:
        count, _, unit = text.partition("/")
        self.window = _UNITS[unit]
        self.interval = self.window // int(count)


class Spent(msgspec.Struct, frozen=True, array_like=True):
    """What somebody took of an allowance since it was told last."""

    route: str
    asker: str
    taken: int
    """In microseconds, until it is whole again."""
    window: int


class Limiter:
    """Remembers one instant per key: when its allowance would be whole again. Used by the loop and by the writers."""

    def __init__(self, clock: Clock, *, unlimited: bool = False) -> None:
        self._clock = clock
        self._unlimited = unlimited
        self._whole_at: dict[tuple[str, str], int] = {}
        self._spent: dict[tuple[str, str], Spent] | None = None
        """To be told to other copies; None: there are none."""
        self._lock = threading.Lock()

    def spend(self, limit: Limit, route: str, asker: str) -> None:
        """Takes one from the asker's allowance. Raises `TooMany` with the seconds until there is one again."""
        if self._unlimited:
            return
        with self._lock:
            now = self._clock.now()
            whole_at = max(self._whole_at.get((route, asker), now), now) + limit.interval
            if whole_at - now > limit.window:
                raise TooMany(retry_after=-(-(whole_at - now - limit.window) // SECOND))
            if len(self._whole_at) >= REMEMBERED_AT_MOST:
                self._forget(now)
            self._whole_at[route, asker] = whole_at
            if self._spent is not None:
                self._note(route, asker, limit)

    def share(self) -> None:
        """From now on what is spent is kept until somebody takes it, a moment later."""
        self._spent = {}

    def take_spent(self) -> list[Spent]:
        with self._lock:
            spent, self._spent = self._spent or {}, {}
        return list(spent.values())

    def add(self, spent: Sequence[Spent]) -> None:
        """What was spent on another copy."""
        with self._lock:
            now = self._clock.now()
            for one in spent:
                if len(self._whole_at) >= REMEMBERED_AT_MOST:
                    self._forget(now)
                before = max(self._whole_at.get((one.route, one.asker), now), now)
                # Never more than all of it: two copies that let through too much must not lock somebody out for longer.
                self._whole_at[one.route, one.asker] = min(before + one.taken, now + one.window)

    def _note(self, route: str, asker: str, limit: Limit) -> None:
        assert self._spent is not None
        before = self._spent.get((route, asker))
        taken = limit.interval + (before.taken if before else 0)
        self._spent[route, asker] = Spent(route, asker, taken, limit.window)

    def __len__(self) -> int:
        """How many askers are remembered."""
        return len(self._whole_at)

    def _forget(self, now: int) -> None:
        """Those who are whole again first; if that is nobody, all: a flood must not become a leak."""
        self._whole_at = {key: whole_at for key, whole_at in self._whole_at.items() if whole_at > now}
        if len(self._whole_at) >= REMEMBERED_AT_MOST:
            self._whole_at = {}
