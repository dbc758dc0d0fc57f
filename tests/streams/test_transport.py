"""The contract with uvicorn: to be run again, and read again, with each upgrade of the pinned version."""

import asyncio
import socket
import struct
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn

from distributed_chat.streams.protocol import Close
from distributed_chat.streams.sinks import HIGH_WATER
from distributed_chat.streams.transport import StreamProtocol
from tests.streams.conftest import Serve
from tests.streams.server import GROUP, Client, StreamServer


def test_uvicorn_is_the_version_that_the_protocol_was_written_for() -> None:
    assert uvicorn.__version__ == "0.54.0"


def _transport_of(server: StreamServer, user: str) -> asyncio.Transport:
    connection = next(c for c in server.hub.connections if c.user_id == user)
    protocol = connection.sink._protocol  # type: ignore[attr-defined]  # noqa: SLF001
    assert isinstance(protocol, StreamProtocol)
    return protocol.transport


@asynccontextmanager
async def plain_socket(server: StreamServer, user: str) -> AsyncIterator[tuple[StreamReader, StreamWriter]]:
    """A WebSocket spoken by hand, to see every byte that comes, also those that a library would hide."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    lines = [
        "GET /api/stream HTTP/1.1",
        "Host: chat",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        f"Authorization: Bearer {user}",
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    await reader.readuntil(b"\r\n\r\n")
    writer.write(_from_client(0x81, b'{"frame":"hello"}'))
    assert (await _next_frame(reader))[0] == 0x81
    yield reader, writer
    writer.close()


def _from_client(first: int, payload: bytes) -> bytes:
    return struct.pack("!BB4x", first, 0x80 | len(payload)) + payload


async def _next_frame(reader: StreamReader) -> tuple[int, bytes]:
    first, length = await reader.readexactly(2)
    if length == 126:
        (length,) = struct.unpack("!H", await reader.readexactly(2))
    return first, await reader.readexactly(length)


async def _all_frames(reader: StreamReader) -> list[tuple[int, bytes]]:
    frames = []
    with suppress(asyncio.IncompleteReadError, ConnectionResetError):
        async with asyncio.timeout(10):
            while True:
                frames.append(await _next_frame(reader))
                if frames[-1][0] == 0x88:
                    assert await reader.read(1) == b"", "bytes after the close frame"
    return frames


@pytest.mark.parametrize("closed_by", ["server", "client"])
async def test_nothing_follows_a_close_frame(server: StreamServer, closed_by: str) -> None:
    """The race that once leaked frames: events and a close in the same turn of the loop."""
    await server.enrol("ann")
    async with plain_socket(server, "ann") as (reader, writer):
        posting = [asyncio.create_task(server.post(f"{number}")) for number in range(20)]
        await posting[0]
        if closed_by == "server":
            server.hub.end_session("session of ann")
        else:
            writer.write(_from_client(0x88, struct.pack("!H", 1000)))
        await asyncio.gather(*posting)
        await server.post_many(200)
        frames = await _all_frames_until_closed(reader, writer)
    code = Close.NOT_SIGNED_IN if closed_by == "server" else 1000
    assert frames[-1] == (0x88, struct.pack("!H", code))
    assert all(first == 0x81 for first, _ in frames[:-1])


async def _all_frames_until_closed(reader: StreamReader, writer: StreamWriter) -> list[tuple[int, bytes]]:
    """Answers a close with a close, as a polite peer does, and reads to the end of the connection."""
    writer.write(_from_client(0x88, struct.pack("!H", 1000)))
    return await _all_frames(reader)


async def test_a_ping_between_frames_is_answered_between_frames(server: StreamServer) -> None:
    await server.enrol("ann")
    async with server.client("ann") as ann:
        await ann.hello()
        for number in range(5):
            await server.post("x" * 20_000)
            await (await ann.socket.ping())
            assert (await ann.frame())["seq"] == number + 1


async def test_a_socket_that_the_peer_dropped_is_forgotten(server: StreamServer) -> None:
    await server.enrol("ann", "bob")
    async with server.client("ann") as ann, server.client("bob") as bob:
        await ann.hello()
        await bob.hello()
        ann.socket.transport.abort()
        await server.post("to a dead socket")
        await bob.frame()
        async with asyncio.timeout(5):
            while len(server.hub.connections) > 1:
                await asyncio.sleep(0.01)
        assert server.hub.readers(GROUP) == {"bob"}


@pytest.fixture
async def stuck(server: StreamServer) -> AsyncIterator[Client]:
    """Bob, who has said hello and then reads nothing, behind a small receive buffer."""
    await server.enrol("ann", "bob")
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", server.port))
    async with server.client("bob", sock=raw, max_queue=1) as bob:
        await bob.hello()
        bob.socket.transport.pause_reading()
        yield bob


async def test_a_slow_reader_is_bounded_harms_nobody_and_catches_up(server: StreamServer, stuck: Client) -> None:
    async with server.client("ann") as ann:
        await ann.hello()
        transport = _transport_of(server, "bob")
        most = 0
        for number in range(400):
            await server.post("x" * 2_000)
            assert (await ann.frame())["seq"] == number + 1
            most = max(most, transport.get_write_buffer_size())
        assert next(c for c in server.hub.connections if c.user_id == "bob").paused
        assert most <= HIGH_WATER + 4_096
        stuck.socket.transport.resume_reading()
        assert [frame["seq"] for frame in await stuck.frames(400)] == list(range(1, 401))
        await server.post("live again")
        assert (await stuck.frame())["seq"] == 401


async def test_a_reader_without_progress_is_closed(server: StreamServer, stuck: Client) -> None:
    await server.post_many(100, "x" * 4_000)
    connection = next(iter(server.hub.connections))
    assert connection.paused
    now = asyncio.get_running_loop().time()
    server.hub.tick(now + 1)
    assert connection in server.hub.connections
    server.hub.tick(now + 40)
    assert connection not in server.hub.connections
    stuck.socket.transport.resume_reading()
    assert await stuck.close_code() in (Close.TOO_SLOW, 1006)


async def test_the_end_of_the_server_tells_everybody_to_come_back(serve: Serve) -> None:
    async with serve() as server:
        await server.enrol("ann")
        client = server.client("ann")
        ann = await client.__aenter__()
        await ann.hello()
        await server.driver.stop()
        assert await ann.close_code() == Close.GOING_AWAY
        await client.__aexit__(None, None, None)
