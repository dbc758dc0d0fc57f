"""The short way past ASGI: an answer in one write, by the same rules as the long way. To be read again with uvicorn."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from distributed_chat.app import App
from distributed_chat.kernel.errors import TooMany
from distributed_chat.web import Routes, heads
from distributed_chat.web.exchange import EXTENSION
from distributed_chat.web.incoming import LARGEST_BODY, Receive, Scope, Send
from tests.web.test_application import AN_ID, Asked, Said, application

routes = Routes("x")


@routes.command("POST", "/api/x", status=201)
def post_x(body: Said) -> Said:
    return body


@routes.query("GET", "/api/x/{group_id}")
def get_x(group_id: str, query: Asked) -> Said:
    return Said(f"{group_id} {query.count}")


@routes.command("DELETE", "/api/x")
def delete_x() -> None:
    pass


@routes.command("POST", "/api/full")
def post_full() -> Said:
    raise TooMany(retry_after=7)


class Line(asyncio.Transport):
    """What the protocol does to its connection."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []
        self.closed = False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return default

    def write(self, data: Any) -> None:
        self.writes.append(bytes(data))

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


class Time:
    """A loop's clock and timers, moved by hand."""

    def __init__(self) -> None:
        self._now = 0.0
        self.timers: list[tuple[float, Timer]] = []
        self.create_task = asyncio.get_running_loop().create_task

    def time(self) -> float:
        return self._now

    def call_later(self, seconds: float, callback: Callable[[], None]) -> "Timer":
        timer = Timer(self, callback)
        self.timers.append((self._now + seconds, timer))
        return timer

    def move(self, seconds: float) -> None:
        end = self._now + seconds
        while due := [(at, timer) for at, timer in self.timers if at <= end]:
            self._now, first = min(due, key=lambda one: one[0])
            first.cancel()
            first.callback()
        self._now = end


class Timer:
    def __init__(self, time: Time, callback: Callable[[], None]) -> None:
        self.callback = callback
        self._time = time

    def cancel(self) -> None:
        self._time.timers = [one for one in self._time.timers if one[1] is not self]


Connect = Callable[..., tuple[heads.HttpProtocol, Line]]


@pytest.fixture
def connect(app: App) -> Connect:
    def connected(asgi: Any = None, *, loop: Any = None, **more: Any) -> tuple[heads.HttpProtocol, Line]:
        served = asgi or application(app, routes)
        config = uvicorn.Config(served, http=heads.HttpProtocol, lifespan="off", log_config=None, **more)
        config.load()
        state = ServerState()
        state.default_headers = [(b"date", b"today")]
        protocol, line = heads.HttpProtocol(config, state, {}, loop), Line()
        protocol.connection_made(line)
        return protocol, line

    return connected


async def asked(protocol: heads.HttpProtocol, *pieces: bytes) -> None:
    for piece in pieces:
        protocol.data_received(piece)
        await asyncio.sleep(0)
    await asyncio.gather(*protocol.tasks)


def post(text: str = "hello", *lines: str) -> bytes:
    body = b'{"text":"%b"}' % text.encode()
    head = [f"POST /api/x HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"]
    return "\r\n".join([*head, *lines, "", ""]).encode() + body


def test_uvicorn_is_the_version_that_the_exchange_was_written_for() -> None:
    assert uvicorn.__version__ == "0.54.0"


async def test_an_answer_is_one_write(connect: Connect) -> None:
    protocol, line = connect()
    await asked(protocol, post())
    [answer] = line.writes
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 201 Created\r\ndate: today\r\n")
    for header in (b"content-length: 16", b"content-type: application/json", b"cache-control: no-store"):
        assert b"\r\n" + header in head
    assert body == b'{"text":"hello"}'
    assert not line.closed


async def test_the_short_way_says_what_the_long_way_says(connect: Connect, app: App) -> None:
    inner = application(app, routes)

    async def long_way(scope: Scope, receive: Receive, send: Send) -> None:
        del scope["extensions"][EXTENSION]
        await inner(scope, receive, send)

    for request in (
        post(),
        post("", "Connection: close"),
        post().replace(b"1.1", b"1.0", 1),
        post().replace(b'"hello"', b"1234567"),
        f"GET /api/x/{AN_ID}?count=3 HTTP/1.1\r\nHost: here\r\n\r\n".encode(),
        f"HEAD /api/x/{AN_ID} HTTP/1.1\r\nHost: here\r\n\r\n".encode(),
        b"DELETE /api/x HTTP/1.1\r\nHost: here\r\n\r\n",
        b"DELETE /api/x?what=ever HTTP/1.1\r\nHost: here\r\n\r\n",
        b"POST /api/full HTTP/1.1\r\nHost: here\r\n\r\n",
        b"GET /api/nowhere HTTP/1.1\r\nHost: here\r\n\r\n",
    ):
        answers = []
        for asgi in (None, long_way):
            protocol, line = connect(asgi)
            await asked(protocol, request)
            answers.append((sorted(_without_ids(b"".join(line.writes))), line.closed))
        assert answers[0] == answers[1], request


def _without_ids(answer: bytes) -> list[bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.startswith(b"x-request-id")]
    return [*lines, body.partition(b'"request_id"')[0]]


async def test_a_body_in_pieces_is_waited_for_and_one_that_is_too_large_is_refused(connect: Connect) -> None:
    protocol, line = connect()
    request = post()
    await asked(protocol, request[:-4], request[-4:-2], request[-2:])
    assert line.writes[0].endswith(b'{"text":"hello"}')
    for pieces in ([post("x" * LARGEST_BODY)], [post("x" * LARGEST_BODY)[:-9]]):
        protocol, line = connect()
        await asked(protocol, *pieces)
        assert line.writes[0].startswith(b"HTTP/1.1 413 ")


async def test_requests_that_come_together_are_answered_in_their_order(connect: Connect) -> None:
    protocol, line = connect()
    protocol.data_received(b"".join(post(f"{number}") for number in range(5)))
    for _ in range(5):
        await asyncio.gather(*protocol.tasks)  # each answer starts the next
    assert [answer[-3:-2] for answer in line.writes] == [b"0", b"1", b"2", b"3", b"4"]


async def test_nothing_is_written_to_somebody_who_left_or_does_not_read(connect: Connect) -> None:
    protocol, line = connect()
    protocol.data_received(post())
    protocol.connection_lost(None)
    await asyncio.gather(*protocol.tasks)
    assert line.writes == []
    protocol, line = connect()
    protocol.pause_writing()
    protocol.data_received(post())
    for _ in range(100):
        await asyncio.sleep(0)
    assert line.writes == []
    protocol.resume_writing()
    await asyncio.gather(*protocol.tasks)
    assert b"".join(line.writes).endswith(b'{"text":"hello"}')


async def test_a_connection_is_let_go_when_it_was_idle_and_not_while_it_is_asked(connect: Connect) -> None:
    time = Time()
    protocol, line = connect(loop=time, timeout_keep_alive=10)
    request = post()
    for _ in range(4):
        time.move(9)
        assert not line.is_closing()
        await asked(protocol, request)
    protocol.data_received(request[:-2])
    time.move(25)
    assert not line.is_closing()
    protocol.data_received(request[-2:])
    await asyncio.gather(*protocol.tasks)
    time.move(9)
    assert not line.is_closing()
    time.move(2)
    assert line.is_closing()
    protocol.connection_lost(None)
    assert time.timers == []
