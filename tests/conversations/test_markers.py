"""Read markers: only forwards, never beyond the newest message."""

import asyncio
from typing import Any

import pytest

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


async def unread(person: Person, conversation: str, number: int) -> dict[str, Any]:
    answer = await person.put(f"/api/conversations/{conversation}/unread", {"from": number}, status=200)
    marker: dict[str, Any] = answer["marker"]
    return {name: value for name, value in marker.items() if name != "conversation_id"}


async def test_marked_unread_from_here_is_so_on_every_device_until_i_read_on(
    ann: Person, bob: Person, crew: str
) -> None:
    room = (await new_room(ann, crew))["id"]
    for _ in range(5):
        await say(ann, room)
    await seen(bob, room, 4)
    assert await unread(bob, room, 2) == {"number": 4, "unread_from": 2}
    now = {"conversation_id": room, "number": 4, "unread_from": 2}
    assert await last_event(bob, f"user:{bob.id}") == ("seen.moved", {"marker": now})
    assert (await bob.get("/api/home"))["markers"] == [now]
    assert await seen(bob, room, 1) == 4
    assert (await bob.get("/api/home"))["markers"] == [now]
    assert await seen(bob, room, 2) == 4
    assert await last_event(bob, f"user:{bob.id}") == (
        "seen.moved",
        {"marker": {"conversation_id": room, "number": 4}},
    )
    assert "unread_from" not in (await ann.get("/api/home"))["markers"][0]


async def test_marking_unread_twice_is_one_event_and_of_nothing_none(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    assert await unread(bob, room, 1) == {"number": 0}
    await say(ann, room)
    for _ in range(2):
        assert await unread(bob, room, 7) == {"number": 0, "unread_from": 1}
    assert (await types_in(bob, f"user:{bob.id}")).count("seen.moved") == 1


async def test_what_is_before_the_first_unread_message_is_read(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    for _ in range(5):
        await say(ann, room)
    assert await unread(bob, room, 4) == {"number": 3, "unread_from": 4}


async def test_my_own_message_and_coming_back_clear_what_i_marked_unread(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    await say(ann, room)
    await unread(bob, room, 1)
    await say(bob, room)
    assert (await bob.get("/api/home"))["markers"] == [{"conversation_id": room, "number": 2}]
    await unread(bob, room, 1)
    await bob.post(f"/api/groups/{crew}/leave", status=204)
    await enter(ann, bob, crew)
    assert (await bob.get("/api/home"))["markers"] == [{"conversation_id": room, "number": 2}]


async def test_a_stranger_marks_nothing_unread(ann: Person, cat: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    await say(ann, room)
    await cat.put(f"/api/conversations/{room}/unread", {"from": 1}, status=404)


@pytest.mark.parametrize("number", [0, -1, 2**53, "one", None])
async def test_unread_begins_at_a_number(ann: Person, crew: str, number: object) -> None:
    room = (await new_room(ann, crew))["id"]
    await ann.put(f"/api/conversations/{room}/unread", {"from": number}, status=422)
