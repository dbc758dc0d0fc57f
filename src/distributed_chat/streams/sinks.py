"""Where a connection's frames go when the server is not ours: ordinary ASGI sends, with a buffer that we bound.

Under `transport.StreamProtocol` frames are written straight to the transport instead; this is the way out when that
class can't be used (another server, an upgrade that broke it) and what tests use that need no server at all.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol

from distributed_chat.streams.connection import Connection, Sink
from distributed_chat.streams.protocol import frames_in, text_of

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

HIGH_WATER = 64 * 1024
LOW_WATER = HIGH_WATER // 4


class Watcher(Protocol):
    """Who is told how a socket is doing: the driver."""

    def stalled(self, connection: Connection) -> None: ...
    def drained(self, connection: Connection) -> None: ...
    def left(self, connection: Connection) -> None: ...


class BoundSink(Sink, Protocol):
    def bind(self, connection: Connection, watcher: Watcher) -> None:
        """From now on the watcher hears when the buffer fills, when it drains and when the socket ends."""


class AsgiSink:
    """One flushing task while something waits, none while nothing does."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._frames: deque[bytes] = deque()
        self._size = 0
        self._code: int | None = None
        self._flushing: asyncio.Task[None] | None = None
        self._bound: tuple[Connection, Watcher] | None = None
        self.write = self._write

    def bind(self, connection: Connection, watcher: Watcher) -> None:
        self._bound = (connection, watcher)

    def waiting(self) -> int:
        return self._size

    def close(self, code: int) -> None:
        self._code = code
        self._bound = None
        self._frames.clear()
        self._start()

    def _write(self, data: bytes) -> None:
        if self._code is not None:
            return
        self._frames.extend(frames_in(data))
        self._size += len(data)
        if self._size > HIGH_WATER and self._bound is not None and not self._bound[0].paused:
            connection, watcher = self._bound
            watcher.stalled(connection)
        self._start()

    def _start(self) -> None:
        if self._flushing is None:
            self._flushing = asyncio.create_task(self._flush())

    async def _flush(self) -> None:
        try:
            while self._frames:
                frame = self._frames.popleft()
                await self._send({"type": "websocket.send", "text": text_of(frame)})
                self._size -= len(frame)
                self._tell_if_drained()
            if self._code is not None:
                await self._send({"type": "websocket.close", "code": self._code})
        except (OSError, RuntimeError):
            # The peer went away; its `receive` says so to the socket's own loop.
            self._frames.clear()
        finally:
            self._flushing = None

    def _tell_if_drained(self) -> None:
        if self._bound is not None and self._size <= LOW_WATER and self._bound[0].paused:
            connection, watcher = self._bound
            watcher.drained(connection)
