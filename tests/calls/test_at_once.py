"""Many things at once, and still one truth: what the log says, what a snapshot shows and what the server remembers."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.ids import new_id
from tests.calls.rooms import calls_in, furnished, join, kinds_in, leave, shown
from tests.cast import Person
from tests.conversations.rooms import new_chat, new_room, types_in

Step = Callable[[], Coroutine[Any, Any, Any]]


def followed(events: list[tuple[str, Any]]) -> dict[str, list[str]]:
    """Who is in which conversation's call by the log alone, in order. It must make sense at every step."""
    inside: dict[str, list[str]] = {}
    for kind, payload in events:
        where = payload["call"]["conversation_id"] if kind == "call.started" else payload["conversation_id"]
        people = inside.get(where, [])
        match kind:
            case "call.started":
                assert not people, "a call started where one was going on"
                inside[where] = [one["user_id"] for one in payload["call"]["participants"]]
            case "call.joined":
                assert people, "somebody joined a call that had not started"
                user = payload["participant"]["user_id"]
                inside[where] = [one for one in people if one != user] + [user]
            case "call.left":
                people.remove(payload["user_id"])
                assert people, "the last one left, and the call did not end"
            case _:
                assert (kind, len(people)) == ("call.ended", 1)
                inside[where] = []
    return inside


async def check(app: App, reader: Person, streams: set[str]) -> None:
    """The reader may see all of it."""
    said: dict[str, list[str]] = {}
    for stream in streams:
        said |= followed(await calls_in(reader, stream))
    calls = {where: call for where, call in (await shown(reader)).items() if call}
    assert {where: [one["user_id"] for one in call["participants"]] for where, call in calls.items()} == {
        where: people for where, people in said.items() if people
    }
    everybody = [person for people in said.values() for person in people]
    assert len(everybody) == len(set(everybody)), "somebody is in two calls"
    remembered = {call.conversation_id: list(call.places) for call in app.calls.attendance.calls.values()}
    assert remembered == {where: people for where, people in said.items() if people}


async def test_many_who_come_first_start_one_call(app: App, tidy: AsyncExitStack) -> None:
    people, room = await furnished(app, tidy, "ann", "bob", "cat", "dan")
    answers = await asyncio.gather(*(join(person, room) for person in people))
    assert len({answer["call"]["id"] for answer in answers}) == 1
    [stream] = {answer["stream"] for answer in answers}
    assert sorted(await kinds_in(people[0], stream)) == ["call.joined"] * 3 + ["call.started"]
    seqs = {answer["grant"]["participant_id"]: answer["seq"] for answer in answers}
    order = [one["id"] for one in (await shown(people[0]))[room]["participants"]]
    assert order == sorted(seqs, key=seqs.__getitem__)
    await check(app, people[0], {stream})


@pytest.mark.parametrize("seed", range(3))
async def test_people_who_wander_between_calls_are_where_the_log_says(
    app: App, tidy: AsyncExitStack, seed: int
) -> None:
    chance = random.Random(seed)
    people, kitchen = await furnished(app, tidy, "ann", "bob", "cat")
    ann, bob, cat = people
    group = (await ann.get("/api/home"))["groups"][0]["group"]["id"]
    places = [kitchen, (await new_room(ann, group))["id"], (await new_room(ann, group, bob, cat))["id"]]
    places.append((await new_chat(ann, bob, cat))["id"])

    async def wander(person: Person) -> None:
        for _ in range(8):
            step = chance.choice([join, join, leave])
            await step(person, chance.choice(places))

    await asyncio.gather(*map(wander, people), *map(wander, people))
    home = await ann.get("/api/home")
    streams = {room["stream"] for room in home["groups"][0]["rooms"]} | {chat["stream"] for chat in home["chats"]}
    await check(app, ann, streams)


async def test_one_id_is_for_one_person_also_at_the_same_moment(app: App, tidy: AsyncExitStack) -> None:
    """In another conversation each, so that no stream makes them wait for one another."""
    people, kitchen = await furnished(app, tidy, "ann", "bob", "cat", "dan")
    group = (await people[0].get("/api/home"))["groups"][0]["group"]["id"]
    rooms = [kitchen, *[(await new_room(people[0], group, *people))["id"] for _ in range(3)]]
    for _ in range(5):
        body = {"id": new_id()}
        doors = [f"/api/conversations/{room}/call/join" for room in rooms]
        answers = await asyncio.gather(
            *(one.client.post(door, json=body) for one, door in zip(people, doors, strict=True))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
        assert {answer.json()["code"] for answer in answers if answer.is_error} == {"id_taken"}
        await asyncio.gather(*(leave(one, room) for one, room in zip(people, rooms, strict=True)))


async def test_a_removal_and_a_join_at_once_leave_nobody_inside(app: App, tidy: AsyncExitStack) -> None:
    (ann, bob), room = await furnished(app, tidy, "ann", "bob")
    group = (await ann.get("/api/home"))["groups"][0]["group"]["id"]
    await join(ann, room)

    async def knock() -> None:
        for _ in range(6):
            await bob.client.post(f"/api/conversations/{room}/call/join", json={})
            await bob.client.post(f"/api/conversations/{room}/call/leave", json={})

    doors = [knock() for _ in range(3)]
    await asyncio.gather(*doors, ann.delete(f"/api/groups/{group}/members/{bob.id}", status=204))
    kinds = await types_in(ann, f"group:{group}")
    after = kinds[kinds.index("member.removed") :]
    assert after == ["member.removed"], "and nothing of him after it"
    await check(app, ann, {f"group:{group}"})
    assert [place.user_id for place in app.calls.attendance.places.values()] == [ann.id]


async def test_the_end_of_a_room_and_joins_at_once_leave_no_call_behind(app: App, tidy: AsyncExitStack) -> None:
    people, room = await furnished(app, tidy, "ann", "bob", "cat")

    async def knock(person: Person) -> None:
        for _ in range(4):
            answer = await person.client.post(f"/api/conversations/{room}/call/join", json={})
            assert answer.status_code in {200, 404}

    await asyncio.gather(*map(knock, people), people[0].delete(f"/api/rooms/{room}", status=204))
    assert app.calls.attendance.calls == {}
    assert app.calls.attendance.places == {}
