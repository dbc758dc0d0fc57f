"""The HTTP application: finds the route, reads its parameters, runs it where its kind says, and answers.

Raw ASGI rather than a framework's request and response objects: half of what a request costs here was those.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import structlog

from distributed_chat import traces
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import DomainError, NotSignedIn
from distributed_chat.web import origins
from distributed_chat.web.answers import Answer, Repeat, Streamed, Told
from distributed_chat.web.body import BodyStream
from distributed_chat.web.content import Content, prepare
from distributed_chat.web.figures import OTHER, Requests
from distributed_chat.web.incoming import ClientIsGone, Incoming, Receive, Scope, Send
from distributed_chat.web.keyed import KEY_PREFIX, Asked
from distributed_chat.web.limits import Limiter
from distributed_chat.web.refusals import UNEXPECTED, status_of
from distributed_chat.web.reply import (
    API_HEADERS,
    Headers,
    Reply,
    encode,
    error_reply,
    json_reply,
    no_content,
    with_cookie,
    with_token,
)
from distributed_chat.web.router import Router, checked_ids
from distributed_chat.web.routes import Asks, Mode, Route
from distributed_chat.web.services import Gate, Services

Authenticate = Callable[[Tx, str], Actor | None]
Plain = Callable[[Incoming], Awaitable[Reply]]
Answering = Callable[[Incoming], Awaitable[Reply | Streamed | Content]]

_log = structlog.get_logger("web")


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a route takes that takes nothing."""


