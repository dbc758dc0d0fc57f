"""Removal is a fence: who may no longer read gets nothing of what comes after, over real sockets into the whole app.

What must not come is proved by what comes behind it: every test reads a socket up to a mark, never into a silence.
"""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec
import pytest

from distributed_chat.app import App
from distributed_chat.db import Tx
from distributed_chat.home.queries import audience
from distributed_chat.kernel.ids import new_id
from distributed_chat.streams.protocol import Close
from tests.cast import PASSWORD, Person, client_of
from tests.journeys.live import Frame, Listener, Live, listening
from tests.places import Cast, Place, furnish, gather_cast

End = Callable[[Cast, Place], Awaitable[Any]]

ENDS: dict[str, tuple[End, str, str]] = {
    "removed": (
        lambda cast, place: cast.owner.delete(f"/api/groups/{place.group}/members/{cast.member.id}", status=204),
        "member.removed",
        "removed",
    ),
    "left": (
        lambda cast, place: cast.member.post(f"/api/groups/{place.group}/leave", status=204),
        "member.left",
        "left",
    ),
    "the group is deleted": (
        lambda cast, place: cast.owner.delete(f"/api/groups/{place.group}", status=204),
        "group.deleted",
        "deleted",
    ),
}


@pytest.fixture
async def live(app: App) -> AsyncIterator[Live]:
    async with listening(app) as running:
        yield running


@pytest.fixture
async def cast(app: App) -> AsyncIterator[Cast]:
    people = await gather_cast(app)
    yield people
    await people.leave()


@pytest.fixture
async def place(cast: Cast) -> Place:
    return await furnish(cast)


async def say(person: Person, conversation: str, text: str) -> Any:
    return await person.post(f"/api/conversations/{conversation}/messages", {"text": text})


def of(frames: list[Frame], stream: str) -> list[Frame]:
    return [frame for frame in frames if frame.get("stream") == stream]


def kinds(frames: list[Frame]) -> list[str]:
    return [str(frame.get("type", frame["frame"])) for frame in frames]


@pytest.mark.parametrize("how", ENDS)
async def test_who_is_out_gets_that_event_and_nothing_after_it(live: Live, cast: Cast, place: Place, how: str) -> None:
    end, event, reason = ENDS[how]
    group = f"group:{place.group}"
    async with live.socket(cast.member) as member, live.socket(cast.admin) as admin:
        await say(cast.owner, place.room, "before")
        await end(cast, place)
        await cast.owner.client.post(f"/api/conversations/{place.room}/messages", json={"text": "after"})
        got = await member.until_mark()
        assert kinds(of(got, group)) == ["message.posted", event, "left"]
        assert of(got, group)[-1]["reason"] == reason
        assert "stream.closed" in kinds(of(got, f"user:{cast.member.id}"))
        await refused(live, cast.member, group)
        if event != "group.deleted":
            assert kinds(of(await admin.until_mark(), group))[:3] == ["message.posted", event, "message.posted"]


async def refused(live: Live, person: Person, stream: str) -> None:
    """By no door: not by a cursor, not by reading the log, not by a snapshot."""
    async with live.socket(person, {stream: 1}) as again:
        assert stream not in again.welcome["heads"]
        assert not of(await again.until_mark(), stream)
    for what in ("events", "snapshot"):
        assert (await person.client.get(f"/api/streams/{stream}/{what}")).status_code == 404


async def test_who_is_removed_while_catching_up_gets_no_event_after_the_removal(
    app: App, live: Live, cast: Cast, place: Place
) -> None:
    group = f"group:{place.group}"
    with narrow(live.port) as door:
        async with live.socket(cast.member, sock=door, max_queue=1) as member:
            here = next(it for it in app.hub.connections if it.user_id == cast.member.id)
            for _ in range(100):
                await say(cast.owner, place.room, "🦊" * 8_000)
                if here.paused:
                    break
            assert here.paused, "the socket took it all: nobody was behind"
            await say(cast.owner, place.room, "still before")
            await cast.owner.delete(f"/api/groups/{place.group}/members/{cast.member.id}", status=204)
            after = await say(cast.owner, place.room, "after")
            got = of(await member.until_mark(), group)
            seqs = [frame["seq"] for frame in got if frame["frame"] == "event"]
            assert seqs == list(range(member.welcome["heads"][group] + 1, seqs[-1] + 1))
            assert seqs[-1] < after["seq"]
            assert got[-1]["frame"] == "left"


