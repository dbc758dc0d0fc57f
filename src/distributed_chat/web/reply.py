"""What goes back: status, headers and bytes, with the headers that keep a browser from doing more than it should."""

from collections.abc import Sequence
from typing import Any

import msgspec

from distributed_chat.config import Settings
from distributed_chat.kernel.errors import DomainError
from distributed_chat.web.exchange import exchange_of
from distributed_chat.web.incoming import Scope, Send, cookie_name
from distributed_chat.web.refusals import MethodNotAllowed, body_of, status_of

Headers = list[tuple[bytes, bytes]]

COOKIE_SECONDS = 90 * 24 * 3_600

PLAYERS = (
    "https://www.youtube-nocookie.com https://player.vimeo.com https://open.spotify.com https://platform.twitter.com"
)
"""What may be framed, once somebody clicks on it: see `embeds.players`."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
    f"manifest-src 'self'; worker-src 'self'; frame-src {PLAYERS}; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types worker"
)
_ALWAYS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), microphone=(self), display-capture=(self), geolocation=()"),
]
PAGE_HEADERS: Headers = [*_ALWAYS, (b"content-security-policy", POLICY.encode())]


def page_headers(connects_to: Sequence[str] = (), *, shows: Sequence[str] = ()) -> Headers:
    """`PAGE_HEADERS` of a page that also connects to these origins, such as a media server that is not behind us, and
    that shows pictures and plays films of those.
    """
    policy = POLICY
    for directive, origins in (("connect-src", connects_to), ("img-src", shows), ("media-src", shows)):
        policy = policy.replace(f"{directive} 'self'", " ".join([f"{directive} 'self'", *origins]))
    return [*_ALWAYS, (b"content-security-policy", policy.encode())]


API_HEADERS: Headers = [
    *_ALWAYS,
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
]
_JSON_HEADERS: Headers = [*API_HEADERS, (b"content-type", b"application/json")]
_LINES = {
    id(headers): b"".join(b"%b: %b\r\n" % header for header in headers) for headers in (API_HEADERS, _JSON_HEADERS)
}
"""The usual headers as they stand in an answer, by the identity of their list; nothing that is said by a client."""

encode = msgspec.json.Encoder().encode


class Reply:
    """A whole answer, ready to be sent."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, body: bytes, headers: Headers) -> None:
        self.status = status
        self.body = body
        self.headers = headers

    def send_at_once(self, scope: Scope, *, request_id: str, head_only: bool = False) -> bool:
        """In one write, where the server can and the headers are the usual ones; False: by `send`."""
        exchange, lines = exchange_of(scope), _LINES.get(id(self.headers))
        if exchange is None or lines is None:
            return False
        length = b"" if self.status in {204, 304} else b"content-length: %d\r\n" % len(self.body)
        headers = b"%bx-request-id: %b\r\n%b" % (lines, request_id.encode(), length)
        return exchange.answer(self.status, headers, b"" if head_only else self.body)

    async def send(self, send: Send, *, request_id: str, head_only: bool = False) -> None:
        headers = [*self.headers, (b"x-request-id", request_id.encode())]
        if self.status not in {204, 304}:
            headers.append((b"content-length", str(len(self.body)).encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if head_only else self.body})


def json_reply(status: int, body: bytes) -> Reply:
    return Reply(status, body, _JSON_HEADERS)


def no_content() -> Reply:
    return Reply(204, b"", API_HEADERS)


def error_reply(error: DomainError, request_id: str, *, status: int | None = None) -> Reply:
    reply = json_reply(status or status_of(error), encode(body_of(error, request_id)))
    more: Headers = []
    if error.retry_after is not None:
        more.append((b"retry-after", str(max(1, error.retry_after)).encode()))
    if isinstance(error, MethodNotAllowed):
        more.append((b"allow", error.allowed.encode()))
    if reply.status == 401:
        more.append((b"www-authenticate", b"Bearer"))
    if more:
        reply.headers = [*reply.headers, *more]
    return reply


def with_cookie(reply: Reply, settings: Settings, token: str | None) -> Reply:
    """Sets the session's cookie, or clears it when there is no token."""
    seconds = COOKIE_SECONDS if token else 0
    cookie = f"{cookie_name(settings)}={token or ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}"
    if settings.secure:
        cookie += "; Secure"
    reply.headers = [*reply.headers, (b"set-cookie", cookie.encode())]
    return reply


def with_token(body: msgspec.Struct | None, token: str) -> dict[str, Any]:
    """The body and the token beside it, for programs; a page of ours has the cookie and never sees one."""
    return {**msgspec.to_builtins(body), "token": token}
