"""Pages of other origins that may ask (CORS): with a bearer token or a key, never with a cookie.

Which those are is for the app to say: the setting `DISTRIBUTED_ORIGINS`, and the origins that keys name.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from distributed_chat.web.incoming import Incoming, Send
from distributed_chat.web.reply import API_HEADERS, Headers, Reply

MayAsk = Callable[[str, str | None], Awaitable[bool]]
"""Of an origin and a token; None before anybody is named. Origins that a key names are for keys, and no session's."""

_METHODS = b"GET, HEAD, POST, PUT, PATCH, DELETE"
_ASKED_WITH = (
    b"authorization, content-type, idempotency-key, last-event-id, range, tus-resumable, upload-length,"
    b" upload-metadata, upload-offset"
)
_SHOWN = (
    b"retry-after, x-request-id, location, content-range, accept-ranges, tus-resumable, upload-offset, upload-length"
)


async def nobody_else(_origin: str, _token: str | None) -> bool:
    return False


async def headers_for(request: Incoming, may_ask: MayAsk) -> Headers | None:
    """What the browser of a page elsewhere is told; None for our own pages and for programs that are no page."""
    origin = request.header(b"origin")
    if origin is None or request.same_origin:
        return None
    vary: Headers = [(b"vary", b"Origin")]
    if not await may_ask(origin, _token_of(request)):
        return vary
    allowed: Headers = [*vary, (b"access-control-allow-origin", origin.encode("latin-1"))]
    if is_preflight(request):
        return [
            *allowed,
            (b"access-control-allow-methods", _METHODS),
            (b"access-control-allow-headers", _ASKED_WITH),
            (b"access-control-max-age", b"600"),
        ]
    return [*allowed, (b"access-control-expose-headers", _SHOWN)]


def _token_of(request: Incoming) -> str | None:
    """None before the browser asks in earnest, and for a read that needs nobody; signing in is somebody's."""
    if is_preflight(request) or (request.bearer is None and request.method in {"GET", "HEAD"}):
        return None
    return request.bearer or ""


def is_preflight(request: Incoming) -> bool:
    """The browser asks first; nobody is signed in by that, and nothing happens."""
    return request.method == "OPTIONS" and b"access-control-request-method" in request.headers


def answer() -> Reply:
    return Reply(204, b"", API_HEADERS)


def sending(send: Send, more: Headers) -> Send:
    """The same, with these headers on every answer."""

    async def with_more(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return with_more
