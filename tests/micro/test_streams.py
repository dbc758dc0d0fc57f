"""The topic bus, and the bridge by which a front end of that generation is live."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from distributed_chat.app import App
from distributed_chat.kernel.clock import MINUTE, MovedClock
from tests.cast import Person
from tests.journeys.live import Live, listening
from tests.keys.test_keys import room_of
from tests.micro.speaking import Micro
from tests.places import join


@asynccontextmanager
async def subscribed(live: Live, micro: Micro, topic: str, token: str | None = None) -> AsyncIterator[ClientConnection]:
    given = token or (await micro("streams/Token", topic=topic))["token"]
    async with connect(f"ws://127.0.0.1:{live.port}/micro/streams/subscribe", compression=None) as socket:
        await socket.send(msgspec.json.encode({"token": given, "topic": topic}).decode())
        yield socket


async def heard(socket: ClientConnection) -> Any:
    """As those clients read it: JSON in a JSON string in JSON."""
    async with asyncio.timeout(5):
        frame = msgspec.json.decode(await socket.recv(), type=dict[str, Any])
    assert set(frame) == {"topic", "message", "sent_at"}
    assert len(frame["sent_at"]) == len("2021-05-12T18:00:00Z")
    return msgspec.json.decode(msgspec.json.decode(frame["message"]))


async def until_listening(app: App, topic: str) -> None:
    async with asyncio.timeout(5):
        while topic not in app.topics.heard():
            await asyncio.sleep(0.005)


async def test_every_socket_of_a_token_gets_every_event(app: App, micro: Micro) -> None:
    async with listening(app) as live:
        token = (await micro("streams/Token", topic="whiteboard-7"))["token"]
        async with (
            subscribed(live, micro, "whiteboard-7", token) as one,
            subscribed(live, micro, "whiteboard-7", token) as two,
        ):
            async with asyncio.timeout(5):
                while app.topics.listeners("whiteboard-7") < 2:
                    await asyncio.sleep(0.005)
            await micro("streams/Publish", topic="whiteboard-7", message='{"x": "ü"}')
            assert await heard(one) == await heard(two) == {"x": "ü"}


async def test_a_token_that_does_not_open_the_topic_closes_the_socket_without_a_word(
    app: App, micro: Micro, clock: MovedClock
) -> None:
    async with listening(app) as live:
        bound = (await micro("streams/Token", topic="a"))["token"]
        for token, topic in ((bound, "b"), ("nonsense", "a"), ("", "a"), (bound, "")):
            async with subscribed(live, micro, topic, token or "-") as socket:
                with pytest.raises(ConnectionClosed):
                    await socket.recv()
        anything = (await micro("streams/Token"))["token"]
        async with subscribed(live, micro, "b", anything):
            await until_listening(app, "b")
            clock.move(MINUTE)  # an open subscription outlives its token
            assert "b" in app.topics.heard()
        async with subscribed(live, micro, "b", anything) as socket:
            with pytest.raises(ConnectionClosed):
                await socket.recv()


async def test_a_frame_that_is_too_long_ends_the_socket(app: App, micro: Micro) -> None:
    async with listening(app) as live, subscribed(live, micro, "a") as socket:
        await until_listening(app, "a")
        await socket.send("x" * 513)
        with pytest.raises(ConnectionClosed):
            await socket.recv()


async def test_what_happens_in_a_group_is_told_on_the_topics_of_its_people(
    app: App, micro: Micro, ann: Person, bob: Person, cat: Person
) -> None:
    group, room = await room_of(ann)
    await join(ann, bob, group)
    async with (
        listening(app) as live,
        subscribed(live, micro, bob.id) as bobs,
        subscribed(live, micro, cat.id) as cats,
    ):
        await until_listening(app, bob.id)
        await until_listening(app, cat.id)
        sent = await ann.post(f"/api/conversations/{room}/messages", {"text": "Hello"})
        told = await heard(bobs)
        author = {"id": ann.id, "first_name": "Ann", "last_name": "Test", "email": "ann@example.test"}
        message = {"id": sent["message"]["id"], "text": "Hello", "sent_at": "2026-11-25T12:00:00Z", "author": author}
        payload = {"chat": {"id": room, "type": "thread"}, "message": message}
        assert told == {"type": "message.created", "group_id": group, "payload": payload}
        await micro("threads/CreateMessage", conversation_id=room, author_id=bob.id, text="Hi")
        assert (await heard(bobs))["payload"]["message"]["author"]["current_user"] is True
        await ann.patch(f"/api/groups/{group}", {"name": "Sunday Crew"})
        assert await heard(bobs) == {"type": "group.updated", "group_id": group, "payload": {"name": "Sunday Crew"}}
        balcony = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Balcony"}))["room"]
        made = await heard(bobs)
        assert (made["type"], made["payload"]["topic"]) == ("tread.created", "Balcony")
        await micro("threads/UpdateThread", id=balcony["id"], topic="Attic")
        renamed = {"id": balcony["id"], "topic": "Attic"}
        assert await heard(bobs) == {"type": "thread.updated", "group_id": group, "payload": renamed}
        await ann.delete(f"/api/rooms/{balcony['id']}", status=204)
        assert (await heard(bobs))["type"] == "thread.deleted"
        await join(ann, cat, group)
        joined = await heard(bobs)
        assert (joined["type"], joined["payload"]["email"]) == ("group.user.joined", "cat@example.test")
        await cat.post(f"/api/groups/{group}/leave", status=204)
        assert (await heard(bobs)) == {"type": "group.user.left", "group_id": group, "payload": {"id": cat.id}}
        assert (await heard(cats))["payload"] == {"id": cat.id, "current_user": True}  # and nothing before it


async def test_a_chat_is_named_by_the_other_and_a_private_room_told_to_its_people(
    app: App, micro: Micro, ann: Person, bob: Person, cat: Person
) -> None:
    group, _room = await room_of(ann)
    for person in (bob, cat):
        await join(ann, person, group)
    chat = (await ann.post("/api/chats", {"user_ids": [bob.id]}))["chat"]["id"]
    hidden = {"topic": "Hidden", "private": True, "member_ids": [bob.id]}
    secret = (await ann.post(f"/api/groups/{group}/rooms", hidden))["room"]["id"]
    async with (
        listening(app) as live,
        subscribed(live, micro, bob.id) as bobs,
        subscribed(live, micro, ann.id) as anns,
        subscribed(live, micro, cat.id) as cats,
    ):
        for person in (ann, bob, cat):
            await until_listening(app, person.id)
        await ann.post(f"/api/conversations/{chat}/messages", {"text": "Psst"})
        assert (await heard(bobs))["payload"]["chat"] == {"id": ann.id, "type": "chat"}
        assert (await heard(anns))["payload"]["chat"] == {"id": bob.id, "type": "chat"}
        await ann.post(f"/api/conversations/{secret}/messages", {"text": "Secret"})
        assert (await heard(bobs))["payload"]["message"]["text"] == "Secret"
        await ann.patch(f"/api/groups/{group}", {"name": "Other"})
        assert (await heard(cats))["type"] == "group.updated"  # the first that cat hears of
