"""uvicorn's HTTP protocol, with an end to the time and the room that the head of a request may take.

uvicorn has neither: whoever sent a header a minute, or one header for ever, would hold a socket or fill the memory. A
head that comes whole, as nearly all do, costs nothing here. The tests are tests/security/test_heads.py.

It also does for less what uvicorn does for each request: the `Exchange` in the scope, and one timer for a connection
where uvicorn sets and cancels one for every answer.
"""

import asyncio
from asyncio.transports import BaseTransport
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from distributed_chat.web.exchange import EXTENSION, Exchange

HEAD_SECONDS = 10.0
"""From the first byte of a head to its end."""
LARGEST_HEAD = 64 * 1024
MOST_HEADERS = 100

_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class HeadIsTooLarge(Exception):
    """Raised through the parser, which reads no further."""


class HttpProtocol(HttpToolsProtocol):
    """For `uvicorn.Config(http=HttpProtocol)`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._heads = 0
        self._awaits_head = True
        self._size = 0
        self._counted = 0
        self._late: asyncio.TimerHandle | None = None
        self._idle_since: float | None = None
        """When the last answer was written; None while a request is on its way or worked on."""
        self._idle_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        # A browser may open a socket ahead; one that stays silent is let go like one that was used.
        self._idle_since = self.loop.time()
        self._look_later(self.timeout_keep_alive)

    def connection_lost(self, exc: Exception | None) -> None:
        self._look_no_more()
        self._is_in_time()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        before, in_body = self._heads, not self._awaits_head
        super().data_received(data)
        if in_body or self._heads != before or not self._awaits_head or self.transport.is_closing():
            return
        self._counted += len(data)  # also what the parser keeps to itself: the beginning of one long header
        if self._counted > LARGEST_HEAD:
            self._refuse()
        elif self._late is None:
            self._late = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def handle_websocket_upgrade(self) -> None:
        self._look_no_more()
        super().handle_websocket_upgrade()

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._size += len(name) + len(value)
        if self._size > LARGEST_HEAD or len(self.headers) > MOST_HEADERS:
            raise HeadIsTooLarge

    def on_headers_complete(self) -> None:
        self._heads += 1
        self._awaits_head = False
        self._size = self._counted = 0
        self._is_in_time()
        super().on_headers_complete()
        if "path" in self.scope:  # it is no upgrade
            # The application's task was made by super and starts with the next turn of the loop.
            cast("dict[str, object]", self.scope)["extensions"] = {EXTENSION: Exchange(self.cycle)}

    def on_message_complete(self) -> None:
        self._awaits_head = True
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        if self._size > LARGEST_HEAD or len(self.headers or ()) > MOST_HEADERS:
            self._refuse()
        else:
            super().send_400_response(msg)

    def _refuse(self) -> None:
        self.transport.write(_TOO_LARGE)
        self.transport.close()

    # A connection that is not used

    def on_response_complete(self) -> None:
        """As uvicorn's, but for the timer."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        else:
            self._idle_since = self.loop.time()

    def _unset_keepalive_if_required(self) -> None:
        """uvicorn says so when a byte has come."""
        self._idle_since = None

    def _look_later(self, seconds: float) -> None:
        self._idle_timer = self.loop.call_later(seconds, self._look)

    def _look(self) -> None:
        waited = 0.0 if self._idle_since is None else self.loop.time() - self._idle_since
        if waited >= self.timeout_keep_alive:
            self.timeout_keep_alive_handler()
        else:
            self._look_later(self.timeout_keep_alive - waited)

    def _look_no_more(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None

    def _is_in_time(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
