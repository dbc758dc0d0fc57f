"""What a head may cost, before anybody knows who sends it. Against the real server: a test client has no sockets."""

import asyncio
import contextlib
import http.client
import socket
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import uvicorn

from distributed_chat.app import App
from distributed_chat.web import heads
from tests.services.server import HOST, RunningServer

LINE = b"GET /livez HTTP/1.1\r\nHost: here\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    folder: Path = tmp_path_factory.mktemp("heads")
    with RunningServer(folder) as running:
        yield running


def _answer(server: RunningServer, *pieces: bytes) -> bytes:
    """The first line of what comes back, sent piece by piece until the server wants no more."""
    with socket.create_connection((HOST, server.port), timeout=5) as line:
        try:
            for piece in pieces:
                line.sendall(piece)
                time.sleep(0.002)  # each in a read of its own
        except OSError:
            pass  # refused while we still sent
        try:
            return line.recv(65_536).split(b"\r\n", 1)[0]
        except ConnectionResetError:
            return b"reset"


REFUSED = {b"HTTP/1.1 431 Request Header Fields Too Large", b"reset"}


def test_a_usual_head_is_answered_also_in_pieces(server: RunningServer) -> None:
    assert _answer(server, LINE + b"\r\n") == b"HTTP/1.1 200 OK"
    assert _answer(server, LINE[:7], LINE[7:], b"cookie: ", b"a" * 8_000, b"\r\n", b"\r\n") == b"HTTP/1.1 200 OK"


def test_the_end_of_a_large_body_is_no_head(server: RunningServer) -> None:
    body = b'{"first_name": "' + b"a" * 200_000 + b'"}'
    head = b"PATCH /api/me HTTP/1.1\r\nHost: here\r\ncontent-length: %d\r\n\r\n" % len(body)
    assert _answer(server, head + body[:10], body[10:]) == b"HTTP/1.1 401 Unauthorized"


def test_many_headers_are_refused(server: RunningServer) -> None:
    many = b"".join(b"x-%d: a\r\n" % number for number in range(heads.MOST_HEADERS + 1))
    assert _answer(server, LINE + many + b"\r\n") == b"HTTP/1.1 431 Request Header Fields Too Large"


def test_large_headers_are_refused_together(server: RunningServer) -> None:
    large = b"".join(b"x-%d: %b\r\n" % (number, b"a" * 8_000) for number in range(10))
    assert _answer(server, LINE, large, b"\r\n") in REFUSED


def test_one_header_without_an_end_is_refused(server: RunningServer) -> None:
    assert _answer(server, LINE + b"x: ", *[b"a" * 16_384] * 6) in REFUSED


def test_each_request_on_a_socket_is_counted_for_itself(server: RunningServer) -> None:
    line = http.client.HTTPConnection(HOST, server.port, timeout=5)
    for _ in range(4):
        line.request("GET", "/livez", headers={"x": "a" * 30_000})
        answer = line.getresponse()
        assert answer.status == 200
        answer.read()
    line.close()


@pytest.fixture
async def impatient(app: App, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """The port of a server that waits a fifth of a second for a head, and one for the first byte of it."""
    monkeypatch.setattr(heads, "HEAD_SECONDS", 0.2)
    with socket.socket() as door:
        door.bind((HOST, 0))
        config = uvicorn.Config(app, http=heads.HttpProtocol, lifespan="off", log_config=None, timeout_keep_alive=1)
        server = uvicorn.Server(config)
        running = asyncio.create_task(server._serve([door]))
        while not server.started:
            await asyncio.sleep(0.005)
        yield door.getsockname()[1]
        server.should_exit = True
        await running


async def test_a_head_that_drips_is_cut_off(impatient: int) -> None:
    reader, writer = await asyncio.open_connection(HOST, impatient)
    writer.write(LINE)
    begun = asyncio.get_running_loop().time()
    for _ in range(100):
        writer.write(b"x: y\r\n")
        with contextlib.suppress(TimeoutError, ConnectionResetError):
            if await asyncio.wait_for(reader.read(1), 0.05) == b"":
                break
        if writer.is_closing():
            break
    assert asyncio.get_running_loop().time() - begun < 1.5
    writer.close()


async def test_a_socket_that_says_nothing_is_let_go(impatient: int) -> None:
    reader, writer = await asyncio.open_connection(HOST, impatient)
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()


async def test_a_body_may_take_longer_than_a_head(impatient: int) -> None:
    reader, writer = await asyncio.open_connection(HOST, impatient)
    head = b"POST /api/sessions HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    writer.write(head + b"{")
    await asyncio.sleep(0.5)
    writer.write(b"}")
    assert (await reader.readline()).startswith(b"HTTP/1.1 422")
    writer.close()
