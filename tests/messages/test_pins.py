"""Pins: kept at hand for everybody by anybody who reads there."""

from typing import Any

from distributed_chat.kernel.clock import MINUTE, MovedClock
from distributed_chat.messages import policy
from tests.cast import Person
from tests.conversations.rooms import enter, last_event, types_in
from tests.messages.conftest import Crew
from tests.messages.words import delete, last_message, page, pin, post, read


async def pins(reader: Person, conversation: str) -> list[Any]:
    found: list[Any] = (await reader.get(f"/api/conversations/{conversation}/pins"))["messages"]
    return found


async def test_what_is_pinned_is_listed_for_all_pinned_last_first(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    first, second = await post(ann, crew.room), await post(ann, crew.room)
    reply = await post(bob, crew.room, thread_of=first["id"])
    for message in (second, first, reply):
        clock.move(MINUTE)
        await pin(bob, message)
    assert [message["id"] for message in await pins(ann, crew.room)] == [reply["id"], first["id"], second["id"]]
    mark = {"by": bob.id, "at": "2026-11-25T12:01:00.000000Z"}
    assert (await read(ann, second))["pinned"] == mark
    assert (await last_message(ann, crew.room))["pinned"] == mark
    assert (await page(ann, crew.room))["messages"][1]["pinned"] == mark


async def test_pinning_and_unpinning_are_events_once(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    pinned = await pin(bob, sent)
    where = {"conversation_id": crew.room, "message_id": sent["id"]}
    assert await last_event(ann, f"group:{crew.group}") == (
        "message.pinned",
        {**where, "pinned": {"by": bob.id, "at": "2026-11-25T12:00:00.000000Z"}},
    )
    assert await pin(ann, sent) == pinned
    path = f"/api/messages/{sent['id']}/pin"
    assert (await ann.delete(path, status=200))["message"] == sent
    assert await last_event(ann, f"group:{crew.group}") == ("message.unpinned", where)
    await ann.delete(path, status=200)
    types = await types_in(ann, f"group:{crew.group}")
    assert (types.count("message.pinned"), types.count("message.unpinned")) == (1, 1)
    assert await pins(bob, crew.room) == []


async def test_a_deleted_message_is_pinned_no_more(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    await pin(bob, sent)
    await delete(ann, sent)
    assert await pins(bob, crew.room) == []


async def test_nobody_else_pins_or_sees_pins(ann: Person, bob: Person, cat: Person, crew: Crew) -> None:
    sent, secret = await post(ann, crew.room), await post(ann, crew.private)
    await pin(ann, secret)
    await pin(cat, sent, status=404)
    await enter(ann, cat, crew.group)
    await pin(cat, secret, status=404)
    assert (await cat.client.get(f"/api/conversations/{crew.private}/pins")).status_code == 404
    assert await pins(cat, crew.room) == []
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    for path in (crew.room, crew.private):
        assert (await bob.client.get(f"/api/conversations/{path}/pins")).status_code == 404


async def test_there_is_room_for_so_many_pins(ann: Person, crew: Crew) -> None:
    sent = [await post(ann, crew.room) for _ in range(policy.MOST_PINS + 1)]
    for message in sent[:-1]:
        await pin(ann, message)
    assert (await pin(ann, sent[-1], status=422))["code"] == "too_many_pins"
    await ann.delete(f"/api/messages/{sent[0]['id']}/pin", status=200)
    await pin(ann, sent[-1])
    assert len(await pins(ann, crew.room)) == policy.MOST_PINS
