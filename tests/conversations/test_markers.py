"""Read markers: only forwards, never beyond the newest message."""

import asyncio

from tests.cast import Person
from tests.conversations.rooms import enter, last_event, markers, new_chat, new_room, say, types_in


async def seen(person: Person, conversation: str, number: int) -> int:
    answer = await person.put(f"/api/conversations/{conversation}/seen", {"number": number}, status=200)
    assert answer["marker"]["conversation_id"] == conversation
    return int(answer["marker"]["number"])


async def test_a_marker_moves_forwards_and_tells_my_other_devices(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    for _ in range(3):
        await say(ann, room)
    assert await seen(bob, room, 2) == 2
    assert await last_event(bob, f"user:{bob.id}") == (
        "seen.moved",
        {"marker": {"conversation_id": room, "number": 2}},
    )
    assert await markers(bob) == {room: 2}
    assert "seen.moved" not in await types_in(ann, f"user:{ann.id}")
    assert (await types_in(ann, f"group:{crew}"))[-1] == "message.posted"


async def test_a_marker_never_moves_back_nor_beyond_the_newest_message(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    for _ in range(3):
        await say(ann, room)
    assert await seen(bob, room, 2**53 - 1) == 3
    assert await seen(bob, room, 1) == 3
    assert await seen(bob, room, 3) == 3
    assert (await types_in(bob, f"user:{bob.id}")).count("seen.moved") == 1


async def test_reading_nothing_is_no_event(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    assert await seen(bob, room, 5) == 0
    await say(ann, room)
    assert await seen(bob, room, 0) == 0
    assert await markers(bob) == {}
    assert "seen.moved" not in await types_in(bob, f"user:{bob.id}")


async def test_posting_moves_my_own_marker_without_an_event_and_nobody_elses(
    ann: Person, bob: Person, crew: str
) -> None:
    room = (await new_room(ann, crew))["id"]
    await say(bob, room)
    await say(ann, room)
    assert await markers(ann) == {room: 2}
    assert await markers(bob) == {room: 1}
    assert "seen.moved" not in await types_in(ann, f"user:{ann.id}")


async def test_a_late_marker_of_another_tab_does_not_undo_my_own_message(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    await say(ann, room)
    await asyncio.gather(say(bob, room), *(seen(bob, room, 1) for _ in range(5)))
    assert await markers(bob) == {room: 2}


async def test_markers_of_a_stranger_are_refused_and_conversations_apart(
    ann: Person, bob: Person, cat: Person, crew: str
) -> None:
    room = (await new_room(ann, crew))["id"]
    chat = (await new_chat(ann, bob))["id"]
    await say(ann, room)
    await say(ann, chat)
    await cat.put(f"/api/conversations/{room}/seen", {"number": 1}, status=404)
    await enter(ann, cat, crew)
    assert await seen(cat, room, 1) == 1
    await cat.put(f"/api/conversations/{chat}/seen", {"number": 1}, status=404)
    assert await seen(bob, chat, 1) == 1
    assert await markers(bob) == {chat: 1}
    assert await markers(cat) == {room: 1}
