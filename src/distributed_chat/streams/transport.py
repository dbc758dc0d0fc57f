"""uvicorn's WebSocket protocol, with a way to write frames that were encoded once straight to the transport.

An ordinary ASGI send costs a message, a task switch and an encoding per reader; here a broadcast is a loop of
`transport.write`. Only the transport is used, never its file descriptor: a descriptor is reused when a socket closes,
and a frame would reach a stranger. uvicorn is pinned to the version that this was written for; the contract tests in
tests/streams/test_transport.py go with each upgrade.
"""

import asyncio
import socket
from asyncio.transports import BaseTransport
from typing import Any, cast

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.protocol import State

from distributed_chat.streams.connection import Connection
from distributed_chat.streams.protocol import LARGEST_FRAME, Close
from distributed_chat.streams.sinks import HIGH_WATER, Watcher

EXTENSION = "distributed.frames"
"""The ASGI extension under which `StreamSocket` finds the `RawSink` of its connection."""

SEND_BUFFER = 64 * 1024
CLOSE_SECONDS = 5.0
MOST_PIECES = LARGEST_FRAME
"""Of one message: with a byte in each it is as large as it may be."""


class StreamProtocol(WebSocketsSansIOProtocol):
    """For `uvicorn.Config(ws=StreamProtocol)`."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        # Said here, so that no caller forgets it. No permessage-deflate: it would need a compressor per socket and an
        # encoding per reader. No pings of the protocol: the heartbeat is a frame of our own, which browsers can see.
        config.ws_per_message_deflate = False
        config.ws_max_size = LARGEST_FRAME
        config.ws_ping_interval = None
        super().__init__(config, server_state, app_state, _loop)
        self.bound: tuple[Connection, Watcher] | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=HIGH_WATER)
        raw = self.transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            # The application's task was made by super and starts with the next turn of the loop.
            cast("dict[str, object]", self.scope["extensions"])[EXTENSION] = RawSink(self)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self.bound is not None:
            connection, watcher = self.bound
            watcher.stalled(connection)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.bound is not None:
            connection, watcher = self.bound
            watcher.drained(connection)

    # What costs its sender nothing, and is no frame that the rate limit sees.

    def handle_ping(self) -> None:
        """A peer that asks and does not read the answers would fill our memory with them."""
        if self.transport.get_write_buffer_size() <= HIGH_WATER:
            super().handle_ping()
        else:
            self.unbind()
            self.transport.abort()

    def handle_cont(self, event: Frame) -> None:
        """A message of endlessly many empty pieces never grows too large, but the list of them does."""
        if len(self.frames) < MOST_PIECES:
            super().handle_cont(event)
        else:
            self.close(Close.BAD_FRAME)

    # Every way in which a socket ends. The hub hears of it before the close frame is written, so nothing follows that.

    def unbind(self) -> None:
        if self.bound is not None:
            connection, watcher = self.bound
            self.bound = None
            watcher.left(connection)

    def connection_lost(self, exc: Exception | None) -> None:
        self.unbind()
        super().connection_lost(exc)

    def eof_received(self) -> None:
        self.unbind()
        super().eof_received()

    def handle_close(self, event: Frame) -> None:
        self.unbind()
        super().handle_close(event)
        self._abort_later()

    def handle_parser_exception(self) -> None:
        self.unbind()
        super().handle_parser_exception()
        self._abort_later()

    def shutdown(self) -> None:
        self.close(Close.GOING_AWAY)
        super().shutdown()

    def close(self, code: int) -> None:
        """Sends the close frame, and cuts the connection if the peer does not answer it."""
        self.unbind()
        if self.close_sent or not self.handshake_complete or self.conn.state is not State.OPEN:
            return
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": ""})
        self.conn.send_close(code)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(CLOSE_SECONDS, self.transport.abort)

    def _abort_later(self) -> None:
        """`transport.close` waits until all is written; a peer that does not read would keep it for ever."""
        if self.transport.get_write_buffer_size():
            self.loop.call_later(CLOSE_SECONDS, self.transport.abort)


class RawSink:
    """A connection's way to its transport."""

    def __init__(self, protocol: StreamProtocol) -> None:
        self._protocol = protocol
        self.write = protocol.transport.write
        self.waiting = protocol.transport.get_write_buffer_size
        self.close = protocol.close

    def bind(self, connection: Connection, watcher: Watcher) -> None:
        """Called once, after the socket was accepted."""
        protocol = self._protocol
        protocol.bound = (connection, watcher)
        if not protocol.writable.is_set():
            watcher.stalled(connection)
        if protocol.transport.is_closing() or protocol.conn.state is not State.OPEN:
            protocol.unbind()
