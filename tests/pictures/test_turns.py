"""Turns: how many pictures are in memory at once, and whose is next."""

import asyncio

import pytest

from distributed_chat.kernel.errors import Unavailable
from distributed_chat.pictures.turns import Turns


class Line:
    """People who come and stay until they are told to go; `inside` is who has a turn, in the order of their coming."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.inside: list[str] = []
        self.most = 0
        self._go: dict[str, asyncio.Event] = {}

    async def _stay(self, name: str) -> None:
        async with self._turns.of(name[0]):
            self.inside.append(name)
            self.most = max(self.most, len(self.inside))
            await self._go[name].wait()
            self.inside.remove(name)

    async def come(self, name: str) -> asyncio.Task[None]:
        self._go[name] = asyncio.Event()
        task = asyncio.create_task(self._stay(name))
        await asyncio.sleep(0)
        return task

    async def go(self, name: str) -> None:
        self._go[name].set()
        for _ in range(4):
            await asyncio.sleep(0)


async def test_one_person_has_one_turn_however_many_pictures_they_send() -> None:
    line = Line(Turns())
    tasks = [await line.come(f"a{number}") for number in range(20)]
    assert line.inside == ["a0"]
    tasks.append(await line.come("b"))
    assert line.inside == ["a0", "b"]
    await line.go("a0")
    assert sorted(line.inside) == ["a1", "b"]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_there_are_never_more_pictures_in_memory_than_two() -> None:
    line = Line(Turns())
    tasks = [await line.come(name) for name in "abcdef"]
    for name in "abcdef":
        await line.go(name)
    await asyncio.gather(*tasks)
    assert line.most == 2


async def test_whoever_waits_too_long_is_told_so_and_holds_up_nobody() -> None:
    turns = Turns(at_once=1, seconds=0.01)
    line = Line(turns)
    holder = await line.come("a")
    late = await line.come("b")
    with pytest.raises(Unavailable):
        await late
    await line.go("a")
    await holder
    async with turns.of("b"):
        assert line.inside == []


async def test_whoever_goes_away_while_waiting_leaves_their_place_to_the_next() -> None:
    line = Line(Turns(at_once=1))
    holder = await line.come("a")
    gone, following = await line.come("b"), await line.come("c")
    gone.cancel()
    await line.go("a")
    assert line.inside == ["c"]
    await line.go("c")
    await asyncio.gather(holder, following)
