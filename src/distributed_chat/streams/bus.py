"""The bus between copies of the server: it makes delivery fast and promises nothing.

It may lose, repeat and reorder: the hub orders, the log is the truth. One copy needs only the memory bus.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from distributed_chat.kernel.events import Logged

Receive = Callable[[Sequence[Logged]], None]


class Bus(Protocol):
    def publish(self, events: Sequence[Logged]) -> None:
        """Offers committed events to every copy, this one included. Called on the event loop; never waits."""

    def listen(self, receive: Receive) -> None:
        """From now on `receive` is called on the event loop with what the bus brings."""


class MemoryBus:
    """One process: what is published has been received when `publish` returns, before the command is answered."""

    def __init__(self) -> None:
        self._receivers: list[Receive] = []

    def publish(self, events: Sequence[Logged]) -> None:
        for receive in self._receivers:
            receive(events)

    def listen(self, receive: Receive) -> None:
        self._receivers.append(receive)
