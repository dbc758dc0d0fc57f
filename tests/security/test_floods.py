"""What one client sends or asks for without end: it harms itself, and costs the server a bounded amount."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from distributed_chat.app import App
from distributed_chat.db import Database
from distributed_chat.home.http import FOLLOWING_AT_MOST
from distributed_chat.kernel.clock import MovedClock
from distributed_chat.streams.protocol import Close
from tests.cast import Person
from tests.streams.server import StreamServer, serving

PING = b"\x89\xfd\0\0\0\0" + b"a" * 125
TEXT_BEGINS = b"\x01\x81\0\0\0\0{"
NOTHING_MORE = b"\x00\x80\0\0\0\0"


@pytest.fixture
async def server(database: Database, clock: MovedClock) -> AsyncIterator[StreamServer]:
    async with serving(database, clock) as running:
        await running.enrol("ann", "bob")
        yield running


async def test_who_pings_and_does_not_read_is_cut_off(server: StreamServer) -> None:
    """The pongs waited in our memory, as many as the pings that came."""
    async with server.client("ann", close_timeout=0.1) as ann, server.client("bob") as bob:
        await ann.hello()
        await bob.hello()
        ann.socket.transport.pause_reading()
        for _ in range(200):
            ann.socket.transport.write(PING * 1_000)
            await asyncio.sleep(0.005)
            if {one.user_id for one in server.hub.connections} == {"bob"}:
                break
        assert {one.user_id for one in server.hub.connections} == {"bob"}
        await server.post("for those who read")
        assert (await bob.frame())["payload"] == {"text": "for those who read"}
        ann.socket.transport.abort()


async def test_a_message_in_endlessly_many_pieces_is_a_bad_frame(server: StreamServer) -> None:
    """Empty pieces never make it too large; the list of them grew."""
    async with server.client("ann") as ann:
        await ann.hello()
        ann.socket.transport.write(TEXT_BEGINS + NOTHING_MORE * 70_000)
        assert await ann.close_code() == Close.BAD_FRAME


async def test_a_message_in_some_pieces_is_read(server: StreamServer) -> None:
    async with server.client("ann") as ann:
        await ann.hello()
        await ann.socket.send(["{", '"frame"', ":", '"ping"', *[""] * 500, "}"])
        assert (await ann.frame()) == {"frame": "pong"}


async def test_pings_that_are_read_are_answered(server: StreamServer) -> None:
    async with server.client("ann") as ann:
        await ann.hello()
        for _ in range(500):
            try:
                await (await ann.socket.ping())
            except ConnectionClosed as closed:
                pytest.fail(f"closed with {closed.rcvd}")


async def _open_log(app: App, person: Person, status: list[int]) -> None:
    """Follows the person's own stream until cancelled; notes how the answer began."""
    headers = [(b"accept", b"text/event-stream"), (b"authorization", f"Bearer {person.token}".encode())]
    path = f"/api/streams/user:{person.id}/events"
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
    asked = False

    async def receive() -> dict[str, object]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    await app(scope, receive, send)


async def test_one_person_follows_a_bounded_number_of_logs(app: App, ann: Person, bob: Person) -> None:
    status: list[int] = []
    logs: list[asyncio.Task[None]] = []

    async def follow(person: Person) -> int:
        before = len(status)
        logs.append(asyncio.create_task(_open_log(app, person, status)))
        async with asyncio.timeout(5):
            while len(status) == before:
                await asyncio.sleep(0.002)
        await asyncio.sleep(0)
        return status[-1]

    opened = [await follow(ann) for _ in range(FOLLOWING_AT_MOST)]
    assert set(opened) == {200}
    assert await follow(ann) == 429
    assert await follow(bob) == 200
    logs[0].cancel()
    await asyncio.wait([logs[0]])
    await asyncio.sleep(0.01)
    assert await follow(ann) == 200, "one that is closed makes room"
    for log in logs:
        log.cancel()
    await asyncio.gather(*logs, return_exceptions=True)
