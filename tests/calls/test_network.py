"""What a participant gets for the network, who gets none, and what ends with being in the call."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from distributed_chat.accounts.queries import session_actor
from distributed_chat.app import App
from distributed_chat.calls.actions import lose
from distributed_chat.calls.attendance import SILENT_AFTER
from distributed_chat.calls.stun_messages import BINDING, SUCCESS, Message, encode, parse
from distributed_chat.db import Tx
from distributed_chat.home.queries import home_of
from distributed_chat.kernel.clock import HOUR, SECOND, MovedClock, rfc3339
from distributed_chat.kernel.ids import new_id
from tests.calls.conftest import OpenApp
from tests.calls.rooms import furnished, join, leave, seat
from tests.cast import Person
from tests.conversations.rooms import new_chat, new_room
from tests.messages.statements import statements_of
from tests.services.server import free_port

TURN = {"turn_url": "turns:turn.example.test:5349", "turn_secret": "shared with coturn", "stun_port": 0}


def who_in(answer: dict[str, Any]) -> list[str]:
    """The parts of the names of all credentials: until when, who, where."""
    return [part for server in answer["ice_servers"] for part in server["username"].split(":")]


async def test_a_credential_is_for_one_person_in_one_call_for_ten_minutes(
    open_app: OpenApp, tidy: AsyncExitStack, clock: MovedClock
) -> None:
    async with open_app(**TURN) as app:
        (ann, bob), room = await furnished(app, tidy, "ann", "bob")
        mine = await join(ann, room)
        seconds = clock.now() // SECOND
        assert who_in(mine["grant"]) == [str(seconds + 600), ann.id, mine["call"]["id"]]
        assert mine["grant"]["expires_at"] == rfc3339((seconds + 600) * SECOND)
        clock.move(300 * SECOND)
        later = await ann.get("/api/ice-servers", conversation_id=room)
        assert who_in(later) == [str(seconds + 900), ann.id, mine["call"]["id"]]
        assert later["expires_at"] == rfc3339((seconds + 900) * SECOND)
        theirs = await join(bob, room)
        assert who_in(theirs["grant"])[1] == bob.id
        assert theirs["grant"]["ice_servers"][0]["credential"] != mine["grant"]["ice_servers"][0]["credential"]


async def test_who_is_not_in_the_call_gets_no_credential(ann: Person, bob: Person, cat: Person, crew: str) -> None:
    room, attic = (await new_room(ann, crew))["id"], (await new_room(ann, crew))["id"]
    await join(ann, room)
    for person, conversation in ((bob, room), (cat, room), (ann, attic), (ann, new_id())):
        answer = await person.client.get("/api/ice-servers", params={"conversation_id": conversation})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    await leave(ann, room)
    assert (await ann.client.get("/api/ice-servers", params={"conversation_id": room})).status_code == 404
    assert (await ann.client.get("/api/ice-servers", params={"conversation_id": "kitchen"})).status_code in {400, 422}


async def test_a_test_of_the_network_gets_a_minute_and_few_an_hour(
    open_app: OpenApp, tidy: AsyncExitStack, clock: MovedClock
) -> None:
    async with open_app(**TURN, unlimited=False) as app:
        [ann], _room = await furnished(app, tidy, "ann")
        first = await ann.get("/api/ice-servers")
        assert who_in(first) == [str(clock.now() // SECOND + 60), ann.id, "test"]
        for _ in range(11):
            await ann.get("/api/ice-servers")
        refused = await ann.client.get("/api/ice-servers")
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many")
        assert int(refused.headers["retry-after"]) > 0
        clock.move(HOUR // 12)
        await ann.get("/api/ice-servers")


async def test_a_flood_of_joins_is_refused(open_app: OpenApp, tidy: AsyncExitStack) -> None:
    async with open_app(unlimited=False) as app:
        [ann], room = await furnished(app, tidy, "ann")
        for _ in range(60):
            await join(ann, room)
        assert (await join(ann, room, status=429))["code"] == "too_many"


class Coturn:
    """The command line of a TURN server where everybody always has a relay, as far as ending one goes."""

    def __init__(self) -> None:
        self.ended: list[str] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"password: \r\n")
        whose = ""
        while line := (await reader.readline()).decode().strip():
            if line.startswith("psp "):
                whose = line.removeprefix("psp ")
                writer.write(f"  1) id=001000000000000001, user <1795608600{whose}>:\n".encode())
            elif line.startswith("cs "):
                self.ended.append(whose)
            writer.write(b"> ")
        writer.close()


@asynccontextmanager
async def coturn() -> AsyncIterator[tuple[Coturn, dict[str, str]]]:
    """It, and the settings by which it is reached."""
    turn = Coturn()
    async with await asyncio.start_server(turn.serve, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        yield turn, {"turn_admin": f"{host}:{port}", "turn_admin_password": "known to us"}


@pytest.mark.parametrize(
    ("how", "ends"), [("removed", True), ("lost", True), ("leave", False), ("other device", False)]
)
async def test_the_relays_of_whoever_is_put_out_end_at_once(
    open_app: OpenApp, tidy: AsyncExitStack, clock: MovedClock, how: str, ends: bool
) -> None:
    async with coturn() as (turn, admin), open_app(**TURN, **admin) as app:
        (ann, bob), room = await furnished(app, tidy, "ann", "bob")
        call = (await join(ann, room))["call"]["id"]
        bobs = await seat(bob, room)
        match how:
            case "removed":
                await remove(ann, bob)
            case "lost":
                app.calls.attendance.places[bobs].heard_at = clock.now() - SILENT_AFTER
                await app.calls.upkeep.tick()
            case "leave":
                await leave(bob, room)
            case _:
                await join(bob, room)
        await app.calls.upkeep.settled()
        assert turn.ended == ([f":{bob.id}:{call}"] if ends else [])


async def test_whoever_was_put_out_opens_no_new_relay_with_what_they_still_have(
    open_app: OpenApp, tidy: AsyncExitStack, clock: MovedClock
) -> None:
    async with coturn() as (turn, admin), open_app(**TURN, **admin) as app:
        upkeep = app.calls.upkeep
        (ann, bob, cat), room = await furnished(app, tidy, "ann", "bob", "cat")
        call = (await join(ann, room))["call"]["id"]
        await join(bob, room)
        cats = await seat(cat, room)
        await remove(ann, bob)
        await app.database.write(lambda tx: lose(tx, cats))
        await join(cat, room)
        await upkeep.settled()
        turn.ended.clear()
        await upkeep.sweep_relays()
        assert turn.ended == [f":{bob.id}:{call}"], "cat is in again"
        clock.move(601 * SECOND)
        await upkeep.sweep_relays()
        turn.ended.clear()
        await upkeep.sweep_relays()
        assert turn.ended == []


async def test_nobody_gathers_relays_by_going_from_call_to_call(
    open_app: OpenApp, tidy: AsyncExitStack, clock: MovedClock
) -> None:
    async with coturn() as (turn, admin), open_app(**TURN, **admin) as app:
        (ann,), room = await furnished(app, tidy, "ann")
        left = []
        for _ in range(3):
            left.append((await join(ann, room))["call"]["id"])
            await leave(ann, room)
        await join(ann, room)
        await app.calls.upkeep.settled()
        assert turn.ended == []
        await app.calls.upkeep.sweep_relays()
        assert turn.ended == [f":{ann.id}:{call}" for call in left]


async def test_a_relay_for_a_test_of_the_network_ends_with_its_minute(
    open_app: OpenApp, tidy: AsyncExitStack, clock: MovedClock
) -> None:
    async with coturn() as (turn, admin), open_app(**TURN, **admin) as app:
        (ann,), _ = await furnished(app, tidy, "ann")
        await ann.get("/api/ice-servers")
        await app.calls.upkeep.sweep_relays()
        assert turn.ended == []
        clock.move(60 * SECOND)
        await app.calls.upkeep.sweep_relays()
        assert turn.ended == [f":{ann.id}:test"]


def nobody_else(_tx: Tx, _token: str, _origin: str) -> bool:
    return False


async def remove(ann: Person, other: Person) -> None:
    [group] = (await ann.get("/api/home"))["groups"]
    await ann.delete(f"/api/groups/{group['group']['id']}/members/{other.id}", status=204)


async def test_only_the_participant_sits_down_at_the_relay(
    app: App, ann: Person, bob: Person, cat: Person, crew: str
) -> None:
    room, attic = (await new_room(ann, crew))["id"], (await new_room(ann, crew))["id"]
    mine = await join(ann, room)
    participant = mine["grant"]["participant_id"]
    await join(bob, room)
    door = app.calls.door(session_actor, nobody_else)

    async def knock(person: Person | None, conversation: str = room, id: str = participant) -> Any:
        headers = [] if person is None else [(b"authorization", f"Bearer {person.token}".encode())]
        return await door({"headers": headers}, id, conversation)

    assert await knock(ann) == (ann.id, mine["call"]["id"])
    for refused in (knock(bob), knock(cat), knock(None), knock(ann, attic), knock(ann, id=new_id())):
        assert await refused is None
    await leave(ann, room)
    assert await knock(ann) is None


async def test_a_session_that_ended_opens_no_relay(app: App, ann: Person, bob: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    mine = await seat(bob, room)
    door = app.calls.door(session_actor, nobody_else)
    await bob.delete("/api/sessions/current", status=204)
    assert await door({"headers": [(b"authorization", f"Bearer {bob.token}".encode())]}, mine, room) is None


async def test_a_page_elsewhere_sits_down_by_the_token_that_it_offers(app: App, ann: Person, crew: str) -> None:
    room = (await new_room(ann, crew))["id"]
    mine = (await join(ann, room))["grant"]["participant_id"]
    known = "https://page.example"
    door = app.calls.door(session_actor, lambda _tx, _token, origin: origin == known)
    offered = ["distributed", f"bearer.{ann.token}"]
    cookie = (b"cookie", f"session={ann.token}".encode())

    async def knock(origin: str, protocols: list[str], *headers: tuple[bytes, bytes]) -> Any:
        scope = {"headers": [(b"origin", origin.encode()), *headers], "subprotocols": protocols}
        return await door(scope, mine, room)

    assert (await knock(known, offered)) is not None
    assert await knock("https://other.example", offered) is None
    assert await knock(known, ["distributed"], cookie) is None, "a cookie that came along counts for nothing"
    assert await knock(known, [f"bearer.{ann.token}"]) is None
    assert await knock(known, ["distributed", "bearer.nobody"]) is None


class Asker(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def datagram_received(self, data: bytes, _from: Any) -> None:
        if not self.answer.done():
            self.answer.set_result(data)


async def test_the_server_answers_stun_and_starts_without_when_the_port_is_taken(open_app: OpenApp) -> None:
    port = free_port()
    async with open_app(stun_port=port), open_app(stun_port=port, database_url=None):
        transport, asker = await asyncio.get_running_loop().create_datagram_endpoint(
            Asker, remote_addr=("127.0.0.1", port)
        )
        transport.sendto(encode(Message(BINDING, bytes(12))))
        async with asyncio.timeout(5):
            answer = parse(await asker.answer)
        transport.close()
    assert answer is not None
    assert answer.kind == BINDING + SUCCESS


async def test_a_home_costs_as_many_statements_with_many_calls_as_with_one(
    app: App, ann: Person, bob: Person, crew: str
) -> None:
    async def cost() -> int:
        def count(tx: Tx) -> int:
            return len(statements_of(tx, lambda: home_of(tx, ann.id)))

        return await app.database.read(count)

    kitchen = (await new_room(ann, crew))["id"]
    private = (await new_room(ann, crew, bob))["id"]
    await new_chat(ann, bob)
    await join(ann, kitchen)
    one = await cost()
    await join(bob, private)
    for _ in range(3):
        await new_room(ann, crew)
    assert await cost() == one
