"""Places for deliveries: so many at once, some of them at most for one group, given to hooks in turn."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Places:
    """A place is held for one delivery. Whoever wants another stands at the end of the line again.

    The first in the line whose group holds the fewest has the next one, so a group that is slow waits for itself.
    """

    def __init__(self, most: int, most_of_one: int) -> None:
        self._free = most
        self._most_of_one = most_of_one
        self._held: Counter[str] = Counter()
        self._line: dict[asyncio.Future[None], str] = {}

    @asynccontextmanager
    async def one(self, group_id: str) -> AsyncIterator[None]:
        await self._wait(group_id)
        try:
            yield
        finally:
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
            ready = [turn for turn in self._line if not turn.done() and self._held_by(turn) < self._most_of_one]
            if not ready:
                return
            turn = min(ready, key=self._held_by)
            self._held[self._line.pop(turn)] += 1
            self._free -= 1
            turn.set_result(None)

    def _held_by(self, turn: asyncio.Future[None]) -> int:
        return self._held[self._line[turn]]
