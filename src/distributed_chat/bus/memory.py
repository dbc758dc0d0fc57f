"""The bus of one process: of a single copy, or of several that a test has side by side."""

import asyncio
from collections.abc import Sequence

from distributed_chat.bus.port import Listeners
from distributed_chat.kernel.events import Logged


class Wire:
    """Joins memory buses as a broker would: what one says, the others get a turn of the loop later. Can be cut."""

    def __init__(self) -> None:
        self.ends: list[MemoryBus] = []
        self.is_cut = False


class MemoryBus(Listeners):
    """What is published has been received here when `publish` returns, before the command is answered."""

    def __init__(self, wire: Wire | None = None) -> None:
        super().__init__()
        self._wire = wire or Wire()

    def publish(self, events: Sequence[Logged]) -> None:
        self.bring(events)
        for other in self._others():
            asyncio.get_running_loop().call_soon(other.bring, events)

    def tell(self, kind: str, said: bytes) -> None:
        for other in self._others():
            asyncio.get_running_loop().call_soon(other.bring_note, kind, said)

    async def start(self, instance: str) -> None:
        del instance  # there is only one in a process
        self._wire.ends.append(self)

    async def stop(self) -> None:
        if self in self._wire.ends:
            self._wire.ends.remove(self)

    def _others(self) -> list["MemoryBus"]:
        return [] if self._wire.is_cut else [end for end in self._wire.ends if end is not self]
