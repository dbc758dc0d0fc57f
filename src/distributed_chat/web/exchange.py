"""One request under our own HTTP protocol, past ASGI where ASGI only costs time: a body that is there already is taken
at once, and an answer that is ready goes out in one write instead of two.

`heads.HttpProtocol` lays it into the scope; under any other server it is missing, and everything goes by `receive` and
`send`. It reaches into uvicorn's `RequestResponseCycle`, so uvicorn is pinned (see tests/web/test_exchange.py).
"""

from collections.abc import Mapping
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

EXTENSION = "distributed.exchange"


class Exchange:
    __slots__ = ("_cycle",)

    def __init__(self, cycle: RequestResponseCycle) -> None:
        self._cycle = cycle

    def body(self) -> bytes | None:
        """The whole body, once; None when some of it is still on its way, or nobody is there any longer."""
        cycle = self._cycle
        if cycle.more_body or cycle.disconnected:
            return None
        whole, cycle.body = bytes(cycle.body), bytearray()
        cycle.message_event.clear()  # what `receive` tells of next is the end of the connection
        return whole

    def answer(self, status: int, headers: bytes, body: bytes) -> bool:
        """Writes the answer; `headers` are lines, each with its end. False, and nothing is done, where `send` must wait
        for a peer that does not read.
        """
        cycle = self._cycle
        if cycle.response_started or cycle.flow.write_paused:
            return cycle.disconnected
        cycle.response_started = cycle.response_complete = True
        if cycle.disconnected:
            return True
        more = b"".join([b"%b: %b\r\n" % header for header in cycle.default_headers])  # the date
        if not cycle.keep_alive:
            more += b"connection: close\r\n"
        cycle.transport.write(b"".join((STATUS_LINE[status], more, headers, b"\r\n", body)))
        cycle.message_event.set()
        if not cycle.keep_alive:
            cycle.transport.close()
        cycle.on_response()
        return True


def exchange_of(scope: Mapping[str, Any]) -> Exchange | None:
    found: Exchange | None = scope.get("extensions", {}).get(EXTENSION)
    return found
