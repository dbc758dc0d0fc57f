"""Two processes behind no proxy: each person is on a copy of their own, and nothing is different from one copy."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from tests.calls.talking import sitting
from tests.cast import Person
from tests.copies.house import House, house
from tests.journeys.live import Listener, Live
from tests.services.postgres import ADDRESS

pytestmark = [pytest.mark.process, pytest.mark.database]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    if ADDRESS not in os.environ:
        pytest.skip("Copies need PostgreSQL.")
    with house(tmp_path_factory.mktemp("house"), 2) as running:
        yield running


@pytest.fixture
async def pair(two: House) -> AsyncIterator[tuple[Person, Person, str, str]]:
    """Ann at the first copy, Bob at the second, in one group with one room."""
    mark = time.time_ns() % 1_000_000
    async with two.people(f"ann{mark}", f"bob{mark}") as (ann, bob):
        group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
        room = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Kitchen"}))["room"]["id"]
        code = (await ann.post(f"/api/groups/{group}/invites"))["invite"]["code"]
        await bob.post(f"/api/invites/{code}/accept")
        yield ann, bob, group, room


async def say(person: Person, room: str, text: str) -> Any:
    return await person.post(f"/api/conversations/{room}/messages", {"text": text})


async def texts(listener: Listener, count: int) -> list[str]:
    return [(await listener.until_frame("message.posted"))["payload"]["message"]["text"] for _ in range(count)]


async def test_what_is_said_at_one_is_heard_at_the_other_in_one_order(two: House, pair: Any) -> None:
    ann, bob, group, room = pair
    async with two.socket(ann, 0) as here, two.socket(bob, 1) as there:
        said = [f"{who} {number}" for number in range(10) for who in ("ann", "bob")]
        for line in said:
            await say(ann if line.startswith("ann") else bob, room, line)
        assert await texts(here, 20) == await texts(there, 20) == said
        await asyncio.gather(*(say(person, room, "at once") for person in (ann, bob) for _ in range(10)))
        stream = f"group:{group}"
        one = [(await here.until_frame("message.posted"))["seq"] for _ in range(20)]
        other = [(await there.until_frame("message.posted"))["seq"] for _ in range(20)]
        assert one == other == list(range(one[0], one[0] + 20)), stream


async def test_who_is_removed_at_one_hears_nothing_after_it_at_the_other(two: House, pair: Any) -> None:
    ann, bob, group, room = pair
    async with two.socket(bob, 1) as there:
        await ann.delete(f"/api/groups/{group}/members/{bob.id}", status=204)
        after = await say(ann, room, "now that he is gone")
        got = [frame for frame in await there.until_mark() if frame.get("stream") == f"group:{group}"]
        assert got[-1]["frame"] == "left"
        assert all(frame["seq"] < after["seq"] for frame in got if frame["frame"] == "event")


async def test_a_sign_out_at_one_closes_the_sockets_at_the_other(two: House, pair: Any) -> None:
    _ann, bob, _group, _room = pair
    async with two.socket(bob, 0) as there, two.socket(bob, 1) as here:
        await bob.delete("/api/sessions/current", status=204)
        for listener in (there, here):
            await asyncio.wait_for(listener.socket.wait_closed(), 5)
            assert listener.socket.close_code == 4001


async def test_who_is_here_is_known_everywhere_and_typing_too(two: House, pair: Any) -> None:
    ann, bob, group, room = pair
    stream = f"group:{group}"
    async with two.socket(ann, 0) as here:
        await here.send(frame="signal", stream=stream, type="presence.watch", payload={})
        assert await presence(here) == {ann.id}
        async with two.socket(bob, 1) as there:
            await until_here(here, stream, {ann.id, bob.id})
            await there.send(frame="signal", stream=stream, type="typing", payload={"conversation_id": room})
            typing = await here.until_frame("typing")
            assert typing["from"]["user"] == bob.id
        await until_here(here, stream, {ann.id})


async def presence(listener: Listener) -> set[str]:
    return set((await listener.until_frame("presence"))["payload"]["here"])


async def until_here(listener: Listener, stream: str, wanted: set[str]) -> None:
    async with asyncio.timeout(20):
        here: set[str] = set()
        while here != wanted:
            await listener.send(frame="signal", stream=stream, type="presence.watch", payload={})
            here = await presence(listener)
            await asyncio.sleep(0.3)


async def test_two_in_a_call_find_each_other_across_copies(two: House, pair: Any) -> None:
    ann, bob, group, room = pair
    place = {"id": room, "stream": f"group:{group}"}
    lives = [Live(copy.port) for copy in two.copies]
    async with sitting(lives[0], place, ann) as caller, sitting(lives[1], place, bob) as called:
        await caller.hears("call.joined")
        await caller.offer(called)
        assert await caller.refusal() == "not_in_the_call", "she has not said that she is there"
        await caller.bound()
        await caller.offer(called)
        await called.bound()
        assert (await called.hears("call.offer"))["from"]["connection"] == caller.connection, "it was kept for him"
        await called.candidates(caller)
        assert (await caller.hears("call.candidate"))["payload"]["participant_id"] == called.participant
        async with lives[0].socket(bob) as moved:
            called.socket = moved
            await called.bound()
            await caller.candidates(called)
            await called.hears("call.candidate")


async def test_a_revoked_key_ends_at_the_other_copy(two: House, pair: Any) -> None:
    ann, bob, _group, _room = pair
    made = await bob.post("/api/keys", {"name": "script", "scopes": ["streams:read", "messages:read"]})
    program = Person(bob.user, made["secret"], two.at(ann, 0).client)
    async with two.socket(program, 0) as there:
        await bob.delete(f"/api/keys/{made['key']['id']}", status=204)
        await asyncio.wait_for(there.socket.wait_closed(), 5)
