"""`presence.watch {}` on a group's stream: who is here, once as a whole, then the changes of two seconds at a time.

Here is who has a socket on the group's stream, on whichever copy; only its members have one, so nobody outside a
common group sees it.
Signals may be lost: a client that watches again gets the whole list again.
"""

import asyncio

from distributed_chat.kernel.errors import Malformed
from distributed_chat.presence.elsewhere import Elsewhere
from distributed_chat.streams import Hub, signal_frame
from distributed_chat.streams.connection import Connection
from distributed_chat.streams.protocol import Signal

PAUSE = 2.0
"""Seconds in which changes are joined."""


class Watching:
    """Which group each connection has on its screen, and what it was told last. One for each app."""

    def __init__(self, hub: Hub, elsewhere: Elsewhere | None = None) -> None:
        self._hub = hub
        self._elsewhere = elsewhere
        self._told: dict[Connection, tuple[str, frozenset[str]]] = {}
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._tell_for_ever(), name="presence")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def watch(self, connection: Connection, signal: Signal) -> None:
        """The handler of the signal. Raises `Malformed` for a stream that is no group's."""
        if not signal.stream.startswith("group:"):
            raise Malformed(field="stream")
        here = self._readers(signal.stream)
        self._told[connection] = (signal.stream, here)
        self._say(connection, signal.stream, {"here": sorted(here), "whole": True})

    def tell(self) -> None:
        """Tells every watcher what changed since they were told last; forgets those who read the group no more."""
        if self._elsewhere is not None:
            self._elsewhere.tell()
        now: dict[str, frozenset[str]] = {}
        for connection, (stream, before) in list(self._told.items()):
            if connection not in self._hub.connections or stream not in connection.floors:
                del self._told[connection]
                continue
            here = now[stream] if stream in now else now.setdefault(stream, self._readers(stream))
            if here != before:
                self._told[connection] = (stream, here)
                changes = {"here": sorted(here - before), "gone": sorted(before - here), "whole": False}
                self._say(connection, stream, changes)

    def _readers(self, stream: str) -> frozenset[str]:
        here = self._hub.readers(stream)
        return frozenset(here if self._elsewhere is None else here | self._elsewhere.readers(stream))

    def _say(self, connection: Connection, stream: str, payload: dict[str, object]) -> None:
        self._hub.tell(connection, signal_frame(stream, "presence", payload))

    async def _tell_for_ever(self) -> None:
        while True:
            await asyncio.sleep(PAUSE)
            self.tell()
