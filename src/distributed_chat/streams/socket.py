"""`WS /api/stream`: one socket per client. Who it is, what it may read, then frames both ways until it ends.

Made by `app`. It speaks ASGI for the handshake and for what comes in; what goes out is the hub's, through a sink.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple

import structlog

from distributed_chat.db import Database, Tx, epoch
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import DomainError, NotAllowed
from distributed_chat.kernel.ids import new_id, user_stream
from distributed_chat.streams.connection import Connection
from distributed_chat.streams.doorway import has_foreign_origin, origin_of, token_of
from distributed_chat.streams.driver import Driver
from distributed_chat.streams.hub import Opening
from distributed_chat.streams.opening import read_openings
from distributed_chat.streams.protocol import (
    HEARTBEAT_SECONDS,
    PONG,
    BadFrame,
    Close,
    Hello,
    Ping,
    Pong,
    Signal,
    Unknown,
    error_frame,
    frame,
    parse,
)
from distributed_chat.streams.signals import SignalHandler, typing_relay
from distributed_chat.streams.sinks import AsgiSink, BoundSink, Send
from distributed_chat.streams.transport import EXTENSION, RawSink

HELLO_SECONDS = 10.0
SOCKETS_PER_USER = 20
FRAMES_PER_SECOND = 10
BURST = 50
_PROGRAMS_SIGNALS = frozenset({"presence.watch"})
_WRITERS_SIGNALS = frozenset({"typing"})

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Authenticate = Callable[[Tx, str], Actor | None]
Audience = Callable[[Tx, str], dict[str, int]]
"""The streams that a user may read, each with the floor below which nothing is theirs."""
Narrowed = Callable[[Tx, Actor, dict[str, int]], dict[str, int] | None]
"""Of an audience, what a key reaches; None when it may not listen at all."""

log = structlog.get_logger(__name__)


class _Opened(NamedTuple):
    epoch: str
    openings: list[Opening]


class _NotForThisKey(Exception):
    """It is signed in and may not listen."""


class SocketIsClosed(Exception):
    """The conversation is over: with a code of ours, or None when the peer went."""

    def __init__(self, code: Close | None = None) -> None:
        self.code = code
        super().__init__(code)


class StreamSocket:
    """The ASGI application behind `/api/stream`. `signals` maps a signal's type to its handler."""

    def __init__(
        self,
        driver: Driver,
        database: Database,
        *,
        authenticate: Authenticate,
        audience: Audience,
        origin: str,
        unlimited: bool = False,
        raw: bool = True,
    ) -> None:
        """`origin`: the instance's own address. `raw=False` sends by ASGI also where the transport could be used."""
        self.signals: dict[str, SignalHandler] = {"typing": typing_relay(driver.hub)}
        self.may_ask: Callable[[str], Awaitable[bool]] = _nobody_else
        self.page_may: Callable[[Tx, str, str], bool] = lambda _tx, _token, _origin: False
        """Whether a page of that origin may use that token or key."""
        self.narrowed: Narrowed = lambda _tx, _actor, audience: audience
        self._driver = driver
        self._hub = driver.hub
        self._database = database
        self._authenticate = authenticate
        self._audience = audience
        self._origin = origin
        self._unlimited = unlimited
        self._raw = raw

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        self_made = not has_foreign_origin(scope["headers"], self._origin)
        if not self_made and not await self.may_ask(origin_of(scope["headers"])):
            # Before the upgrade: a page of another site must not even hold a socket with our cookie.
            await send({"type": "websocket.close", "code": Close.NOT_ALLOWED})
            return
        await send({"type": "websocket.accept"})
        try:
            connection = await self._admit(scope, receive, send, None if self_made else origin_of(scope["headers"]))
        except SocketIsClosed as closed:
            if closed.code is not None:
                await _close(send, closed.code)
            return
        try:
            await self._converse(connection, receive)
        finally:
            self._driver.left(connection)

    async def _admit(self, scope: Scope, receive: Receive, send: Send, elsewhere: str | None) -> Connection:
        """From the accepted upgrade to a connection that is live. Raises `SocketIsClosed`.

        A page `elsewhere` says its token in the hello: a cookie that came along counts for nothing.
        """
        hello = await _hello(receive)
        token = hello.token
        if elsewhere is None:
            token = token_of(scope["headers"], secure=self._origin.startswith("https:")) or token
        elif token and not await self._read(lambda tx: self.page_may(tx, token, elsewhere)):
            raise SocketIsClosed(Close.NOT_ALLOWED)
        actor = await self._read(lambda tx: self._authenticate(tx, token)) if token else None
        if actor is None or token is None:
            raise SocketIsClosed(Close.NOT_SIGNED_IN)
        sink = self._sink(scope, send)
        connection = Connection(new_id(), actor.user_id, actor.session_id, sink)
        connection.keyed = actor.reach is not None
        connection.bound = actor.reach is not None and actor.reach.group_id is not None
        connection.signals = _signals_of(actor)
        connection.heard = asyncio.get_running_loop().time()
        # Registered before the audience is read: what the user loses from here on is remembered.
        if self._hub.register(connection) > SOCKETS_PER_USER and not self._unlimited:
            self._hub.leave(connection)
            raise SocketIsClosed(Close.TOO_MANY_SOCKETS)
        try:
            sink.bind(connection, self._driver)
            await self._open(connection, token, hello)
        except BaseException:
            self._driver.left(connection)
            raise
        return connection

    async def _open(self, connection: Connection, token: str, hello: Hello) -> None:
        own = user_stream(connection.user_id)

        def opened(tx: Tx) -> _Opened | None:
            # The session once more, in the transaction that says what it may read: it may have ended in between.
            actor = self._authenticate(tx, token)
            if actor is None:
                return None
            history = epoch(tx)
            audience = self._audience(tx, actor.user_id)
            if actor.reach is not None:
                narrowed = self.narrowed(tx, actor, audience)
                if narrowed is None:
                    raise _NotForThisKey
                audience = narrowed | {own: audience[own]}
            openings = read_openings(tx, audience, hello, history)
            return _Opened(history, sorted(openings, key=lambda opening: opening.stream != own))

        while connection in self._hub.connections:
            try:
                read = await self._read(opened)
            except _NotForThisKey:
                raise SocketIsClosed(Close.NOT_ALLOWED) from None
            if read is None:
                raise SocketIsClosed(Close.NOT_SIGNED_IN)
            if self._driver.opened(connection, _welcome(connection, read), own, read.openings):
                return

    async def _converse(self, connection: Connection, receive: Receive) -> None:
        loop = asyncio.get_running_loop()
        allowance, refilled = float(BURST), loop.time()
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect" or connection not in self._hub.connections:
                return
            now = connection.heard = loop.time()
            allowance = min(BURST, allowance + (now - refilled) * FRAMES_PER_SECOND) - 1
            refilled = now
            if allowance < 0 and not self._unlimited:
                self._hub.close(connection, Close.TOO_MANY_FRAMES)
                return
            try:
                self._take(connection, message.get("text"))
            except BadFrame:
                self._hub.close(connection, Close.BAD_FRAME)
                return

    def _take(self, connection: Connection, text: str | None) -> None:
        """One frame after the hello. Raises `BadFrame`."""
        if text is None:
            raise BadFrame("binary")
        match parse(text):
            case Ping():
                self._hub.tell(connection, PONG)
            case Pong():
                pass
            case Signal() as signal:
                self._signal(connection, signal)
            case Unknown():
                self._hub.tell(connection, error_frame("unknown_frame", "This server does not know that frame."))
            case Hello():
                raise BadFrame("a second hello")

    def _signal(self, connection: Connection, signal: Signal) -> None:
        handler = self.signals.get(signal.type)
        if connection.signals is not None and signal.type not in connection.signals:
            refused = error_frame(NotAllowed.code, NotAllowed.message)
        elif handler is None:
            refused = error_frame("unknown_signal", "This server does not know that signal.")
        elif signal.stream not in connection.floors:
            refused = error_frame("not_found", "There is nothing here, or it is not yours.")
        else:
            try:
                handler(connection, signal)
            except DomainError as error:
                refused = error_frame(error.code, error.message, error.retry_after)
            else:
                return
        self._hub.tell(connection, refused)

    def _sink(self, scope: Scope, send: Send) -> BoundSink:
        raw: RawSink | None = scope.get("extensions", {}).get(EXTENSION) if self._raw else None
        return AsgiSink(send) if raw is None else raw

    async def _read(self, function: Callable[[Tx], Any]) -> Any:
        try:
            return await self._database.read(function)
        except DomainError as error:
            log.warning("streams.opening_failed", code=error.code)
            raise SocketIsClosed(Close.GOING_AWAY) from error


