"""uvicorn's HTTP protocol, with an end to the time and the room that the head of a request may take.

uvicorn has neither: whoever sent a header a minute, or one header for ever, would hold a socket or fill the memory. A
head that comes whole, as nearly all do, costs nothing here. The tests are tests/security/test_heads.py.
"""

import asyncio
from asyncio.transports import BaseTransport
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

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

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        # A browser may open a socket ahead; one that stays silent is let go like one that was used.
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def connection_lost(self, exc: Exception | None) -> None:
        self._unset_keepalive_if_required()
        self._is_in_time()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        before = self._heads
        super().data_received(data)
        if self._heads != before or not self._awaits_head or self.transport.is_closing():
            return
        self._counted += len(data)  # also what the parser keeps to itself: the beginning of one long header
        if self._counted > LARGEST_HEAD:
            self._refuse()
        elif self._late is None:
            self._late = self.loop.call_later(HEAD_SECONDS, self.transport.close)

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

    def _is_in_time(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
