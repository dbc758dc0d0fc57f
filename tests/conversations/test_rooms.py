"""Rooms: who makes them, who sees them, who changes them."""

from typing import Any

import pytest

from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.conversations.rooms import (
    Newcomers,
    enter,
    events_in,
    last_event,
    new_group,
    new_room,
    rooms_shown,
    say,
    types_in,
)


async def test_an_open_room_is_an_event_of_its_group_and_there_for_every_member(
    ann: Person, bob: Person, crew: str
) -> None:
    answer = await ann.post(f"/api/groups/{crew}/rooms", {"topic": "  Kitchen  "}, status=201)
    room = answer["room"]
    assert room == {
        "id": room["id"],
        "kind": "room",
        "group_id": crew,
        "stream": f"group:{crew}",
        "topic": "Kitchen",
        "private": False,
        "member_ids": None,
        "created_by": ann.id,
        "created_at": room["created_at"],
        "last_number": 0,
        "first_number": 1,
        "last_message": None,
        "call": None,
    }
    event = (await events_in(bob, f"group:{crew}"))[-1]
    assert (event["type"], event["payload"], event["seq"]) == ("room.created", {"room": room}, answer["seq"])
    assert answer["stream"] == f"group:{crew}"
    assert await rooms_shown(bob) == {"Kitchen"}


async def test_a_private_room_is_for_the_chosen_and_its_maker(ann: Person, bob: Person, cat: Person, crew: str) -> None:
    await enter(ann, cat, crew)
    room = await new_room(bob, crew, cat, topic="Surprise")
    assert room["stream"] == f"room:{room['id']}"
    assert (room["private"], room["member_ids"]) == (True, sorted([bob.id, cat.id]))
    assert await last_event(cat, room["stream"]) == ("room.created", {"room": room})
    for reader in (bob, cat):
        opened = {"streams": [{"stream": room["stream"], "floor": 0}]}
        assert await last_event(reader, f"user:{reader.id}") == ("stream.opened", opened)


async def test_the_rest_of_the_group_owner_included_sees_nothing_of_a_private_room_move(
    ann: Person, bob: Person, cat: Person, crew: str
) -> None:
    await enter(ann, cat, crew)
    before = await ann.get("/api/home")
    room = await new_room(bob, crew, cat, topic="Surprise")
    await say(bob, room["id"])
    after = await ann.get("/api/home")
    assert before == after
    await ann.client.get(f"/api/streams/{room['stream']}/snapshot")
    for method, path, body in (
        ("GET", f"/api/conversations/{room['id']}/messages", None),
        ("POST", f"/api/conversations/{room['id']}/messages", {"text": "Hello?"}),
        ("PUT", f"/api/conversations/{room['id']}/seen", {"number": 1}),
        ("PATCH", f"/api/rooms/{room['id']}", {"topic": "Mine"}),
        ("DELETE", f"/api/rooms/{room['id']}", None),
        ("GET", f"/api/streams/{room['stream']}/events", None),
        ("GET", f"/api/streams/{room['stream']}/snapshot", None),
    ):
        assert (await ann.client.request(method, path, json=body)).status_code == 404, (method, path)


async def test_everybody_in_a_private_room_must_be_in_the_group_and_strangers_are_like_nobody(
    ann: Person, cat: Person, crew: str
) -> None:
    for stranger in (cat.id, new_id(), "no id at all"):
        body = {"topic": "Surprise", "private": True, "member_ids": [stranger]}
        answer = await ann.post(f"/api/groups/{crew}/rooms", body, status=422)
        assert (answer["code"], answer["field"]) == ("not_in_the_group", "member_ids")
    assert await rooms_shown(ann) == set()


async def test_an_open_room_chooses_nobody(ann: Person, bob: Person, crew: str) -> None:
    body = {"topic": "Kitchen", "member_ids": [bob.id]}
    assert (await ann.post(f"/api/groups/{crew}/rooms", body, status=422))["code"] == "only_private_rooms_choose"


async def test_a_stranger_makes_no_room_and_an_own_group_does_not_help(ann: Person, cat: Person, crew: str) -> None:
    await new_group(cat, "Cats")
    await cat.post(f"/api/groups/{crew}/rooms", {"topic": "Kitchen"}, status=404)
    assert await rooms_shown(ann) == set()


async def test_the_same_request_again_answers_with_the_room_as_it_is_now(ann: Person, bob: Person, crew: str) -> None:
    body = {"id": new_id(), "topic": "Kitchen", "private": True, "member_ids": [bob.id]}
    first = await ann.post(f"/api/groups/{crew}/rooms", body, status=201)
    await ann.patch(f"/api/rooms/{body['id']}", {"topic": "Attic"})
    again = await ann.post(f"/api/groups/{crew}/rooms", body, status=200)
    assert (again["stream"], again["seq"]) == (first["stream"], first["seq"])
    assert again["room"] == first["room"] | {"topic": "Attic"}
    assert await types_in(bob, first["stream"]) == ["room.created", "room.changed"]


@pytest.mark.parametrize("change", [{"topic": "Attic"}, {"private": True}])
async def test_an_id_names_one_room_for_ever(ann: Person, bob: Person, crew: str, change: dict[str, Any]) -> None:
    body = {"id": new_id(), "topic": "Kitchen"}
    await ann.post(f"/api/groups/{crew}/rooms", body, status=201)
    assert (await ann.post(f"/api/groups/{crew}/rooms", body | change, status=409))["code"] == "id_taken"
    await bob.post(f"/api/groups/{crew}/rooms", body, status=409)
    other = await new_group(ann, "Other")
    await ann.post(f"/api/groups/{other}/rooms", body, status=409)


