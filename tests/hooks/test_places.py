"""Places for deliveries: who has the next one."""

import asyncio

from distributed_chat.hooks.places import SLOW_SECONDS, Places


class Line:
    """Those who want a place, by name; each keeps it until it is told to go."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.served: list[str] = []
        self.done: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def wants(self, name: str, group: str) -> None:
        self.done[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._hold(name, group))
        await asyncio.sleep(0)

    async def goes(self, name: str) -> None:
        self.done[name].set()
        await self.tasks[name]
        await asyncio.sleep(0)

    async def _hold(self, name: str, group: str) -> None:
        async with self.places.one(group):
            self.served.append(name)
            await self.done[name].wait()


async def test_a_group_holds_no_more_than_its_part_and_others_pass_it() -> None:
    line = Line(Places(4, 2))
    for name in ("a1", "a2", "a3"):
        await line.wants(name, "a")
    await line.wants("b1", "b")
    assert line.served == ["a1", "a2", "b1"]
    await line.goes("a2")
    assert line.served[-1] == "a3"
    for name in ("a1", "a3", "b1"):
        await line.goes(name)


async def test_who_comes_back_stands_behind_those_who_wait() -> None:
    line = Line(Places(1, 1))
    for name in ("one", "two", "three"):
        await line.wants(name, "a")
    await line.goes("one")
    await line.wants("one", "a")
    for name in ("two", "three", "one"):
        await line.goes(name)
    assert line.served == ["one", "two", "three", "one"]


async def test_the_group_that_holds_least_is_next() -> None:
    line = Line(Places(2, 2))
    for name, group in (("a1", "a"), ("b1", "b"), ("a2", "a"), ("c1", "c")):
        await line.wants(name, group)
    await line.goes("b1")
    assert line.served == ["a1", "b1", "c1"]
    for name in ("a1", "c1", "a2"):
        await line.goes(name)


async def test_one_that_is_cancelled_loses_no_place() -> None:
    line = Line(Places(1, 1))
    for name in ("one", "two", "three"):
        await line.wants(name, "a")
    line.tasks["two"].cancel()
    line.done["one"].set()
    await asyncio.sleep(0)
    line.tasks["three"].cancel()  # it has its turn, and has not run since
    await asyncio.gather(line.tasks["two"], line.tasks["three"], return_exceptions=True)
    await line.wants("four", "a")
    assert line.served == ["one", "four"]
    await line.goes("four")


async def test_all_who_are_slow_share_half_of_the_places_however_many_groups_they_are() -> None:
    passed = [0.0]
    line = Line(Places(4, 2, now=lambda: passed[0]))
    for group in "abc":
        await line.wants(group, group)
    passed[0] += SLOW_SECONDS
    for group in "abc":
        await line.goes(group)
    for name in ("a1", "b1", "c1", "a2"):
        await line.wants(name, name[0])
    for name in ("d1", "e1"):
        await line.wants(name, name[0])
    assert line.served[3:] == ["a1", "b1", "d1", "e1"]
    # Whoever is quick again counts as everybody does.
    await line.goes("a1")
    assert line.served[-1] == "c1"
    await line.goes("d1")
    assert line.served[-1] == "a2"
    for name in ("b1", "c1", "e1", "a2"):
        await line.goes(name)