def narrow(port: int) -> socket.socket:
    """A connection that holds little: who does not read from it stops the server's writing soon."""
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    door.connect(("127.0.0.1", port))
    door.setblocking(False)
    return door


async def test_a_hello_that_races_with_the_removal_brings_nothing_after_it(
    app: App, live: Live, cast: Cast, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the hello may read has been read, and is not true any more when the socket goes live."""
    group = f"group:{place.group}"
    audience_is_read, member_is_out = threading.Event(), threading.Event()

    def late(tx: Tx, user_id: str) -> dict[str, int]:
        found = audience(tx, user_id)
        audience_is_read.set()
        assert member_is_out.wait(10)
        return found

    monkeypatch.setattr(app.socket, "_audience", late)
    async with live.door(cast.member) as client:
        await client.send(frame="hello", cursors={group: 1})
        assert await asyncio.to_thread(audience_is_read.wait, 10)
        await cast.owner.delete(f"/api/groups/{place.group}/members/{cast.member.id}", status=204)
        member_is_out.set()
        after = await say(cast.owner, place.room, "after")
        member = Listener(client, cast.member, await client.frame())
        got = of(await member.until_mark(), group)
        assert all(frame["seq"] < after["seq"] for frame in got if frame["frame"] == "event")


async def test_a_member_of_a_private_room_is_fenced_off_from_it_too(live: Live, cast: Cast, place: Place) -> None:
    room = f"room:{place.private}"
    async with live.socket(cast.second) as second:
        await cast.owner.delete(f"/api/groups/{place.group}/members/{cast.second.id}", status=204)
        await say(cast.owner, place.private, "after")
        got = await second.until_mark()
        assert kinds(of(got, room)) == ["member.removed", "left"]
        assert "after" not in texts(got)
        await refused(live, cast.second, room)


async def test_a_deleted_room_ends_for_all_who_read_it(live: Live, cast: Cast, place: Place) -> None:
    room = f"room:{place.private}"
    async with live.socket(cast.second) as second:
        await cast.owner.delete(f"/api/rooms/{place.private}", status=204)
        assert kinds(of(await second.until_mark(), room)) == ["room.deleted", "left"]
        await refused(live, cast.second, room)


async def another_device(app: App, person: Person) -> Person:
    credentials = {"email": person.user["email"], "password": PASSWORD}
    signed_in = await person.post("/api/sessions", credentials)
    return Person(person.user, signed_in["token"], client_of(app, signed_in["token"]))


async def revoke(first: Person, second: Person) -> None:
    sessions = (await second.get("/api/sessions"))["sessions"]
    (mine,) = [session["id"] for session in sessions if session["current"]]
    await first.delete(f"/api/sessions/{mine}", status=204)


async def sign_out(first: Person, second: Person) -> None:
    await second.delete("/api/sessions/current", status=204)


async def change_password(first: Person, second: Person) -> None:
    await first.patch("/api/me", {"password": "quite another one", "current_password": PASSWORD})


@pytest.mark.parametrize("end", [revoke, sign_out, change_password])
async def test_the_end_of_a_session_is_the_end_of_its_socket(
    app: App, live: Live, cast: Cast, place: Place, end: Callable[[Person, Person], Awaitable[None]]
) -> None:
    other = await another_device(app, cast.member)
    async with live.socket(cast.member) as stays, live.socket(other) as ends:
        await say(cast.owner, place.room, "before")
        await end(cast.member, other)
        await say(cast.owner, place.room, "after")
        assert texts(await ends.until_closed()) == ["before"]
        assert ends.socket.close_code == Close.NOT_SIGNED_IN
        assert texts(await stays.until_mark()) == ["before", "after"]
        async with live.door(other) as again:
            await again.send(frame="hello")
            assert await again.close_code() == Close.NOT_SIGNED_IN
    await other.client.aclose()


def texts(frames: list[Frame]) -> list[str]:
    return [frame["payload"]["message"]["text"] for frame in frames if frame.get("type") == "message.posted"]


async def test_a_deleted_account_reads_nothing_more_on_any_device(
    app: App, live: Live, cast: Cast, place: Place
) -> None:
    other = await another_device(app, cast.member)
    async with live.socket(cast.member) as one, live.socket(other) as two, live.socket(cast.admin) as admin:
        await say(cast.owner, place.room, "before")
        gone = await cast.member.client.request("DELETE", "/api/me", json={"password": PASSWORD})
        assert gone.status_code == 204
        await say(cast.owner, place.room, "after")
        for device in (one, two):
            assert texts(await device.until_closed()) == ["before"]
            assert device.socket.close_code == Close.NOT_SIGNED_IN
        assert texts(await admin.until_mark()) == ["before", "after"]
    await other.client.aclose()


async def test_a_private_room_does_not_show_to_other_members_at_all(live: Live, cast: Cast, place: Place) -> None:
    room = f"room:{place.private}"
    before = await cast.member.get("/api/home")
    async with live.socket(cast.member, {room: 1}) as member, live.socket(cast.second) as second:
        await say(cast.owner, place.private, "hidden")
        await cast.owner.patch(f"/api/rooms/{place.private}", {"topic": "Party"})
        await second.send(frame="signal", stream=room, type="typing", payload={"conversation_id": place.private})
        await second.send(frame="ping")
        while (await second.frame())["frame"] != "pong":
            pass
        got = await member.until_mark()
        after = await cast.member.get("/api/home")
        assert place.private not in msgspec.json.encode([member.welcome, got, after]).decode()
        # Names of people changed by the mark itself; nothing else moved the group.
        assert after["heads"][f"group:{place.group}"]["seq"] == before["heads"][f"group:{place.group}"]["seq"] + 1
        await refused(live, cast.member, room)
        await member.send(frame="signal", stream=room, type="typing", payload={"conversation_id": place.private})
        assert (await member.until_error())["code"] == "not_found"


async def test_typing_and_presence_are_for_members(live: Live, cast: Cast, place: Place) -> None:
    group = f"group:{place.group}"
    typing = {"frame": "signal", "stream": group, "type": "typing", "payload": {"conversation_id": place.room}}
    watch = {"frame": "signal", "stream": group, "type": "presence.watch", "payload": {}}
    async with (
        live.socket(cast.owner) as owner,
        live.socket(cast.member) as member,
        live.socket(cast.stranger) as stranger,
        live.socket(cast.ex_member) as ex_member,
    ):
        await owner.send(**watch)
        assert sorted((await owner.until_frame("presence"))["payload"]["here"]) == sorted(
            [cast.owner.id, cast.member.id]
        )
        await owner.send(**typing)
        assert (await member.until_frame("typing"))["from"]["user"] == cast.owner.id
        for outsider in (stranger, ex_member):
            assert not of(await outsider.until_mark(), group)
            for signal in (typing, watch):
                await outsider.send(**signal)
                assert (await outsider.until_error())["code"] == "not_found"
        assert "typing" not in kinds(await owner.until_mark())


async def test_who_is_removed_sees_no_more_of_who_is_here(live: Live, cast: Cast, place: Place) -> None:
    group = f"group:{place.group}"
    watch = {"frame": "signal", "stream": group, "type": "presence.watch", "payload": {}}
    async with live.socket(cast.owner) as owner, live.socket(cast.member) as member:
        for watcher in (owner, member):
            await watcher.send(**watch)
            assert (await watcher.until_frame("presence"))["payload"]["whole"]
        await cast.owner.delete(f"/api/groups/{place.group}/members/{cast.member.id}", status=204)
        async with live.socket(cast.admin):
            change = (await owner.until_frame("presence"))["payload"]
            assert change == {"here": [cast.admin.id], "gone": [cast.member.id], "whole": False}
            await owner.send(frame="signal", stream=group, type="typing", payload={"conversation_id": new_id()})
            got = of(await member.until_mark(), group)
        assert kinds(got) == ["member.removed", "left"]