async def test_a_late_retry_does_not_bring_a_deleted_room_back(ann: Person, crew: str) -> None:
    body = {"id": new_id(), "topic": "Kitchen"}
    await ann.post(f"/api/groups/{crew}/rooms", body, status=201)
    await ann.delete(f"/api/rooms/{body['id']}", status=204)
    await ann.post(f"/api/groups/{crew}/rooms", body, status=404)
    assert await rooms_shown(ann) == set()


@pytest.mark.parametrize("id", ["no id", "01A20FC0-95B1-762F-8A8E-C95D84E55F59", ""])
async def test_an_id_that_is_none_is_refused_by_field(ann: Person, crew: str, id: str) -> None:
    answer = await ann.post(f"/api/groups/{crew}/rooms", {"id": id, "topic": "Kitchen"}, status=422)
    assert answer["field"] == "id"


async def test_its_maker_renames_a_room_and_no_other_member(ann: Person, bob: Person, cat: Person, crew: str) -> None:
    await enter(ann, cat, crew)
    room = await new_room(bob, crew)
    assert (await bob.patch(f"/api/rooms/{room['id']}", {"topic": "Attic"}))["room"]["topic"] == "Attic"
    changed = ("room.changed", {"room_id": room["id"], "topic": "Attic"})
    assert await last_event(cat, f"group:{crew}") == changed
    await cat.patch(f"/api/rooms/{room['id']}", {"topic": "Cellar"}, status=403)
    await cat.delete(f"/api/rooms/{room['id']}", status=403)
    assert await last_event(cat, f"group:{crew}") == changed


async def test_the_same_topic_again_is_no_event(ann: Person, crew: str) -> None:
    room = await new_room(ann, crew)
    for change in ({"topic": "Kitchen "}, {"topic": None}, {}):
        await ann.patch(f"/api/rooms/{room['id']}", change, status=200)
    assert (await types_in(ann, f"group:{crew}"))[-1] == "room.created"


@pytest.mark.parametrize("private", [True, False])
async def test_the_kind_of_a_room_is_fixed(ann: Person, crew: str, private: bool) -> None:
    room = await new_room(ann, crew)
    answer = await ann.patch(f"/api/rooms/{room['id']}", {"topic": "Attic", "private": private}, status=422)
    assert (answer["code"], answer["field"]) == ("room_kind_is_fixed", "private")
    assert await rooms_shown(ann) == {"Kitchen"}


async def test_a_deleted_room_is_gone_for_everybody(ann: Person, bob: Person, crew: str) -> None:
    room = await new_room(bob, crew)
    await say(bob, room["id"])
    await ann.delete(f"/api/rooms/{room['id']}", status=204)
    assert await last_event(bob, f"group:{crew}") == ("room.deleted", {"room_id": room["id"]})
    await say(bob, room["id"], status=404)
    await bob.patch(f"/api/rooms/{room['id']}", {"topic": "Attic"}, status=404)
    assert (await bob.client.get(f"/api/conversations/{room['id']}/messages")).status_code == 404
    home = await bob.get("/api/home")
    assert home["groups"][0]["rooms"] == []
    assert home["markers"] == []


async def test_deleting_a_private_room_closes_its_stream_for_all_in_it(ann: Person, bob: Person, crew: str) -> None:
    room = await new_room(ann, crew, bob)
    await bob.delete(f"/api/rooms/{room['id']}", status=403)
    await ann.delete(f"/api/rooms/{room['id']}", status=204)
    closed = ("stream.closed", {"streams": [room["stream"]], "reason": "deleted"})
    for reader in (ann, bob):
        assert await last_event(reader, f"user:{reader.id}") == closed
        assert room["stream"] not in (await reader.get("/api/home"))["heads"]
        assert (await reader.client.get(f"/api/streams/{room['stream']}/events")).status_code == 404


async def test_a_chat_is_no_room(ann: Person, bob: Person, crew: str) -> None:
    chat = (await ann.post("/api/chats", {"user_ids": [bob.id]}))["chat"]["id"]
    await ann.patch(f"/api/rooms/{chat}", {"topic": "Mine"}, status=404)
    await ann.delete(f"/api/rooms/{chat}", status=404)
    await say(bob, chat)


async def test_who_joins_later_finds_the_open_rooms_with_nothing_unread(
    ann: Person, cat: Person, crew: str, newcomers: Newcomers
) -> None:
    room = await new_room(ann, crew)
    quiet = await new_room(ann, crew, topic="Quiet")
    await say(ann, room["id"])
    await say(ann, room["id"])
    await enter(ann, cat, crew)
    home = await cat.get("/api/home")
    assert {shown["id"]: shown["last_number"] for shown in home["groups"][0]["rooms"]} == {
        room["id"]: 2,
        quiet["id"]: 0,
    }
    assert home["markers"] == [{"conversation_id": room["id"], "number": 2}]
    history = await cat.get(f"/api/conversations/{room['id']}/messages")
    assert [message["number"] for message in history["messages"]] == [1, 2]