class HttpApplication:
    """All routes, plus `plain` addresses that are no part of the described API (`/livez`, the description itself)."""

    def __init__(
        self,
        routes: list[Route],
        *,
        services: Services,
        authenticate: Authenticate,
        reads_actor: Authenticate,
        plain: dict[str, Plain],
        limiter: Limiter | None = None,
        gate: Gate | None = None,
        may_ask: origins.MayAsk = origins.nobody_else,
    ) -> None:
        """`authenticate` may write when a session was last used; `reads_actor` is its twin for reads.

        `gate` lets keys in: bearer tokens that begin with `dk_`. `may_ask` says which pages elsewhere may ask.
        """
        self.routes = routes
        self._router = Router(routes)
        self._services = services
        self._authenticate = authenticate
        self._reads_actor = reads_actor
        self._plain = plain
        self._gate = gate
        self._may_ask = may_ask
        self.figures = Requests()
        self._says_all = services.settings.access_log == "on"
        self.limiter = limiter or Limiter(services.clock, unlimited=services.settings.unlimited)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.serve(self._reply, scope, receive, send)

    async def serve(self, answer: Answering, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends what `answer` returns, or the error that it raises."""
        request = Incoming(scope, receive, self._services.settings)
        with traces.span("request", traces.Kind.REQUEST, parent=request.header(b"traceparent")) as span:
            try:
                reply, elsewhere = await self._answered(answer, request)
            except ClientIsGone:
                return
            _tell(span, request, reply)
        if elsewhere is not None:
            send = origins.sending(send, elsewhere)
        if isinstance(reply, Content):
            await self._send_content(reply, request, send)
        elif isinstance(reply, Streamed):
            await _stream(reply, receive, send, request.id)
        elif elsewhere is not None or not reply.send_at_once(
            scope, request_id=request.id, head_only=request.method == "HEAD"
        ):
            await reply.send(send, request_id=request.id, head_only=request.method == "HEAD")

    async def _answered(
        self, answer: Answering, request: Incoming
    ) -> tuple[Reply | Streamed | Content, Headers | None]:
        """And what lets pages elsewhere read it. Raises `ClientIsGone`."""
        began = time.perf_counter()
        elsewhere: Headers | None = None
        reply: Reply | Streamed | Content
        try:
            request.refuse_key_in_address()
            elsewhere = await origins.headers_for(request, self._may_ask)
            reply = origins.answer() if origins.is_preflight(request) else await answer(request)
        except DomainError as error:
            reply = error_reply(error, request.id)
        except ClientIsGone:
            raise
        except Exception:
            _log.exception("request_failed", request_id=request.id, method=request.method, path=request.path)
            reply = error_reply(UNEXPECTED, request.id, status=500)
        self._note(request, reply, began)
        return reply, elsewhere

    def _note(self, request: Incoming, reply: Reply | Streamed | Content, began: float) -> None:
        """By the time that its answer is known; how long a file is on its way says nothing of us."""
        seconds, status = time.perf_counter() - began, _status(reply)
        self.figures.add(request.route or OTHER, status, seconds)
        if self._says_all:
            ms = round(seconds * 1_000, 1)
            _log.info("request", request_id=request.id, route=request.route or request.method, status=status, ms=ms)

    async def _send_content(self, content: Content, request: Incoming, send: Send) -> None:
        head_only = request.method == "HEAD"
        try:
            prepared = await prepare(content, request.headers, head_only=head_only)
        except DomainError as error:
            await error_reply(error, request.id).send(send, request_id=request.id, head_only=head_only)
            return
        await prepared.send(send, request.receive, request_id=request.id)

    async def _reply(self, request: Incoming) -> Reply | Streamed | Content:
        plain = self._plain.get(request.path)
        if plain is not None and request.method in {"GET", "HEAD"}:
            return await plain(request)
        route, values = self._router.find(request.method, request.path)
        request.route = route.label
        try:
            return await self._routed(route, values, request)
        except DomainError as error:
            self._count(request, route, status_of(error))
            raise
        except Exception:
            self._count(request, route, 500)
            raise

    def _count(self, request: Incoming, route: Route, status: int) -> None:
        if request.key_id is not None and self._gate is not None:
            self._gate.count(request.key_id, route.label, status)

    async def _routed(self, route: Route, values: dict[str, str], request: Incoming) -> Reply | Streamed | Content:
        request.refuse_forgery()
        if route.asks is Asks.SIGNED_IN and request.token is None:
            raise NotSignedIn
        given = await self._parameters(route, checked_ids(route, values), request)
        if route.limit is not None and route.asks is not Asks.SIGNED_IN:
            self.limiter.spend(route.limit, route.name, request.address)
        reply = self._encoded(route, request, await self._run(route, given, request, values))
        self._count(request, route, _status(reply))
        return reply

    async def _parameters(self, route: Route, values: dict[str, str], request: Incoming) -> dict[str, Any]:
        given: dict[str, Any] = {name: value for name, value in values.items() if name in route.wanted}
        if route.query is not None:
            given["query"] = request.query(route.query)
        elif request.has_query:
            request.query(Nothing)
        if request.method not in {"GET", "HEAD"} and route.takes is None:
            body = await request.body(route.body or Nothing)
            if route.body is not None:
                given["body"] = body
        if "request" in route.wanted:
            given["request"] = request.info
        if "services" in route.wanted:
            given["services"] = self._services
        return given

    async def _run(self, route: Route, given: dict[str, Any], request: Incoming, values: dict[str, str]) -> Any:
        database = self._services.database
        if route.mode is Mode.TASK:
            if route.asks is not Asks.ANYBODY:
                given["actor"] = await database.read(
                    lambda tx: self._actor(tx, route, request, self._reads_actor, values | given)
                )
            if route.takes is not None:
                given["stream"] = BodyStream(request, route.takes)
            return await route.function(**given)
        who = self._authenticate if route.mode is Mode.COMMAND else self._reads_actor
        with_tx = "tx" in route.wanted
        ran = False

        def work(tx: Tx) -> Any:
            nonlocal ran
            if route.asks is not Asks.ANYBODY:
                # Another's failure may have undone the first run of this; it costs its asker one all the same.
                given["actor"] = self._actor(tx, route, request, who, values | given, again=ran)
                ran = True
            return route.function(tx, **given) if with_tx else route.function(**given)

        def read(tx: Tx) -> Any:
            # The JSON of a large read is made in the reader's thread: it would hold up everybody on the loop.
            return _encoded_there(work(tx))

        work.__qualname__ = read.__qualname__ = route.name  # in the log and in traces
        if route.mode is Mode.COMMAND:
            stream = route.stream_hint(values) if route.stream_hint is not None else None
            return await database.write(work, stream=stream)
        return await database.read(read)

    def _actor(
        self,
        tx: Tx,
        route: Route,
        request: Incoming,
        who: Authenticate,
        given: dict[str, Any],
        *,
        again: bool = False,
    ) -> Actor | None:
        token = request.token
        if self._gate is not None and request.bearer is not None and request.bearer.startswith(KEY_PREFIX):
            actor = self._gate.admit(tx, Asked(request.bearer, route, given, request, again=again))
        else:
            actor = None if token is None else who(tx, token)
        if actor is None:
            if route.asks is Asks.SIGNED_IN:
                raise NotSignedIn
            return None
        if route.limit is not None and route.asks is Asks.SIGNED_IN and not again:
            self.limiter.spend(route.limit, route.name, actor.user_id)
        return actor

    def _encoded(self, route: Route, request: Incoming, result: Any) -> Reply | Streamed | Content:
        match result:
            case bytes():
                return json_reply(route.status, result)
            case Streamed() | Content():
                return result
            case Repeat(body):
                return json_reply(200, encode(body))
            case Answer():
                return self._signing(route, request, result)
            case Told(status, text):
                return Reply(status, text.encode(), [*API_HEADERS, (b"content-type", b"text/plain; charset=utf-8")])
            case None:
                return no_content()
            case _:
                return json_reply(route.status, encode(result))

    def _signing(self, route: Route, request: Incoming, answer: Answer[Any]) -> Reply:
        if answer.body is None:
            reply = no_content()
            reply.status = answer.status or reply.status
        else:
            body = answer.body if answer.token is None or request.same_origin else with_token(answer.body, answer.token)
            reply = json_reply(answer.status or route.status, encode(body))
        if answer.token is not None or answer.forget:
            reply = with_cookie(reply, self._services.settings, answer.token)
        if answer.headers:
            reply.headers = [*reply.headers, *((n.encode(), v.encode()) for n, v in answer.headers.items())]
        return reply


def _encoded_there(result: Any) -> Any:
    return encode(result) if isinstance(result, msgspec.Struct) else result


async def _stream(streamed: Streamed, receive: Receive, send: Send, request_id: str) -> None:
    """Writes pieces until there are no more or the reader is gone."""
    headers = [*API_HEADERS, (b"content-type", streamed.content_type.encode()), (b"x-request-id", request_id.encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})

    async def write() -> None:
        async for piece in streamed.pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def watch() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    tasks = [asyncio.create_task(write()), asyncio.create_task(watch())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _status(reply: Reply | Streamed | Content) -> int:
    return reply.status if isinstance(reply, Reply) else 200


def _tell(span: Any, request: Incoming, reply: Reply | Streamed | Content) -> None:
    """By the names that OpenTelemetry has for them; the route and no value of it."""
    if span is None:
        return
    status = _status(reply)
    told: dict[str, str | int] = {
        "http.request.method": request.method,
        "http.response.status_code": status,
        "distributed.request_id": request.id,
    }
    if request.route is not None:
        told["http.route"] = request.route.partition(" ")[2]
    traces.name_span(span, request.route or request.method, told, failed=status >= 500)
