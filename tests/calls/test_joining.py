"""Walking into calls and out of them."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from distributed_chat.kernel.ids import new_id
from tests.calls.conftest import OpenApp
from tests.calls.rooms import calls_in, furnished, join, kinds_in, leave, people_in, seat, shown
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import enter, new_chat, new_group, new_room


async def test_the_first_one_starts_the_call_and_everybody_in_the_group_sees_it(
    ann: Person, bob: Person, crew: str
) -> None:
    room = (await new_room(ann, crew))["id"]
    answer = await join(ann, room)
    call, grant = answer["call"], answer["grant"]
    assert (call["conversation_id"], call["transport"]) == (room, "mesh")
    me = {"id": grant["participant_id"], "user_id": ann.id, "joined_at": call["started_at"]}
    assert call["participants"] == [me]
    assert await calls_in(bob, f"group:{crew}") == [("call.started", {"call": call})]
    assert (await shown(bob))[room] == call
    assert (await bob.get(f"/api/streams/group:{crew}/snapshot"))["state"]["rooms"][0]["call"] == call
    assert (await bob.get(f"/api/groups/{crew}"))["rooms"][0]["call"] == call


async def test_the_last_one_out_ends_it(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    await join(ann, room)
    mine = await seat(bob, room)
    assert await people_in(ann, room) == [ann.id, bob.id]
    left = await leave(bob, room, mine)
    assert [one["user_id"] for one in left["call"]["participants"]] == [ann.id]
    assert (await leave(ann, room))["call"] is None
    assert (await leave(ann, room))["call"] is None, "leaving again is fine"
    kinds = ["call.started", "call.joined", "call.left", "call.ended"]
    assert await kinds_in(bob, f"group:{crew}") == kinds
    assert await people_in(ann, room) == []


async def test_what_the_events_say(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    call = (await join(ann, room))["call"]["id"]
    bobs = await join(bob, room)
    await leave(bob, room)
    await leave(ann, room)
    [_, joined, left, ended] = [payload for _, payload in await calls_in(ann, f"group:{crew}")]
    where = {"conversation_id": room, "call_id": call}
    assert joined == where | {"participant": bobs["call"]["participants"][1]}
    person = {"participant_id": bobs["grant"]["participant_id"], "user_id": bob.id}
    assert left == where | person | {"reason": "left"}
    assert ended == where | {"reason": "left", "seconds": 0}


async def test_the_same_request_again_changes_nothing_and_grants_anew(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    mine = new_id()
    first = await join(ann, room, mine)
    await join(bob, room)
    again = await join(ann, room, mine)
    assert (again["stream"], again["seq"]) == (first["stream"], first["seq"])
    assert [one["user_id"] for one in again["call"]["participants"]] == [ann.id, bob.id]
    assert again["grant"]["participant_id"] == mine
    assert await kinds_in(bob, f"group:{crew}") == ["call.started", "call.joined"]


async def test_whoever_comes_from_another_device_takes_their_own_place(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    old = await seat(ann, room)
    await join(bob, room)
    new = await join(ann, room)
    assert [one["user_id"] for one in new["call"]["participants"]] == [bob.id, ann.id]
    kind, payload = (await calls_in(bob, f"group:{crew}"))[-1]
    assert (kind, payload["participant"]["id"]) == ("call.joined", new["grant"]["participant_id"])
    await leave(ann, room, old)
    assert await people_in(bob, room) == [bob.id, ann.id], "the old device is out already and takes nobody along"


async def test_alone_in_a_call_another_device_goes_on_with_it(ann: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    first = await join(ann, room)
    second = await join(ann, room)
    assert second["call"]["id"] == first["call"]["id"]
    assert await kinds_in(ann, f"group:{crew}") == ["call.started", "call.joined"]


async def test_a_person_is_in_one_call_at_a_time(ann: Person, bob: Person, crew: str) -> None:
    kitchen, attic = (await new_room(ann, crew))["id"], (await new_room(ann, crew))["id"]
    chat = (await new_chat(ann, bob))["id"]
    for conversation in (kitchen, attic, chat, kitchen):
        await join(ann, conversation)
        places = {where for where, call in (await shown(bob)).items() if call}
        assert places == {conversation}
    said = await calls_in(bob, f"group:{crew}")
    assert [kind for kind, _ in said] == [
        "call.started",
        "call.ended",
        "call.started",
        "call.ended",
        "call.started",
    ]
    assert {payload["reason"] for kind, payload in said if kind == "call.ended"} == {"elsewhere"}
    assert await kinds_in(bob, f"chat:{chat}") == ["call.started", "call.ended"]


async def test_others_stay_when_somebody_goes_to_another_call(ann: Person, bob: Person, crew: str) -> None:
    kitchen, attic = (await new_room(ann, crew))["id"], (await new_room(ann, crew))["id"]
    await join(ann, kitchen)
    await join(bob, kitchen)
    await join(bob, attic)
    assert (await people_in(ann, kitchen), await people_in(ann, attic)) == ([ann.id], [bob.id])
    kinds = [(kind, payload.get("reason")) for kind, payload in await calls_in(ann, f"group:{crew}")]
    assert kinds[-2:] == [("call.left", "elsewhere"), ("call.started", None)]


async def test_leaving_where_i_am_not_takes_me_out_of_nothing(ann: Person, bob: Person, crew: str) -> None:
    kitchen, attic = (await new_room(ann, crew))["id"], (await new_room(ann, crew))["id"]
    await join(ann, kitchen)
    mine = await seat(bob, attic)
    for id in (None, mine):
        left = await leave(bob, kitchen, id)
        assert [one["user_id"] for one in left["call"]["participants"]] == [ann.id]
    assert await people_in(ann, attic) == [bob.id]


async def test_an_id_of_somebody_else_is_taken(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    hers = await seat(ann, room)
    assert (await join(bob, room, hers, status=409))["code"] == "id_taken"
    assert await people_in(bob, room) == [ann.id]


async def test_a_stranger_neither_comes_in_nor_sees_that_there_is_a_call(
    ann: Person, bob: Person, cat: Person, crew: str
) -> None:
    await new_group(cat, "Cats")
    room, private = (await new_room(ann, crew))["id"], (await new_room(ann, crew, bob))["id"]
    chat = (await new_chat(ann, bob))["id"]
    for conversation in (room, private, chat):
        await join(ann, conversation)
        await join(cat, conversation, status=404)
        await leave(cat, conversation, status=404)
        assert await people_in(ann, conversation) == [ann.id]
    assert await shown(cat) == {}


async def test_the_rest_of_the_group_learns_nothing_of_a_call_in_a_private_room(
    ann: Person, bob: Person, cat: Person, crew: str
) -> None:
    await enter(ann, cat, crew)
    private = await new_room(ann, crew, bob)
    before = await cat.get("/api/home")
    await join(ann, private["id"])
    await join(bob, private["id"])
    assert await cat.get("/api/home") == before
    await join(cat, private["id"], status=404)
    assert await kinds_in(bob, private["stream"]) == ["call.started", "call.joined"]


async def test_nobody_calls_where_everybody_else_is_gone(ann: Person, bob: Person, crew: str) -> None:
    chat = (await new_chat(ann, bob))["id"]
    gone = await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert gone.status_code == 204
    assert (await join(ann, chat, status=403))["code"] == "chat_is_read_only"
    assert await people_in(ann, chat) == []


async def test_a_mesh_is_full_at_its_limit_and_own_devices_do_not_count(
    open_app: OpenApp, tidy: AsyncExitStack
) -> None:
    async with open_app(mesh_people=2) as app:
        (ann, bob, cat), room = await furnished(app, tidy, "ann", "bob", "cat")
        first = await join(ann, room)
        assert (first["grant"]["people_limit"], first["grant"]["video_limit"]) == (2, 6)
        await join(bob, room)
        assert (await join(cat, room, status=409))["code"] == "call_is_full"
        await join(bob, room)
        await leave(ann, room)
        await join(cat, room)
        assert await people_in(ann, room) == [bob.id, cat.id]


@pytest.mark.parametrize("id", ["no id", "01A20FC0-95B1-762F-8A8E-C95D84E55F59", "", 5])
async def test_an_id_that_is_none_is_refused_at_the_door(ann: Person, crew: str, id: object) -> None:
    room = (await new_room(ann, crew))["id"]
    for what in ("join", "leave"):
        answer = await ann.client.post(f"/api/conversations/{room}/call/{what}", json={"id": id})
        assert (answer.status_code, answer.json()["field"]) == (422, "id")
    assert await people_in(ann, room) == []


async def test_one_person_in_many_doors_at_once_is_behind_one_of_them(ann: Person, bob: Person, crew: str) -> None:
    rooms = [(await new_room(ann, crew))["id"] for _ in range(4)]
    rooms += [(await new_room(ann, crew, bob))["id"] for _ in range(2)]
    await asyncio.gather(*(join(ann, room) for room in rooms for _ in range(2)))
    places = [where for where, call in (await shown(bob)).items() if call]
    assert len(places) == 1
    assert await people_in(bob, places[0]) == [ann.id]
