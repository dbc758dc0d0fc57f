"""One HTTP request: its headers, who sends it, whether a page of another site is behind it, and its body."""

import asyncio
import itertools
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import msgspec

from distributed_chat.config import Settings
from distributed_chat.kernel.errors import Malformed
from distributed_chat.web import json_door
from distributed_chat.web.exchange import exchange_of
from distributed_chat.web.refusals import Refused
from distributed_chat.web.services import RequestInfo

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
S = TypeVar("S", bound=msgspec.Struct)

LARGEST_BODY = 256 * 1024
BODY_SECONDS = 30
_SAFE = {"GET", "HEAD", "OPTIONS"}
_PROCESS = secrets.token_hex(4)
_KEY = re.compile(rb"dk_[A-Za-z0-9_-]{40}")
_numbers = itertools.count(1)
"""A request's number finds its line in the log, and is no secret: a random one would cost a system call each time."""


class ClientIsGone(Exception):
    """Nobody waits for the answer any longer."""


def cookie_name(settings: Settings) -> str:
    """Over https a name that browsers accept only from this host itself, with Secure and for every path."""
    return "__Host-session" if settings.secure else "session"


_HERE = {"localhost", "127.0.0.1", "[::1]"}
_PASSED_ON = {b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"forwarded", b"via"}


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


class Incoming:
    """Reads what is asked of it and no more; most requests are small and signed in by a cookie."""

    __slots__ = (
        "_receive",
        "_scope",
        "_settings",
        "bearer",
        "cookie",
        "headers",
        "id",
        "key_id",
        "method",
        "path",
        "route",
    )

    def __init__(self, scope: Scope, receive: Receive, settings: Settings) -> None:
        self._scope = scope
        self._receive = receive
        self._settings = settings
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        self.id = f"{_PROCESS}{next(_numbers):08x}"
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.bearer = self._bearer()
        self.cookie = self._session_cookie() if self.bearer is None else None
        self.route: str | None = None
        """What it asked for, once that is known: `GET /api/home`."""
        self.key_id: str | None = None
        """The API key that it came with, once that is known."""

    @property
    def token(self) -> str | None:
        return self.bearer or self.cookie

    @property
    def receive(self) -> Receive:
        """For those who read the body by themselves."""
        return self._receive

    def header(self, name: bytes) -> str | None:
        value = self.headers.get(name)
        return None if value is None else value.decode("latin-1")

    @property
    def address(self) -> str:
        """Of the client, or what a trusted proxy says it is (uvicorn decides whom to trust)."""
        client = self._scope.get("client")
        return str(client[0]) if client else "local"

    @property
    def is_from_here(self) -> bool:
        """A program on this machine asks, and by its name or address, where nobody else reaches this server.

        Behind a proxy nobody is: one that says nothing of whom it asks for (a plain tunnel) passes on any Host.
        """
        if not self._settings.is_private:
            return False
        host = self.header(b"host") or ""
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        return name in _HERE and not _PASSED_ON & self.headers.keys() and is_loopback(self.address)

    @property
    def same_origin(self) -> bool:
        """A page of this server sent it. Browsers say so themselves, over plain http at least by the Origin."""
        fetched = self.headers.get(b"sec-fetch-site")
        if fetched is not None:
            return fetched == b"same-origin"
        origin = self.header(b"origin")
        host = self.header(b"host")
        return origin is not None and origin in {self._settings.origin, f"http://{host}", f"https://{host}"}

    @property
    def info(self) -> RequestInfo:
        return RequestInfo(
            address=self.address,
            user_agent=self.header(b"user-agent"),
            same_origin=self.same_origin,
            token=self.token,
            accept=self.header(b"accept") or "",
            last_event_id=self.header(b"last-event-id"),
            headers=self.headers,
        )

    def refuse_key_in_address(self) -> None:
        """An address is written down on its way, so a key in it is a key that others have."""
        query: bytes = self._scope.get("query_string", b"")
        if (b"dk_" in query and _KEY.search(query)) or ("dk_" in self.path and _KEY.search(self.path.encode())):
            raise Refused(
                400,
                "key_in_address",
                "A key belongs into the header Authorization. Replace this one: it was written down.",
            )

    def refuse_forgery(self) -> None:
        """A browser sends the cookie whoever wrote the page: a change must come from our page or from no page at all.

        `none` is what a browser says when the person typed the address. A bearer token can't be sent by accident.
        """
        if self.method in _SAFE or self.cookie is None:
            return
        if self.headers.get(b"sec-fetch-site") != b"none" and not self.same_origin:
            raise Refused(403, "cross_site", "That came from a page of another site.")

    async def body(self, kind: type[S]) -> S:
        """The JSON body. An empty one is an empty object, so that a route without fields needs no body."""
        if self.headers.get(b"content-encoding", b"identity").lower() != b"identity":
            raise Refused(415, "content_encoding_refused", "A body is sent as it is, not compressed.")
        raw = await self._read()
        if not raw:
            return json_door.convert({}, kind)
        media = self.headers.get(b"content-type", b"").split(b";", 1)[0].strip().lower()
        if media != b"application/json":
            raise Refused(415, "not_json", "The body is application/json.")
        return json_door.read(raw, kind)

    @property
    def has_query(self) -> bool:
        return bool(self._scope.get("query_string"))

    def query(self, kind: type[S]) -> S:
        """The query of the address, each name at most once."""
        raw: bytes = self._scope.get("query_string", b"")
        if not raw:
            return json_door.convert({}, kind, strict=False)
        try:
            pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=32)
        except ValueError:
            raise Malformed(message="The query of the address can't be read.") from None
        found = dict(pairs)
        if len(found) != len(pairs):
            raise Malformed("repeated_parameter", "A parameter stands twice in the address.")
        json_door.refuse_unstorable(found)
        return json_door.convert(found, kind, strict=False)

    async def _read(self) -> bytes:
        announced = self.headers.get(b"content-length")
        if announced is not None and announced.isdigit() and int(announced) > LARGEST_BODY:
            raise _too_large()
        exchange = exchange_of(self._scope)
        whole = exchange.body() if exchange is not None else None
        if whole is None:
            return await self._read_pieces()
        if len(whole) > LARGEST_BODY:
            raise _too_large()
        return whole

    async def _read_pieces(self) -> bytes:
        pieces: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(BODY_SECONDS):
                while True:
                    message = await self._receive()
                    if message["type"] == "http.disconnect":
                        raise ClientIsGone
                    pieces.append(message.get("body", b""))
                    size += len(pieces[-1])
                    if size > LARGEST_BODY:
                        raise _too_large()
                    if not message.get("more_body", False):
                        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
        except TimeoutError:
            raise Refused(408, "body_is_late", "The body did not arrive in time.") from None

    def _bearer(self) -> str | None:
        scheme, _, token = (self.header(b"authorization") or "").partition(" ")
        return token.strip() or None if scheme.lower() == "bearer" else None

    def _session_cookie(self) -> str | None:
        cookies = self.header(b"cookie")
        if cookies is None:
            return None
        wanted = cookie_name(self._settings)
        for cookie in cookies.split(";"):
            name, _, value = cookie.strip().partition("=")
            if name == wanted:
                return value
        return None


def _too_large() -> Refused:
    return Refused(413, "too_large", f"A body has at most {LARGEST_BODY // 1024} KiB.")
