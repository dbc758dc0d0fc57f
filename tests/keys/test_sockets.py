"""Keys at the socket and at the log that is followed: what they read there, and how it ends."""

import asyncio
import time
from contextlib import suppress

import httpx2
import msgspec
import pytest
from websockets.exceptions import ConnectionClosed

from distributed_chat.app import App, create_app
from distributed_chat.config import Settings
from distributed_chat.kernel.clock import HOUR, MovedClock
from distributed_chat.streams.protocol import Close
from tests.cast import Person, QuickPasswords, sign_up
from tests.journeys.live import listening
from tests.keys.making import Keyed, make_key
from tests.streams.server import Client


def program(keyed: Keyed, person: Person) -> Person:
    """The key where a person is asked for: `Live` sends its secret."""
    return Person(person.user, keyed.secret, keyed.client)


async def groups_of(person: Person) -> tuple[str, str, str]:
    """Two groups; the first with a private room."""
    first, second = [(await person.post("/api/groups", {"name": name}))["group"]["id"] for name in ("One", "Two")]
    secret = await person.post(f"/api/groups/{first}/rooms", {"topic": "Secret", "private": True, "member_ids": []})
    return first, second, secret["room"]["id"]


async def close_code(client: Client) -> int:
    async with asyncio.timeout(5):
        with suppress(ConnectionClosed):
            while True:
                await client.socket.recv()
    assert client.socket.close_code is not None
    return client.socket.close_code


async def test_a_key_of_everything_reads_all_and_one_of_a_group_that_group(app: App, ann: Person) -> None:
    first, second, room = await groups_of(ann)
    async with (
        listening(app) as live,
        make_key(app, ann, scopes=["streams:read"]) as whole,
        make_key(app, ann, scopes=["streams:read"], group_id=first) as bound,
    ):
        async with live.socket(program(whole, ann)) as socket:
            assert set(socket.welcome["heads"]) == {
                f"user:{ann.id}",
                f"group:{first}",
                f"group:{second}",
                f"room:{room}",
            }
        async with live.socket(program(bound, ann)) as socket:
            assert set(socket.welcome["heads"]) == {f"group:{first}", f"room:{room}"}
            await ann.patch(f"/api/groups/{second}", {"name": "Elsewhere"})
            await ann.patch(f"/api/groups/{first}", {"name": "Here"})
            frame = await socket.frame()
            assert (frame["stream"], frame["payload"]["group"]["name"]) == (f"group:{first}", "Here")


async def test_what_opens_later_reaches_a_key_of_its_group_when_it_comes_again(app: App, ann: Person) -> None:
    first, second, _room = await groups_of(ann)
    async with listening(app) as live, make_key(app, ann, scopes=["streams:read"], group_id=first) as bound:
        async with live.door(program(bound, ann)) as client:
            await client.hello(cursors={})
            hidden = {"topic": "Hidden", "private": True, "member_ids": []}
            await ann.post(f"/api/groups/{second}/rooms", hidden)
            assert await close_code(client) == Close.GOING_AWAY
        async with live.socket(program(bound, ann)) as socket:
            assert not [name for name in socket.welcome["heads"] if second in name]


@pytest.mark.parametrize(("scope", "bound"), [("messages:read", False), ("streams:read", True)])
async def test_a_key_without_the_scope_or_of_one_room_has_no_socket(
    app: App, ann: Person, scope: str, bound: bool
) -> None:
    group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
    room = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Kitchen"}))["room"]["id"]
    async with (
        listening(app) as live,
        make_key(app, ann, scopes=[scope], room_id=room if bound else None) as key,
        live.door(program(key, ann)) as client,
    ):
        await client.socket.send(msgspec.json.encode({"frame": "hello", "cursors": {}}).decode())
        assert await close_code(client) == Close.NOT_ALLOWED


async def test_a_revoked_key_is_out_within_a_second(app: App, ann: Person) -> None:
    async with (
        listening(app) as live,
        make_key(app, ann, scopes=["streams:read"]) as key,
        live.door(program(key, ann)) as client,
    ):
        await client.hello(cursors={})
        began = time.monotonic()
        await ann.delete(f"/api/keys/{key.key['id']}", status=204)
        assert await close_code(client) == Close.NOT_SIGNED_IN
        assert time.monotonic() - began < 1


async def test_one_that_expired_or_was_revoked_elsewhere_is_out_within_a_second(
    app: App, clock: MovedClock, ann: Person
) -> None:
    """Another copy tells nobody here: the door looks by itself, twice a second."""
    async with (
        listening(app) as live,
        make_key(app, ann, scopes=["streams:read"], expires_in=3600) as key,
        live.door(program(key, ann)) as client,
    ):
        await client.hello(cursors={})
        clock.move(HOUR)
        assert await close_code(client) == Close.NOT_SIGNED_IN


async def test_a_log_that_is_followed_ends_with_the_key(app: App, ann: Person) -> None:
    group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
    other = (await ann.post("/api/groups", {"name": "Other"}))["group"]["id"]
    async with (
        listening(app) as live,
        make_key(app, ann, scopes=["streams:read"], group_id=group) as key,
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{live.port}") as client,
    ):
        headers = {"authorization": f"Bearer {key.secret}", "accept": "text/event-stream"}
        elsewhere = await client.get(f"/api/streams/group:{other}/events", headers=headers)
        assert elsewhere.status_code == 404
        async with client.stream("GET", f"/api/streams/group:{group}/events", headers=headers) as followed:
            lines = followed.aiter_lines()
            assert (await anext(lines)).startswith("id: ")
            await ann.delete(f"/api/keys/{key.key['id']}", status=204)
            async with asyncio.timeout(5):
                async for _line in lines:
                    pass


async def test_the_minute_has_a_limit_of_the_key(settings: Settings, clock: MovedClock) -> None:
    limited = msgspec.structs.replace(settings, unlimited=False)
    app = create_app(limited, clock=clock, passwords=QuickPasswords())
    await app.start()
    person = await sign_up(app, "ann")
    async with (
        make_key(app, person, scopes=["profile:read"], per_minute=2) as key,
        make_key(app, person, scopes=["profile:read"], per_minute=2) as other,
    ):
        # What is refused costs as well: a program that errs must not be a flood.
        assert [await key.status("GET", "/api/me"), await key.status("GET", "/api/sessions")] == [200, 403]
        late = await key.client.get("/api/me")
        assert (late.status_code, late.json()["code"], late.headers["retry-after"]) == (429, "key_limit", "30")
        assert await other.status("GET", "/api/me") == 200
    await person.client.aclose()
    await app.stop()
