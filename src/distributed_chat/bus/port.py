"""The bus between copies of the server: it makes delivery fast and promises nothing.

It may lose, repeat and reorder: the hub orders, the log is the truth, and what must not be lost is a row somewhere.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from distributed_chat.kernel.events import Logged

Receive = Callable[[Sequence[Logged]], None]
Hear = Callable[[bytes], None]


class Carrier(Protocol):
    """As much of a bus as carries events."""

    def publish(self, events: Sequence[Logged]) -> None:
        """Offers committed events to every copy; this one has received them when it returns. Never waits."""

    def listen(self, receive: Receive) -> None:
        """From now on `receive` is called on the event loop with what the bus brings, also from here."""


class Bus(Carrier, Protocol):
    def tell(self, kind: str, said: bytes) -> None:
        """A note to the other copies, not to this one. Never waits; a note that finds nobody is gone."""

    def hear(self, kind: str, receive: Hear) -> None:
        """From now on `receive` is called on the event loop with notes of that kind from other copies."""

    async def start(self, instance: str) -> None:
        """`instance`: the id of the history, so that two instances may share a bus. Does not wait for the bus."""

    async def stop(self) -> None:
        """What was said is sent, if that can be done at once."""


class Listeners:
    """Who is called with what, the same for every bus."""

    def __init__(self) -> None:
        self._receivers: list[Receive] = []
        self._hearers: dict[str, list[Hear]] = {}

    def listen(self, receive: Receive) -> None:
        self._receivers.append(receive)

    def hear(self, kind: str, receive: Hear) -> None:
        self._hearers.setdefault(kind, []).append(receive)

    def bring(self, events: Sequence[Logged]) -> None:
        for receive in self._receivers:
            receive(events)

    def bring_note(self, kind: str, said: bytes) -> None:
        for receive in self._hearers.get(kind, ()):
            receive(said)
