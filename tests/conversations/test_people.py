"""What comings and goings in a group mean for its rooms."""

from distributed_chat.app import App
from distributed_chat.kernel.events import Logged
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import (
    enter,
    events_in,
    last_event,
    markers,
    new_chat,
    new_room,
    rooms_shown,
    say,
    types_in,
)
from tests.groups.crew import run_jobs


async def test_who_is_removed_is_removed_from_every_private_room_too(ann: Person, bob: Person, crew: str) -> None:
    rooms = [await new_room(ann, crew, bob, topic=topic) for topic in ("One", "Two")]
    await ann.delete(f"/api/groups/{crew}/members/{bob.id}", status=204)
    for room in rooms:
        assert await last_event(ann, room["stream"]) == ("member.removed", {"user_id": bob.id})
        await say(bob, room["id"], status=404)
        assert (await bob.client.get(f"/api/streams/{room['stream']}/events")).status_code == 404
        assert (await bob.client.get(f"/api/conversations/{room['id']}/messages")).status_code == 404
    kind, payload = await last_event(bob, f"user:{bob.id}")
    assert (kind, payload["reason"]) == ("stream.closed", "removed")
    assert set(payload["streams"]) == {f"group:{crew}", *(room["stream"] for room in rooms)}
    shown = (await ann.get("/api/home"))["groups"][0]["rooms"]
    assert [room["member_ids"] for room in shown] == [[ann.id], [ann.id]]


async def test_who_leaves_says_so_in_private_rooms_and_only_in_those_they_were_in(
    ann: Person, bob: Person, cat: Person, crew: str
) -> None:
    await enter(ann, cat, crew)
    theirs, others = await new_room(ann, crew, bob), await new_room(ann, crew, cat)
    await bob.post(f"/api/groups/{crew}/leave", status=204)
    assert await last_event(ann, theirs["stream"]) == ("member.left", {"user_id": bob.id})
    assert await types_in(cat, others["stream"]) == ["room.created"]
    assert set((await bob.get("/api/home"))["heads"]) == {f"user:{bob.id}"}


async def test_a_deleted_account_leaves_its_private_rooms_in_their_own_log(
    app: App, ann: Person, bob: Person, crew: str
) -> None:
    room = await new_room(ann, crew, bob)
    gone = await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert gone.status_code == 204
    await run_jobs(app)
    assert await last_event(ann, room["stream"]) == ("member.left", {"user_id": bob.id})
    [shown] = (await ann.get("/api/home"))["groups"][0]["rooms"]
    assert shown["member_ids"] == [ann.id]


async def test_an_open_room_needs_no_event_of_its_own_to_be_lost(ann: Person, bob: Person, crew: str) -> None:
    room = await new_room(ann, crew)
    await bob.post(f"/api/groups/{crew}/leave", status=204)
    await say(bob, room["id"], status=404)
    assert (await types_in(ann, f"group:{crew}")).count("member.left") == 1


async def test_coming_back_opens_no_old_private_room_and_leaves_nothing_unread(
    ann: Person, bob: Person, crew: str
) -> None:
    private, room = await new_room(ann, crew, bob, topic="Secret"), await new_room(ann, crew)
    await say(ann, room["id"])
    await bob.put(f"/api/conversations/{room['id']}/seen", {"number": 1})
    await bob.post(f"/api/groups/{crew}/leave", status=204)
    await say(ann, room["id"])
    await enter(ann, bob, crew)
    assert await rooms_shown(bob) == {"Kitchen"}
    await say(bob, private["id"], status=404)
    assert (await markers(bob))[room["id"]] == 2


async def test_with_the_group_go_its_rooms_but_not_the_chats_of_its_people(ann: Person, bob: Person, crew: str) -> None:
    private, room, chat = await new_room(ann, crew, bob), await new_room(ann, crew), await new_chat(ann, bob)
    await ann.delete(f"/api/groups/{crew}", status=204)
    kind, payload = await last_event(bob, f"user:{bob.id}")
    assert (kind, payload["reason"]) == ("stream.closed", "deleted")
    assert set(payload["streams"]) == {f"group:{crew}", private["stream"]}
    for gone in (private, room):
        await say(ann, gone["id"], status=404)
    await say(bob, chat["id"])
    home = await bob.get("/api/home")
    assert set(home["heads"]) == {f"user:{bob.id}", chat["stream"]}
    assert home["groups"] == []


async def test_the_last_event_of_a_room_whose_reader_goes_ends_their_reading(
    app: App, ann: Person, bob: Person, crew: str
) -> None:
    room = await new_room(ann, crew, bob)
    logged: list[tuple[str, str, tuple[str, ...]]] = []
    deliver = app.database.on_commit

    def note(events: list[Logged]) -> None:
        logged.extend((event.stream, event.type, event.detaches) for event in events)
        deliver(events)

    app.database.on_commit = note
    await bob.post(f"/api/groups/{crew}/leave", status=204)
    assert (room["stream"], "member.left", (bob.id,)) in logged
    await ann.delete(f"/api/rooms/{room['id']}", status=204)
    assert (room["stream"], "room.deleted", ("*",)) in logged
    assert [event["type"] for event in await events_in(ann, f"user:{ann.id}")][-1] == "stream.closed"