def _signals_of(actor: Actor) -> frozenset[str] | None:
    """What it may signal; None: everything. Calls are for people, whatever a key may read."""
    if actor.reach is None:
        return None
    return _PROGRAMS_SIGNALS | _WRITERS_SIGNALS if "messages:write" in actor.reach.scopes else _PROGRAMS_SIGNALS


async def _nobody_else(_origin: str) -> bool:
    return False


async def _hello(receive: Receive) -> Hello:
    """The first frame, within ten seconds. Raises `SocketIsClosed`."""
    try:
        message = await asyncio.wait_for(receive(), HELLO_SECONDS)
    except TimeoutError:
        raise SocketIsClosed(Close.BAD_FRAME) from None
    if message["type"] == "websocket.disconnect":
        raise SocketIsClosed
    try:
        hello = parse(message.get("text") or b"")
    except BadFrame:
        raise SocketIsClosed(Close.BAD_FRAME) from None
    if not isinstance(hello, Hello):
        raise SocketIsClosed(Close.BAD_FRAME)
    return hello


def _welcome(connection: Connection, read: _Opened) -> bytes:
    own = user_stream(connection.user_id)
    return frame(
        "welcome",
        connection=connection.id,
        user=connection.user_id,
        epoch=read.epoch,
        heads={o.stream: o.head for o in read.openings if not (connection.bound and o.stream == own)},
        heartbeat_seconds=HEARTBEAT_SECONDS,
    )


async def _close(send: Send, code: Close) -> None:
    try:
        await send({"type": "websocket.close", "code": int(code)})
    except (OSError, RuntimeError):
        return
