"""The log of one conversation: its own events out of a stream that it shares, for people, and for a key of it alone."""

import pytest

from distributed_chat.app import App
from distributed_chat.home import room_log
from tests.cast import Person
from tests.conversations.rooms import Newcomers, enter, new_chat, new_room, say
from tests.keys.making import make_key


async def types(reader: Person, conversation: str) -> list[str]:
    return [event["type"] for event in (await reader.get(f"/api/conversations/{conversation}/events"))["events"]]


async def test_of_an_open_room_only_what_is_about_it(ann: Person, bob: Person, crew: str) -> None:
    kitchen, garden = await new_room(ann, crew), await new_room(ann, crew, topic="Garden")
    said = (await say(ann, kitchen["id"]))["message"]
    await say(ann, garden["id"])
    await bob.put(f"/api/messages/{said['id']}/reactions/❤", None)
    await ann.patch(f"/api/rooms/{kitchen['id']}", {"topic": "Cellar"})
    assert await types(bob, kitchen["id"]) == ["room.created", "message.posted", "reaction.added", "room.changed"]
    assert await types(bob, garden["id"]) == ["room.created", "message.posted"]


async def test_a_private_room_and_a_chat_have_streams_of_their_own(ann: Person, bob: Person, crew: str) -> None:
    for conversation in (await new_room(ann, crew, bob), await new_chat(ann, bob)):
        await say(ann, conversation["id"])
        whole = await bob.get(f"/api/streams/{conversation['stream']}/events")
        assert await bob.get(f"/api/conversations/{conversation['id']}/events") == whole


async def test_pages_follow_each_other_by_their_cursor(ann: Person, crew: str) -> None:
    room = await new_room(ann, crew)
    for text in "abcd":
        await say(ann, room["id"], text)
    after, found = 0, []
    while True:
        page = await ann.get(f"/api/conversations/{room['id']}/events", after=after, limit=2)
        found += page["events"]
        after = page["next_after"]
        if after == page["head"]:
            break
    assert [event["payload"]["message"]["text"] for event in found[1:]] == list("abcd")


async def test_a_request_looks_through_so_many_events_and_no_more(
    ann: Person, crew: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_log, "LOOKED_AT", 2)
    monkeypatch.setattr(room_log, "_AT_ONCE", 2)
    busy, quiet = await new_room(ann, crew), await new_room(ann, crew, topic="Quiet")
    for _ in range(4):
        await say(ann, busy["id"])
    page = await ann.get(f"/api/conversations/{quiet['id']}/events", after=quiet_seq(await ann.get("/api/home"), 4))
    assert page["events"] == []
    assert page["next_after"] == page["head"] - 2
    page = await ann.get(f"/api/conversations/{quiet['id']}/events", after=page["next_after"])
    assert (page["events"], page["next_after"]) == ([], page["head"])


def quiet_seq(home: dict[str, object], back: int) -> int:
    """So many events before the end of the only group's stream."""
    heads = home["heads"]
    assert isinstance(heads, dict)
    [head] = [head["seq"] for stream, head in heads.items() if stream.startswith("group:")]
    return int(head) - back


async def test_what_was_erased_is_gone_from_it(ann: Person, bob: Person, crew: str) -> None:
    room = await new_room(ann, crew)
    said = (await say(ann, room["id"]))["message"]
    await ann.delete(f"/api/messages/{said['id']}")
    assert await types(bob, room["id"]) == ["room.created", "message.deleted"]


async def test_nothing_from_before_i_came(ann: Person, crew: str, newcomers: Newcomers) -> None:
    room = await new_room(ann, crew)
    await say(ann, room["id"], "Before")
    [eve] = await newcomers("eve")
    assert (await eve.client.get(f"/api/conversations/{room['id']}/events")).status_code == 404
    await enter(ann, eve, crew)
    await say(ann, room["id"], "After")
    [event] = (await eve.get(f"/api/conversations/{room['id']}/events"))["events"]
    assert event["payload"]["message"]["text"] == "After"


async def test_a_key_of_the_room_reads_it_and_nothing_beside(app: App, ann: Person, crew: str) -> None:
    room, other = await new_room(ann, crew), await new_room(ann, crew, topic="Other")
    reach = {"group_id": crew, "room_id": room["id"]}
    async with make_key(app, ann, scopes=["streams:read"], **reach) as key:
        assert await key.status("GET", f"/api/conversations/{room['id']}/events") == 200
        assert await key.status("GET", f"/api/conversations/{other['id']}/events") == 404
        assert await key.status("GET", f"/api/streams/group:{crew}/events") == 404
    async with make_key(app, ann, scopes=["messages:read"], **reach) as key:
        assert await key.code("GET", f"/api/conversations/{room['id']}/events") == "scope_missing"
