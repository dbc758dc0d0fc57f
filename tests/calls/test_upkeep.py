"""What happens in a call without anybody asking: the lost, a restart, the way to a media server."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from distributed_chat.accounts.queries import session_actor
from distributed_chat.app import App
from distributed_chat.calls.actions import join_call, lose, move_call
from distributed_chat.calls.attendance import AFTER_A_START, SILENT_AFTER
from distributed_chat.calls.upkeep import Upkeep
from distributed_chat.db import Tx
from distributed_chat.kernel.clock import SECOND, MovedClock
from tests.calls.conftest import OpenApp
from tests.calls.media_server import FakeSfu
from tests.calls.rooms import calls_in, furnished, join, kinds_in, leave, people_in, seat, shown
from tests.cast import Person, client_of
from tests.conversations.rooms import new_room

NAMES = ("ann", "bob", "cat", "dan")


async def test_whoever_is_not_heard_for_twelve_seconds_is_lost(
    app: App, upkeep: Upkeep, clock: MovedClock, ann: Person, bob: Person, crew: str
) -> None:
    room = (await new_room(ann, crew))["id"]
    anns = await seat(ann, room)
    bobs = await seat(bob, room)
    clock.move(SILENT_AFTER - SECOND)
    app.calls.attendance.places[anns].heard_at = clock.now()
    await upkeep.tick()
    assert await people_in(ann, room) == [ann.id, bob.id]
    clock.move(SECOND)
    await upkeep.tick()
    assert await people_in(ann, room) == [ann.id]
    kind, left = (await calls_in(ann, f"group:{crew}"))[-1]
    assert (kind, left["participant_id"], left["reason"]) == ("call.left", bobs, "lost")
    again = await join(bob, room, bobs)
    assert again["grant"]["participant_id"] == bobs, "whoever comes back is welcome"


async def test_the_last_one_lost_ends_the_call(
    upkeep: Upkeep, clock: MovedClock, ann: Person, bob: Person, crew: str
) -> None:
    room = (await new_room(ann, crew))["id"]
    await join(ann, room)
    await join(bob, room)
    clock.move(SILENT_AFTER)
    await upkeep.tick()
    await upkeep.tick()
    assert await kinds_in(bob, f"group:{crew}") == ["call.started", "call.joined", "call.left", "call.ended"]
    assert (await calls_in(bob, f"group:{crew}"))[-1][1] | {"call_id": ""} == {
        "conversation_id": room,
        "call_id": "",
        "reason": "lost",
        "seconds": SILENT_AFTER // SECOND,
    }


async def test_after_a_start_everybody_has_fifteen_seconds(
    open_app: OpenApp, tidy: AsyncExitStack, clock: MovedClock
) -> None:
    async with open_app() as app:
        (ann, bob), room = await furnished(app, tidy, "ann", "bob")
        anns, bobs = await seat(ann, room), await seat(bob, room)
        clock.move(60 * SECOND)
    async with open_app() as app:
        upkeep, places = app.calls.upkeep, app.calls.attendance.places
        assert list(places) == [anns, bobs]
        async with client_of(app, ann.token) as client:
            clock.move(AFTER_A_START - SECOND)
            await upkeep.tick()
            assert list(places) == [anns, bobs]
            places[anns].heard_at = clock.now()
            clock.move(SECOND)
            await upkeep.tick()
            assert list(places) == [anns]
            home = (await client.get("/api/home")).json()
        [call] = [room["call"] for room in home["groups"][0]["rooms"]]
        assert [one["id"] for one in call["participants"]] == [anns]


async def test_a_server_that_slept_itself_loses_nobody(
    app: App, upkeep: Upkeep, clock: MovedClock, ann: Person, crew: str
) -> None:
    room = (await new_room(ann, crew))["id"]
    await join(ann, room)
    clock.move(3_600 * SECOND)
    app.calls.attendance.forgive(clock.now())
    await upkeep.tick()
    assert await people_in(ann, room) == [ann.id]
    clock.move(AFTER_A_START)
    await upkeep.tick()
    assert await people_in(ann, room) == []


async def test_time_passes_by_itself_and_a_leap_of_it_is_forgiven(
    app: App, clock: MovedClock, ann: Person, crew: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distributed_chat.calls.upkeep.TICK_SECONDS", 0.01)
    await app.calls.upkeep.rest()
    await app.calls.upkeep.start()
    room = (await new_room(ann, crew))["id"]
    place = app.calls.attendance.places[await seat(ann, room)]
    clock.move(3_600 * SECOND)
    async with asyncio.timeout(10):
        leapt = clock.now()
        while place.heard_at < leapt:
            assert await people_in(ann, room) == [ann.id]
        assert await people_in(ann, room) == [ann.id]
        while app.calls.attendance.places:
            clock.move(SECOND)
            await asyncio.sleep(0.02)
    assert await people_in(ann, room) == []
    assert clock.now() - place.heard_at >= SILENT_AFTER


async def test_a_call_that_outgrows_the_mesh_moves_by_itself(open_app: OpenApp, tidy: AsyncExitStack) -> None:
    sfu = FakeSfu()
    async with open_app(sfu, mesh_video=2) as app:
        (ann, bob, cat, dan), room = await furnished(app, tidy, *NAMES)
        first = await join(ann, room)
        await join(bob, room)
        await app.calls.upkeep.settled()
        assert sfu.asked == []
        third = await join(cat, room)
        assert third["grant"]["transport"] == "mesh", "nobody waits for the media server"
        await app.calls.upkeep.settled()
        call = first["call"]["id"]
        assert sfu.asked == [("ensure_room", call)]
        assert (await calls_in(dan, first["stream"]))[-1] == (
            "call.moved",
            {"conversation_id": room, "call_id": call, "transport": "livekit"},
        )
        again = await join(ann, room, first["grant"]["participant_id"])
        grant = again["grant"]
        assert (grant["transport"], grant["url"]) == ("livekit", "wss://media.example")
        assert grant["token"] == f"token of {ann.id} for {call}"
        for person in (cat, bob):
            await leave(person, room)
        await join(dan, room)
        await app.calls.upkeep.settled()
        assert (await shown(ann))[room]["transport"] == "livekit", "it never moves back"
        assert (await kinds_in(ann, first["stream"])).count("call.moved") == 1


async def test_without_a_media_server_a_call_stays_in_the_mesh(open_app: OpenApp, tidy: AsyncExitStack) -> None:
    async with open_app(mesh_video=1) as app:
        people, room = await furnished(app, tidy, *NAMES)
        for person in people:
            await join(person, room)
        await app.calls.upkeep.settled()
        assert (await shown(people[0]))[room]["transport"] == "mesh"


async def test_while_the_media_server_is_away_the_mesh_goes_on_and_it_is_tried_again(
    open_app: OpenApp, tidy: AsyncExitStack, clock: MovedClock
) -> None:
    sfu = FakeSfu()
    sfu.away = True
    async with open_app(sfu, mesh_video=1, mesh_people=3) as app:
        upkeep = app.calls.upkeep
        people, room = await furnished(app, tidy, *NAMES)
        for person in people[:3]:
            await join(person, room)
            await upkeep.settled()
        assert len(sfu.asked) == 1, "not again with everybody who comes"
        full = await join(people[3], room, status=503)
        assert full["code"] == "media_server_is_away"
        for seconds, tries in ((1, 2), (1, 3), (4, 3), (1, 4)):
            clock.move(seconds * SECOND)
            for place in app.calls.attendance.places.values():
                place.heard_at = clock.now()
            await upkeep.tick()
            await upkeep.settled()
            assert len(sfu.asked) == tries, seconds
        sfu.away = False
        await join(people[3], room)
        assert (await shown(people[0]))[room]["transport"] == "livekit"
        assert await people_in(people[0], room) == [person.id for person in people]


async def test_a_room_of_a_call_that_ended_meanwhile_is_closed_again(open_app: OpenApp, tidy: AsyncExitStack) -> None:
    sfu = FakeSfu()
    async with open_app(sfu) as app:
        [ann], room = await furnished(app, tidy, "ann")
        call = (await join(ann, room))["call"]["id"]
        await leave(ann, room)
        await app.calls.upkeep.move(call)
        assert sfu.rooms == {}


@pytest.mark.parametrize("how", ["leave", "other device", "removed", "lost", "other room"])
async def test_whoever_goes_loses_their_seat_at_the_media_server(
    open_app: OpenApp, tidy: AsyncExitStack, clock: MovedClock, how: str
) -> None:
    sfu = FakeSfu()
    async with open_app(sfu, mesh_video=1) as app:
        (ann, bob, cat), room = await furnished(app, tidy, "ann", "bob", "cat")
        [group] = (await ann.get("/api/home"))["groups"]
        other = (await new_room(ann, group["group"]["id"]))["id"]
        for person in (ann, cat):
            await join(person, room)
        bobs = await seat(bob, room)
        await app.calls.upkeep.settled()
        match how:
            case "leave":
                await leave(bob, room)
            case "other device":
                await join(bob, room)
            case "removed":
                await ann.delete(f"/api/groups/{group['group']['id']}/members/{bob.id}", status=204)
            case "other room":
                await join(bob, other)
            case _:
                app.calls.attendance.places[bobs].heard_at = clock.now() - SILENT_AFTER
                await app.calls.upkeep.tick()
        await app.calls.upkeep.settled()
        assert [about for what, about in sfu.asked if what == "kick"] == [bobs]
        assert not [about for what, about in sfu.asked if what == "close"]


async def test_whoever_is_back_already_keeps_the_seat_at_the_media_server(
    open_app: OpenApp, tidy: AsyncExitStack
) -> None:
    sfu = FakeSfu()
    async with open_app(sfu, mesh_video=1) as app:
        (ann, bob), room = await furnished(app, tidy, "ann", "bob")
        await join(ann, room)
        bobs = await seat(bob, room)
        await app.calls.upkeep.settled()

        def out_and_in(tx: Tx) -> None:
            actor = session_actor(tx, bob.token)
            assert actor is not None
            lose(tx, bobs)
            join_call(tx, actor, room, bobs)

        await app.database.write(out_and_in)
        await app.calls.upkeep.settled()
        assert [what for what, _ in sfu.asked if what == "kick"] == []


async def test_whoever_is_put_out_while_their_last_going_takes_long_is_kicked_again(
    open_app: OpenApp, tidy: AsyncExitStack
) -> None:
    sfu = FakeSfu()
    async with open_app(sfu, mesh_video=1) as app:
        (ann, bob), room = await furnished(app, tidy, "ann", "bob")
        await join(ann, room)
        bobs = await seat(bob, room)
        await app.calls.upkeep.settled()
        sfu.slow = asyncio.Event()
        await leave(bob, room)
        await join(bob, room, bobs)
        group = (await ann.get("/api/home"))["groups"][0]["group"]["id"]
        await ann.delete(f"/api/groups/{group}/members/{bob.id}", status=204)
        sfu.slow.set()
        await app.calls.upkeep.settled()
        assert sfu.asked.count(("kick", bobs)) == 2


async def test_the_end_of_a_call_closes_its_room_at_the_media_server(open_app: OpenApp, tidy: AsyncExitStack) -> None:
    sfu = FakeSfu()
    async with open_app(sfu, mesh_video=1) as app:
        (ann, bob), room = await furnished(app, tidy, "ann", "bob")
        call = (await join(ann, room))["call"]["id"]
        await join(bob, room)
        await app.calls.upkeep.settled()
        assert call in sfu.rooms
        sfu.away = True
        await ann.delete(f"/api/rooms/{room}", status=204)
        await app.calls.upkeep.settled()
        assert call in sfu.rooms, "it was not heard"
        sfu.away = False
        await app.calls.upkeep.look()
        assert sfu.rooms == {}
        await app.calls.upkeep.look()
        assert [what for what, _ in sfu.asked].count("close") == 2


async def test_a_seat_without_a_participant_is_found_and_taken(open_app: OpenApp, tidy: AsyncExitStack) -> None:
    sfu = FakeSfu()
    async with open_app(sfu, mesh_video=1) as app:
        (ann, bob, cat), room = await furnished(app, tidy, "ann", "bob", "cat")
        call = (await join(ann, room))["call"]["id"]
        ids = {await seat(bob, room), await seat(cat, room)}
        await app.calls.upkeep.settled()
        sfu.rooms[call] |= ids
        sfu.away = True
        await leave(bob, room)
        await app.calls.upkeep.settled()
        assert sfu.rooms[call] == ids, "the kick did not come through"
        await app.calls.upkeep.look()
        sfu.away = False
        await app.calls.upkeep.look()
        [left] = sfu.rooms[call]
        assert app.calls.attendance.places[left].user_id == cat.id


async def test_a_call_whose_media_server_is_configured_no_more_takes_nobody_in(
    open_app: OpenApp, tidy: AsyncExitStack
) -> None:
    async with open_app() as app:
        (ann, bob), room = await furnished(app, tidy, "ann", "bob")
        call = (await join(ann, room))["call"]["id"]
        await app.database.write(lambda tx: move_call(tx, call, "janus"))
        assert (await join(bob, room, status=503))["code"] == "media_server_is_away"
        assert await people_in(ann, room) == [ann.id]


async def test_a_call_that_moved_is_closed_to_newcomers_while_the_media_server_is_away(
    open_app: OpenApp, tidy: AsyncExitStack
) -> None:
    sfu = FakeSfu()
    async with open_app(sfu, mesh_video=1) as app:
        (ann, bob, cat), room = await furnished(app, tidy, "ann", "bob", "cat")
        for person in (ann, bob):
            await join(person, room)
        await app.calls.upkeep.settled()
        sfu.away = True
        assert (await join(cat, room, status=503))["code"] == "media_server_is_away"
        assert await people_in(ann, room) == [ann.id, bob.id]
