"""The driver over a real database, with a bus that brings nothing or only part."""

from collections.abc import Sequence
from typing import Any

import pytest

from distributed_chat.bus import Receive
from distributed_chat.kernel.errors import Unavailable
from distributed_chat.kernel.events import Logged
from distributed_chat.streams.protocol import Close
from tests.streams.conftest import Serve
from tests.streams.server import GROUP, StreamServer


class BrokenBus:
    """Brings the events whose `seq` it is told to bring, and no others."""

    def __init__(self, brings: Sequence[int] = ()) -> None:
        self._brings = brings
        self._receive: Receive = lambda _: None

    def publish(self, events: Sequence[Logged]) -> None:
        self._receive([event for event in events if event.seq in self._brings])

    def listen(self, receive: Receive) -> None:
        self._receive = receive


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("distributed_chat.streams.driver.SWEEP_SECONDS", 0.02)


async def test_with_no_bus_the_sweep_delivers(serve: Serve) -> None:
    async with serve(bus=BrokenBus()) as server:
        await server.enrol("ann", "bob")
        async with server.client("ann") as ann, server.client("bob") as bob:
            await ann.hello()
            await bob.hello()
            await server.post_many(3)
            assert [frame["seq"] for frame in await ann.frames(3)] == [1, 2, 3]
            await server.remove("bob")
            await server.post("after bob")
            assert [frame["seq"] for frame in await ann.frames(2)] == [4, 5]
            assert [frame["frame"] for frame in await bob.frames(5)] == [*["event"] * 4, "left"]
            assert await bob.silence()


async def test_what_the_bus_lost_is_read_after_a_moment(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("distributed_chat.streams.driver.SWEEP_SECONDS", 1_000)
    async with serve(bus=BrokenBus(brings=[1, 4])) as server:
        await server.enrol("ann")
        async with server.client("ann") as ann:
            await ann.hello()
            for text in "abcd":
                await server.post(text)
            assert [frame["payload"]["text"] for frame in await ann.frames(4)] == list("abcd")


async def test_the_whole_sweep_asks_for_every_stream_that_is_read(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distributed_chat.streams.driver.WHOLE_SWEEP_EVERY", 1)
    monkeypatch.setattr("distributed_chat.streams.driver.changed_heads", lambda *_, **__: {})
    async with serve(bus=BrokenBus()) as server:
        await server.enrol("ann")
        async with server.client("ann") as ann:
            await ann.hello()
            await server.post("found")
            assert (await ann.frame())["seq"] == 1


async def test_a_database_that_is_away_delays_and_loses_nothing(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serve(bus=BrokenBus()) as server:
        await server.enrol("ann")
        async with server.client("ann") as ann:
            await ann.hello()
            away, read = [True] * 3, server.database.read

            async def flaky(function: Any) -> Any:
                if away:
                    away.pop()
                    raise Unavailable
                return await read(function)

            monkeypatch.setattr(server.database, "read", flaky)
            await server.post("late")
            assert (await ann.frame())["seq"] == 1
            assert away == []


async def test_a_silent_client_is_pinged_and_then_closed(server: StreamServer) -> None:
    await server.enrol("ann")
    async with server.client("ann") as ann:
        await ann.hello()
        connection = next(iter(server.hub.connections))
        connection.heard -= 30
        assert await ann.frame() == {"frame": "ping"}
        await ann.send(frame="pong")
        await server.post("heard")
        while (await ann.frame())["frame"] == "ping":
            pass
        connection.heard -= 70
        assert await ann.close_code() == Close.GOING_AWAY
        assert server.hub.readers(GROUP) == set()
