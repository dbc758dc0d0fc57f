"""A rate is the instance's: what is spent on one copy is missing on the others a moment later."""

import asyncio

import pytest

from distributed_chat.bus import MemoryBus, Wire
from distributed_chat.copies import rates
from distributed_chat.copies.rates import AT_ONCE, RATES, Rates
from distributed_chat.kernel.clock import MINUTE, SECOND, MovedClock
from distributed_chat.kernel.errors import TooMany
from distributed_chat.web.limits import Limit, Limiter

TEN = Limit("10/minute")


class Copy:
    """As much of one as counts."""

    def __init__(self, wire: Wire, clock: MovedClock) -> None:
        self.bus = MemoryBus(wire)
        self.limiter = Limiter(clock)
        self.rates = Rates(self.bus, {"web": self.limiter})

    def spend(self, times: int, asker: str = "ann") -> int:
        """How often it was allowed."""
        for done in range(times):
            try:
                self.limiter.spend(TEN, "post", asker)
            except TooMany:
                return done
        return times


@pytest.fixture
async def copies(clock: MovedClock) -> list[Copy]:
    wire = Wire()
    made = [Copy(wire, clock) for _ in range(3)]
    for copy in made:
        await copy.bus.start("instance")
    return made


async def told(copies: list[Copy]) -> None:
    for copy in copies:
        copy.rates.tell()
    await asyncio.sleep(0.01)


async def test_what_is_spent_on_one_is_missing_on_all(copies: list[Copy], clock: MovedClock) -> None:
    one, two, three = copies
    assert [one.spend(4), two.spend(3)] == [4, 3]
    await told(copies)
    assert [copy.spend(10) for copy in copies] == [3, 3, 3]
    await told(copies)
    assert [copy.spend(1) for copy in copies] == [0, 0, 0]
    assert three.spend(1, "bob") == 1
    clock.move(6 * SECOND)
    assert one.spend(5) == 1


async def test_who_got_through_too_often_waits_no_longer_than_for_all_of_it(
    copies: list[Copy], clock: MovedClock
) -> None:
    assert [copy.spend(10) for copy in copies] == [10, 10, 10]
    await told(copies)
    clock.move(MINUTE)
    assert copies[0].spend(20) == 10


async def test_it_is_told_once_and_in_notes_that_a_bus_takes(copies: list[Copy]) -> None:
    one, two, _three = copies
    heard: list[bytes] = []
    two.bus.hear(RATES, heard.append)
    for number in range(AT_ONCE + 1):
        one.spend(1, f"asker {number}")
    await told(copies)
    assert len(heard) == 2
    assert max(map(len, heard)) < 512 * 1024
    await told(copies)
    assert len(heard) == 2


async def test_nonsense_and_names_of_others_change_nothing(copies: list[Copy]) -> None:
    one = copies[0]
    for said in (b"", b"nonsense", b"\x92\xa5other\x90", b"\x92\xa3web\x91\x94\xa4post"):
        one.rates.hear(said)
    assert one.spend(20) == 10


async def test_it_is_told_without_being_asked(copies: list[Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "TELL_SECONDS", 0.01)
    running = asyncio.create_task(copies[0].rates.run())
    copies[0].spend(10)
    async with asyncio.timeout(5):
        while copies[1].spend(1):
            await asyncio.sleep(0.01)
            assert copies[1].spend(0) == 0
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def test_one_copy_alone_keeps_nothing_to_tell(clock: MovedClock) -> None:
    limiter = Limiter(clock)
    limiter.spend(TEN, "post", "ann")
    assert limiter.take_spent() == []
