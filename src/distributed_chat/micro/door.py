"""The door of the Micro-compatible API: addresses, keys, and errors as that platform's gateway has them. Raw ASGI.

POST /micro/users/Read        {"ids": ["…"]}        → 200 {"users": {…}}
POST /micro/v1/users/read     the same; the case of a path means nothing
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

import msgspec
import structlog

from distributed_chat.accounts.queries import instance_owner, me_of
from distributed_chat.db import Tx
from distributed_chat.kernel.errors import DomainError, Invalid, NotFound, TooMany, Unavailable
from distributed_chat.keys import policy as key_policy
from distributed_chat.keys.actions import Noted, note
from distributed_chat.keys.door import KeyDoor
from distributed_chat.keys.queries import UsedKey, origins_in_use, used_key
from distributed_chat.micro.call import Call, Handler
from distributed_chat.micro.errors import MicroError, PlainRefusal
from distributed_chat.micro.services import SERVICES
from distributed_chat.micro.shapes import snake, without_empties
from distributed_chat.micro.topics import Topics
from distributed_chat.web import ClientIsGone, Incoming, Reply, Services
from distributed_chat.web.incoming import is_loopback

LARGEST = 1024 * 1024
"""Bytes of a body."""
PREFIX = "/micro/"
_METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
_UNAUTHORIZED = PlainRefusal(401, "unauthorized request")
_FORBIDDEN = PlainRefusal(403, "Forbidden request")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_log = structlog.get_logger("micro")
_PAGES = {b"origin", b"sec-fetch-site", b"sec-fetch-mode"}
"""What browsers say with a request."""


class MicroDoor:
    def __init__(self, services: Services, keys: KeyDoor, topics: Topics) -> None:
        self._services = services
        self._keys = keys
        self._topics = topics
        self._open = services.settings.micro_namespaces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Incoming(scope, receive, self._services.settings)
        try:
            reply = await self._reply(request, scope, receive)
        except ClientIsGone:
            return
        reply.headers += await self._allowed(request)
        await reply.send(send, request_id=request.id, head_only=False)

    async def _reply(self, request: Incoming, scope: Scope, receive: Receive) -> Reply:
        if request.method == "OPTIONS":
            return Reply(204, b"", [])
        status, body = 500, b""
        endpoint = "/".join(request.path[len(PREFIX) :].split("/")[:4])[:80]
        try:
            request.refuse_key_in_address()
            key = await self._admitted(request)
            answer = await self._answered(request, scope, receive, key)
            status, body = 200, msgspec.json.encode(without_empties(answer))
        except PlainRefusal as refused:
            return Reply(refused.code, refused.text.encode(), [(b"content-type", b"text/plain; charset=utf-8")])
        except (MicroError, DomainError) as error:
            told = error if isinstance(error, MicroError) else _in_their_words(error)
            status, body = told.code, msgspec.json.encode(told.body())
        except ClientIsGone:
            raise
        except Exception:
            _log.exception("request_failed", request_id=request.id, path=request.path)
            told = MicroError("go.micro.server", "Something went wrong on the server", 500)
            body = msgspec.json.encode(told.body())
        if request.key_id is not None:
            self._keys.count(request.key_id, f"POST {PREFIX}{endpoint}", status)
        return Reply(status, body, [(b"content-type", b"application/json"), (b"cache-control", b"no-store")])

    async def _admitted(self, request: Incoming) -> UsedKey | None:
        """The key, or None for a namespace that is open to this address. Raises `PlainRefusal`, `TooMany`."""
        secret = request.bearer
        if secret is None:
            space = self._open.get(request.header(b"micro-namespace") or "", frozenset())
            # A page of another site could make a browser on this machine ask: pages need a key. And a proxy on this
            # machine that says nothing of whom it asks for would make everybody somebody from here.
            here = request.is_from_here or not is_loopback(request.address)
            if request.address in space and here and not _PAGES & request.headers.keys():
                return None
            raise _UNAUTHORIZED

        def look(tx: Tx) -> UsedKey | None:
            used = used_key(tx, secret)
            if used is not None and used.kind == key_policy.MICRO and not me_of(tx, used.actor.user_id).is_owner:
                return None  # the instance has another owner now
            if used is not None:
                request.key_id = used.reach.key_id
                self._keys.spend(tx, used)
            return used

        used = await self._services.database.read(look)
        if used is None:
            raise _UNAUTHORIZED
        origin = request.header(b"origin")
        if (
            used.kind != key_policy.MICRO
            or key_policy.MICRO not in used.reach.scopes
            or (origin and origin not in used.origins)
        ):
            raise _FORBIDDEN
        return used

    async def _answered(self, request: Incoming, scope: Scope, receive: Receive, key: UsedKey | None) -> dict[str, Any]:
        handler, name = _endpoint(request)
        fields = await _fields(scope, receive)
        owner = key.actor.user_id if key is not None else await self._owner()
        call = Call(fields, self._services, self._topics, owner_id=owner, address=request.address)
        noted = Noted(
            key_id=key.reach.key_id if key else "",
            key_name=key.name if key else f"namespace {request.header(b'micro-namespace')}",
            action=name,
            about=_about(fields),
            address=request.address,
        )
        await self._services.database.write(lambda tx: note(tx, noted))
        return await handler(call)

    async def _owner(self) -> str:
        return await self._services.database.read(_owner_of_instance)

    async def _allowed(self, request: Incoming) -> list[tuple[bytes, bytes]]:
        """CORS, for the pages that some key allows; never with cookies."""
        origin = request.header(b"origin")
        if origin is None or origin not in await self._services.database.read(origins_in_use):
            return []
        allowed = [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"Origin")]
        if request.method == "OPTIONS":
            allowed += [
                (b"access-control-allow-methods", b"GET, POST, PUT, PATCH, DELETE"),
                (b"access-control-allow-headers", b"authorization, content-type, micro-namespace"),
                (b"access-control-max-age", b"600"),
            ]
        return allowed


def _owner_of_instance(tx: Tx) -> str:
    owner = instance_owner(tx)
    if owner is None:
        raise MicroError("go.micro.server", "Nobody owns this instance yet", 500)
    return owner


def _endpoint(request: Incoming) -> tuple[Handler, str]:
    parts = request.path[len(PREFIX) :].lower().strip("/").split("/")
    if parts[:1] == ["v1"]:
        parts = parts[1:]
    service, endpoint = parts[0] if parts else "", "".join(parts[1:])
    if request.method not in _METHODS or service not in SERVICES:
        raise MicroError("go.micro.client", f"service {service[:40]}: not found", 500)
    handler = SERVICES[service].get(endpoint.replace("-", ""))
    if handler is None:
        raise MicroError("go.micro.client", f"unknown method {endpoint[:40]} of service {service}", 500)
    return handler, f"{service}/{endpoint}"


async def _fields(scope: Scope, receive: Receive) -> dict[str, Any]:
    """Of the query and of the body, which wins. Names in either spelling; what nobody knows is ignored."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"), max_num_fields=100)
    fields: dict[str, Any] = {snake(name): one[0] if len(one) == 1 else one for name, one in query.items()}
    raw = await _body(receive)
    if raw:
        try:
            found = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise MicroError("go.micro.client", "The body is not JSON", 500) from None
        if found is not None and not isinstance(found, dict):
            raise MicroError("go.micro.client", "The body is a JSON object", 500)
        fields |= {snake(name): value for name, value in (found or {}).items()}
    return fields


async def _body(receive: Receive) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(30):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientIsGone
                pieces.append(message.get("body", b""))
                size += len(pieces[-1])
                if size > LARGEST:
                    raise MicroError("go.micro.api", "The body is larger than 1 MiB", 413)
                if not message.get("more_body", False):
                    return b"".join(pieces)
    except TimeoutError:
        raise MicroError("go.micro.api", "The body did not arrive in time", 408) from None


def _about(fields: dict[str, Any]) -> str:
    """Ids alone, never words that people wrote."""
    named = [(name, value) for name, value in fields.items() if name == "id" or name.endswith("_id")]
    return " ".join(f"{name}={str(value)[:36]}" for name, value in named)[:300]


def _in_their_words(error: DomainError) -> MicroError:
    if isinstance(error, NotFound):
        return MicroError("NOT_FOUND", "Not found", 404)
    if isinstance(error, TooMany):
        return MicroError("TOO_MANY_REQUESTS", error.message, 429)
    if isinstance(error, Unavailable):
        return MicroError("STORE_ERROR", "Error connecting to the store", 500)
    if isinstance(error, Invalid):
        return MicroError(f"INVALID_{(error.field or 'request').upper()}", error.message)
    return MicroError(error.code.upper(), error.message, error.kind.value)
