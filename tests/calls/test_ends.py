"""A call ends with the right to be there: removal, leaving, the end of a room, a group, an account, a session.

What is said of the call comes before the event that ends the reading, so that those who go hear of it as well.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from distributed_chat.app import App
from distributed_chat.calls.upkeep import Upkeep
from distributed_chat.kernel.events import Logged
from tests.calls.rooms import calls_in, join, kinds_in, people_in, seat
from tests.cast import PASSWORD, Person, client_of
from tests.conversations.rooms import enter, new_chat, new_room, types_in

End = Callable[[Person, Person, str], Awaitable[Any]]


async def remove(ann: Person, bob: Person, group: str) -> None:
    await ann.delete(f"/api/groups/{group}/members/{bob.id}", status=204)


async def go(_ann: Person, bob: Person, group: str) -> None:
    await bob.post(f"/api/groups/{group}/leave", status=204)


WAYS_OUT = {"removed": (remove, "member.removed", "removed"), "left": (go, "member.left", "left")}


@pytest.mark.parametrize("how", WAYS_OUT)
async def test_whoever_leaves_the_group_is_out_of_its_calls_before_it(
    app: App, ann: Person, bob: Person, crew: str, how: str
) -> None:
    end, event, reason = WAYS_OUT[how]
    room = (await new_room(ann, crew))["id"]
    await join(ann, room)
    mine = await seat(bob, room)
    await end(ann, bob, crew)
    assert (await types_in(ann, f"group:{crew}"))[-2:] == ["call.left", event]
    _, left = (await calls_in(ann, f"group:{crew}"))[-1]
    assert (left["participant_id"], left["reason"]) == (mine, reason)
    assert await people_in(ann, room) == [ann.id]
    assert [place.user_id for place in app.calls.attendance.places.values()] == [ann.id]
    await join(bob, room, status=404)
    await join(bob, room, mine, status=404)


@pytest.mark.parametrize("how", WAYS_OUT)
async def test_whoever_leaves_the_group_is_out_of_the_calls_of_its_private_rooms(
    ann: Person, bob: Person, crew: str, how: str
) -> None:
    end, event, reason = WAYS_OUT[how]
    room = await new_room(ann, crew, bob)
    await join(bob, room["id"])
    await end(ann, bob, crew)
    assert (await types_in(ann, room["stream"]))[-2:] == ["call.ended", event]
    assert (await calls_in(ann, room["stream"]))[-1][1]["reason"] == reason
    await join(bob, room["id"], status=404)


async def test_a_removal_touches_no_call_elsewhere(ann: Person, bob: Person, crew: str) -> None:
    chat = (await new_chat(ann, bob))["id"]
    await new_room(ann, crew)
    await join(bob, chat)
    await remove(ann, bob, crew)
    assert await people_in(ann, chat) == [bob.id]
    assert await kinds_in(ann, f"group:{crew}") == []


@pytest.mark.parametrize("private", [False, True])
async def test_the_end_of_a_room_ends_its_call_first(
    app: App, ann: Person, bob: Person, crew: str, private: bool
) -> None:
    other = (await new_room(ann, crew, topic="Other"))["id"]
    room = await new_room(ann, crew, *([bob] if private else []))
    for person in (ann, bob):
        await join(person, room["id"])
    said = said_by(app)
    await ann.delete(f"/api/rooms/{room['id']}", status=204)
    assert kinds(said, room["stream"]) == ["call.ended", "room.deleted"]
    assert msgspec.json.decode(said[0].payload or b"")["reason"] == "deleted"
    await join(bob, room["id"], status=404)
    await join(bob, other)
    assert await people_in(ann, other) == [bob.id]


async def test_the_end_of_a_group_ends_all_its_calls_first(
    app: App, ann: Person, bob: Person, cat: Person, crew: str
) -> None:
    await enter(ann, cat, crew)
    kitchen, attic = (await new_room(ann, crew))["id"], (await new_room(ann, crew))["id"]
    private = await new_room(ann, crew, bob)
    for person, room in ((ann, kitchen), (cat, attic), (bob, private["id"])):
        await join(person, room)
    said = said_by(app)
    await ann.delete(f"/api/groups/{crew}", status=204)
    assert kinds(said, f"group:{crew}") == ["call.ended", "call.ended", "group.deleted"]
    assert kinds(said, private["stream"]) == ["call.ended", "room.deleted"]
    assert app.calls.attendance.places == {}


async def test_the_last_member_takes_the_group_and_its_calls_along(
    app: App, ann: Person, bob: Person, crew: str
) -> None:
    room = (await new_room(ann, crew))["id"]
    await bob.post(f"/api/groups/{crew}/leave", status=204)
    await join(ann, room)
    await ann.post(f"/api/groups/{crew}/leave", status=204)
    assert app.calls.attendance.places == {}


@pytest.mark.parametrize("where", ["room", "private", "chat"])
async def test_a_deleted_account_is_in_no_call(app: App, ann: Person, bob: Person, crew: str, where: str) -> None:
    places = {
        "room": (await new_room(ann, crew))["id"],
        "private": (await new_room(ann, crew, bob))["id"],
        "chat": (await new_chat(ann, bob))["id"],
    }
    await join(ann, places[where])
    await join(bob, places[where])
    gone = await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert gone.status_code == 204
    assert await people_in(ann, places[where]) == [ann.id]


async def test_signing_out_is_leaving(app: App, upkeep: Upkeep, ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    await join(ann, room)
    await join(bob, room)
    await bob.delete("/api/sessions/current", status=204)
    await upkeep.settled()
    assert await people_in(ann, room) == [ann.id]
    assert (await calls_in(ann, f"group:{crew}"))[-1][1]["reason"] == "left"
    await join(bob, room, status=401)


async def test_the_end_of_another_session_takes_nobody_out(upkeep: Upkeep, ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    await join(bob, room)
    credentials = {"email": "bob@example.test", "password": PASSWORD}
    await bob.post("/api/sessions", credentials)
    [other] = [one["id"] for one in (await bob.get("/api/sessions"))["sessions"] if not one["current"]]
    await bob.delete(f"/api/sessions/{other}", status=204)
    await upkeep.settled()
    assert await people_in(ann, room) == [bob.id]


async def test_a_page_that_signed_in_again_stays_when_its_old_session_ends(
    app: App, upkeep: Upkeep, ann: Person, bob: Person, crew: str
) -> None:
    room = (await new_room(ann, crew))["id"]
    mine = await seat(bob, room)
    new = await bob.post("/api/sessions", {"email": "bob@example.test", "password": PASSWORD})
    async with client_of(app, new["token"]) as client:
        again = await client.post(f"/api/conversations/{room}/call/join", json={"id": mine})
        assert again.status_code == 200
    await bob.delete("/api/sessions/current", status=204)
    await upkeep.settled()
    assert await people_in(ann, room) == [bob.id]


def said_by(app: App) -> list[Logged]:
    """From now on, every event of the whole instance: some can be read by nobody afterwards."""
    said: list[Logged] = []
    deliver = app.database.on_commit

    def both(events: list[Logged]) -> None:
        said.extend(events)
        deliver(events)

    app.database.on_commit = both
    return said


def kinds(said: list[Logged], stream: str) -> list[str]:
    return [event.type for event in said if event.stream == stream]
