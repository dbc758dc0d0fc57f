"""Leases and fences: two copies' worth of hubs on one database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any, ClassVar, NamedTuple

import msgspec
import pytest
from sqlalchemy import text

from distributed_chat.bus import MemoryBus, Wire
from distributed_chat.copies import Copies, actions, lease, seal
from distributed_chat.db import Database, Tx
from distributed_chat.kernel.clock import MovedClock
from distributed_chat.kernel.events import Event
from distributed_chat.kernel.ids import new_id
from distributed_chat.streams import Driver, Hub, append, lock, open_stream
from distributed_chat.streams.connection import Connection
from distributed_chat.streams.hub import Opening
from distributed_chat.streams.protocol import PING, frames_in, text_of

GROUP = "group:a"


class Removed(Event, frozen=True, kw_only=True):
    type: ClassVar[str] = "member.removed"
    user_id: str


class Reader:
    """A socket that takes everything, and remembers the group's `seq`s."""

    def __init__(self, user: str) -> None:
        self.seqs: list[int] = []
        self.last = ""
        self.closed: int | None = None
        self.connection = Connection(new_id(), user, f"session of {user}", self)

    def write(self, data: bytes) -> None:
        for one in frames_in(data):
            frame = msgspec.json.decode(text_of(one))
            self.last = frame["frame"]
            if frame["frame"] == "event":
                self.seqs.append(frame["seq"])

    def waiting(self) -> int:
        return 0

    def close(self, code: int) -> None:
        self.closed = code


class Copy(NamedTuple):
    copies: Copies
    hub: Hub
    driver: Driver


Open = Callable[[], Awaitable[Copy]]


@pytest.fixture
async def wire() -> Wire:
    return Wire()


@pytest.fixture
async def database(settings: Any, clock: MovedClock) -> AsyncIterator[Database]:
    opened = await Database.open(settings, clock, lock_first=lock, seal=seal)
    yield opened
    await opened.close()


@pytest.fixture
async def open_copy(database: Database, clock: MovedClock, wire: Wire) -> AsyncIterator[Open]:
    opened: list[Copy] = []

    async def one() -> Copy:
        bus, hub = MemoryBus(wire), Hub()
        await bus.start("here")
        driver = Driver(hub, database, bus, clock)
        copies = Copies(database.aside(), bus, driver)
        await driver.start()
        await copies.start({})
        opened.append(Copy(copies, hub, driver))
        return opened[-1]

    yield one
    for copy in opened:
        await copy.copies.stop()
        await copy.driver.stop()


def read_by(copy: Copy, user: str) -> Reader:
    """A socket of this user on that copy, in the group from its beginning."""
    socket = Reader(user)
    copy.hub.register(socket.connection)
    openings = [Opening(f"user:{user}", 0, 0, 0), Opening(GROUP, 0, 0, 0)]
    copy.driver.opened(socket.connection, PING, f"user:{user}", openings)
    return socket


async def remove(database: Database, user: str) -> None:
    def work(tx: Tx) -> None:
        append(tx, GROUP, Removed(user_id=user), detaches=[user])

    await database.write(work, stream=GROUP)


async def soon(done: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not done():
            await asyncio.sleep(0.005)


async def test_a_removal_is_answered_when_it_holds_on_every_copy(
    database: Database, open_copy: Open, wire: Wire
) -> None:
    here, there = await open_copy(), await open_copy()
    database.on_commit = here.driver.publish
    database.when_it_holds = here.copies.when_it_holds
    await database.write(lambda tx: open_stream(tx, GROUP))
    ann = read_by(there, "ann")
    wire.is_cut = True  # neither the event nor the note comes there by itself
    await remove(database, "ann")
    assert GROUP not in ann.connection.floors, "out before the removal was acknowledged"


async def test_a_copy_that_stands_still_holds_nobody_up_for_long(
    database: Database, open_copy: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = await open_copy(), await open_copy()
    database.on_commit = here.driver.publish
    database.when_it_holds = here.copies.when_it_holds
    await database.write(lambda tx: open_stream(tx, GROUP))
    [beat] = [task for task in asyncio.all_tasks() if task.get_name() == f"copies: {there.copies.id}"]
    beat.cancel()  # as SIGSTOP would
    began = lease.boot_seconds()
    await remove(database, "ann")
    assert 2 <= lease.boot_seconds() - began < 10
    ann = read_by(there, "ann")
    assert ann.closed is not None, "it knows by the clock that it does not count any more"
    assert not there.copies.may_write()


async def test_sessions_that_end_end_everywhere(database: Database, open_copy: Open) -> None:
    here, there = await open_copy(), await open_copy()
    database.when_it_holds = here.copies.when_it_holds
    await database.write(lambda tx: open_stream(tx, GROUP))
    ann = read_by(there, "ann")
    await database.write(lambda tx: tx.ended.append("session of ann"))
    assert ann.closed == 4001


async def test_muted_it_writes_nothing_and_then_misses_nothing(
    database: Database, open_copy: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = await open_copy()
    await database.write(lambda tx: open_stream(tx, GROUP))
    ann, bob = read_by(copy, "ann"), read_by(copy, "bob")
    real = lease.boot_seconds
    monkeypatch.setattr(lease, "boot_seconds", lambda: real() + 5)  # it stood still
    assert not copy.copies.may_write()
    await remove(database, "ann")
    database.on_commit = copy.driver.publish
    await remove(database, "carl")
    assert ann.seqs == bob.seqs == []
    await soon(lambda: bob.seqs == [1, 2])
    assert ann.seqs == [1], "the removal, and nothing after it"
    assert ann.last == "left"


async def test_the_eldest_leads_and_when_it_goes_the_next(open_copy: Open) -> None:
    first, second = await open_copy(), await open_copy()
    begun: list[str] = []
    second.copies.when_it_leads(lambda: begun.append("second"))
    await soon(lambda: len(first.copies.others) == len(second.copies.others) == 1)
    assert (first.copies.leads, second.copies.leads, begun) == (True, False, [])
    await first.copies.stop()
    await soon(lambda: second.copies.leads)
    assert begun == ["second"]


async def test_a_copy_that_was_forgotten_comes_back(database: Database, open_copy: Open) -> None:
    copy, other = await open_copy(), await open_copy()
    await database.write(lambda tx: tx.conn.execute(text("DELETE FROM copies")))
    await soon(lambda: other.copies.id in copy.copies.others and copy.copies.id in other.copies.others)


async def test_fences_are_counted_without_holes_and_forgotten_but_for_the_last(database: Database) -> None:
    for name in ("one", "two", "three"):
        await database.write(partial(_end, name=name))
    with pytest.raises(ValueError, match="no"):
        await database.write(_end_and_fail)
    await database.write(partial(_end, name="four"))
    assert await _fences(database) == [1, 2, 3, 4]
    aside = database.aside()
    await aside.run(lambda connection: connection.execute(text("UPDATE fences SET at = 0")))
    await aside.run(actions.tidy)
    await aside.close()
    assert await _fences(database) == [4]
    await database.write(partial(_end, name="five"))
    assert await _fences(database) == [4, 5]


async def _fences(database: Database) -> list[int]:
    return await database.read(lambda tx: list(tx.conn.execute(text("SELECT id FROM fences ORDER BY id")).scalars()))


def _end(tx: Tx, name: str) -> None:
    tx.ended.append(name)


def _end_and_fail(tx: Tx) -> None:
    tx.ended.append("nobody's")
    raise ValueError("no")
