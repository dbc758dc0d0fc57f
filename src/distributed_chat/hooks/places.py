"""Places for deliveries: so many at once, some of them at most for one group, given to hooks in turn."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

SLOW_SECONDS = 2.0


class Places:
    """A place is held for one delivery. Whoever wants another stands at the end of the line again.

    The first in the line whose group holds the fewest has the next one, so a group that is slow waits for itself. All
    groups whose last delivery was slow have half of the places together: who has many groups holds up nobody either.
    """

    def __init__(self, most: int, most_of_one: int, *, now: Callable[[], float] = time.monotonic) -> None:
        self._free = most
        self._most_of_one = most_of_one
        self._most_of_slow = max(1, most // 2)
        self._slow: set[str] = set()
        self._now = now
        self._held: Counter[str] = Counter()
        self._line: dict[asyncio.Future[None], str] = {}

    @asynccontextmanager
    async def one(self, group_id: str) -> AsyncIterator[None]:
        await self._wait(group_id)
        began = self._now()
        try:
            yield
        finally:
            is_slow = self._now() - began >= SLOW_SECONDS
            (self._slow.add if is_slow else self._slow.discard)(group_id)
            self._give_back(group_id)

    async def _wait(self, group_id: str) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._line[turn] = group_id
        self._admit()
        try:
            await turn
        except asyncio.CancelledError:
            if self._line.pop(turn, None) is None:  # it had its turn in this very moment
                self._give_back(group_id)
            raise

    def _give_back(self, group_id: str) -> None:
        self._free += 1
        self._held[group_id] -= 1
        if not self._held[group_id]:
            del self._held[group_id]
        self._admit()

    def _admit(self) -> None:
        while self._free:
            slow = sum(self._held[group_id] for group_id in self._slow)
            waits = self._slow if slow >= self._most_of_slow else frozenset[str]()
            ready = [
                turn
                for turn, group_id in self._line.items()
                if not turn.done() and group_id not in waits and self._held[group_id] < self._most_of_one
            ]
            if not ready:
                return
            turn = min(ready, key=self._held_by)
            self._held[self._line.pop(turn)] += 1
            self._free -= 1
            turn.set_result(None)

    def _held_by(self, turn: asyncio.Future[None]) -> int:
        return self._held[self._line[turn]]
