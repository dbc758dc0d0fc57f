"""Walking into calls and out of them."""

from distributed_chat.kernel.ids import new_id
from tests.calls.rooms import calls_in, join, leave, people_in, shown
from tests.cast import Person
from tests.conversations.rooms import new_room


async def test_the_first_one_starts_the_call_and_everybody_in_the_group_sees_it(
    ann: Person, bob: Person, crew: str
) -> None:
    room = (await new_room(ann, crew))["id"]
    answer = await join(ann, room)
    call = answer["call"]
    assert (call["conversation_id"], call["transport"]) == (room, "mesh")
    assert call["participants"] == [
        {"id": answer["grant"]["participant_id"], "user_id": ann.id, "joined_at": call["started_at"]}
    ]
    assert await calls_in(bob, f"group:{crew}") == [("call.started", {"call": call})]
    assert (await shown(bob))[room] == call


async def test_the_last_one_out_ends_it(ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    await join(ann, room)
    mine = await join(bob, room)
    assert await people_in(ann, room) == [ann.id, bob.id]
    assert (await leave(bob, room, new_id()))["call"] is not None
    assert [
        one["user_id"] for one in (await leave(bob, room, mine["grant"]["participant_id"]))["call"]["participants"]
    ] == [ann.id]
    assert (await leave(ann, room))["call"] is None
    assert (await leave(ann, room))["call"] is None
    assert [kind for kind, _ in await calls_in(bob, f"group:{crew}")] == [
        "call.started",
        "call.joined",
        "call.left",
        "call.ended",
    ]
    assert await people_in(ann, room) == []
