"""What every bus keeps, on the one of a process and on NATS."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest

from distributed_chat.bus import Bus, MemoryBus, NatsBus, Wire
from distributed_chat.bus.nats import MESSAGE_BYTES
from distributed_chat.kernel.events import Logged
from tests.services.nats import PrivateNats

Open = Callable[..., Awaitable[Bus]]


@pytest.fixture(scope="module")
def nats() -> Iterator[PrivateNats]:
    with PrivateNats() as server:
        yield server


@pytest.fixture(params=["memory", "nats"])
async def open_bus(request: pytest.FixtureRequest) -> AsyncIterator[Open]:
    opened: list[Bus] = []
    wires: dict[str, Wire] = {}

    async def one(instance: str = "one") -> Bus:
        bus: Bus
        if request.param == "memory":
            bus = MemoryBus(wires.setdefault(instance, Wire()))
        else:
            bus = NatsBus(request.getfixturevalue("nats").url)
        await bus.start(instance)
        opened.append(bus)
        if isinstance(bus, NatsBus):
            await connected(bus)
        return bus

    yield one
    for bus in opened:
        await bus.stop()


async def connected(bus: NatsBus) -> None:
    async with asyncio.timeout(10):
        while not bus.is_connected:
            await asyncio.sleep(0.01)


def event(seq: int, *, size: int = 10, payload: bool = True) -> Logged:
    text = b'{"text": "%s"}' % (b"x" * size) if payload else None
    return Logged("group:a", seq, "message.posted", 1_000 + seq, text, f"h{seq}", ("*",), (("u", "chat:b", 3),))


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not done():
            await asyncio.sleep(0.005)


async def test_events_are_here_at_once_and_elsewhere_soon(open_bus: Open) -> None:
    one, two = await open_bus(), await open_bus()
    here: list[Logged] = []
    there: list[Logged] = []
    one.listen(here.extend)
    two.listen(there.extend)
    said = [event(1), event(2, payload=False)]
    one.publish(said)
    assert here == said
    await until(lambda: there == said)
    await asyncio.sleep(0.05)
    assert here == said, "no echo"


async def test_a_note_reaches_the_others_alone_and_by_its_kind(open_bus: Open) -> None:
    one, two, three = await open_bus(), await open_bus(), await open_bus()
    heard: list[tuple[str, bytes]] = []
    one.hear("typing", lambda said: heard.append(("one", said)))
    two.hear("typing", lambda said: heard.append(("two", said)))
    three.hear("other", lambda said: heard.append(("three", said)))
    three.hear("typing", lambda said: heard.append(("3", said)))
    one.tell("typing", b"\x00 bytes")
    await until(lambda: len(heard) == 2)
    await asyncio.sleep(0.05)
    assert sorted(heard) == [("3", b"\x00 bytes"), ("two", b"\x00 bytes")]


async def test_instances_that_share_a_bus_do_not_meet(open_bus: Open) -> None:
    one, two, stranger = await open_bus(), await open_bus(), await open_bus("another")
    heard: list[str] = []
    two.hear("x", lambda _said: heard.append("two"))
    stranger.hear("x", lambda _said: heard.append("stranger"))
    one.tell("x", b"")
    await until(lambda: heard == ["two"])
    await asyncio.sleep(0.05)
    assert heard == ["two"]


async def test_a_listener_that_fails_harms_no_other_note(open_bus: Open) -> None:
    one, two = await open_bus(), await open_bus()
    heard: list[bytes] = []

    def listen(said: bytes) -> None:
        heard.append(said)
        if said == b"bad":
            raise ValueError(said)

    two.hear("x", listen)
    one.tell("x", b"bad")
    one.tell("x", b"good")
    await until(lambda: heard == [b"bad", b"good"])


async def test_many_events_go_in_messages_that_the_bus_takes(nats: PrivateNats) -> None:
    one, two = NatsBus(nats.url), NatsBus(nats.url)
    there: list[Logged] = []
    two.listen(there.extend)
    for bus in (one, two):
        await bus.start("large")
        await connected(bus)
    said = [event(seq, size=60_000) for seq in range(1, 41)]
    one.publish(said)
    one.publish([event(41, size=2 * MESSAGE_BYTES)])
    one.publish([event(42)])
    await until(lambda: len(there) == 41)
    assert [it.seq for it in there] == [*range(1, 41), 42], "what is too large for it is found in the log"
    assert one.dropped == 1
    await one.stop()
    await two.stop()


async def test_the_broker_goes_and_comes(nats: PrivateNats) -> None:
    broker = PrivateNats()
    one, two = NatsBus(broker.url), NatsBus(broker.url)
    there: list[int] = []
    two.listen(lambda events: there.extend(it.seq for it in events))
    for bus in (one, two):
        await bus.start("x")  # nobody is there yet, and nobody waits
    one.publish([event(1)])
    broker.start()
    for bus in (one, two):
        await connected(bus)
    one.publish([event(2)])
    await until(lambda: there == [2])
    broker.kill()
    await until(lambda: not one.is_connected)
    one.publish([event(3)])
    broker.start()
    for bus in (one, two):
        await connected(bus)
    one.publish([event(4)])
    await until(lambda: there == [2, 4])
    for bus in (one, two):
        await bus.stop()
    broker.kill()
