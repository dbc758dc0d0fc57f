"""Drafts: the same on every device of one person, nobody else's, and not remembered once they were given up."""

import asyncio
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.clock import SECOND, MovedClock
from distributed_chat.kernel.ids import new_id
from distributed_chat.later.policy import MOST_DRAFTS
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import enter, events_in, new_room, say
from tests.later.words import home_of, own_events, write
from tests.messages.conftest import Crew


async def test_a_draft_is_there_on_every_device_of_its_writer_and_on_nobody_elses(
    ann: Person, bob: Person, crew: Crew
) -> None:
    marks = [{"type": "mention", "offset": 0, "length": 4, "user_id": ann.id}]
    answer = await write(bob, crew.room, "@Ann do you", entities=marks)
    draft = {
        "conversation_id": crew.room,
        "text": "@Ann do you",
        "entities": marks,
        "changed_at": "2026-11-25T12:00:00.000000Z",
    }
    assert answer == {"draft": draft}
    assert await home_of(bob, "drafts") == [draft]
    [event] = await own_events(bob, "draft.changed")
    assert event["payload"] == {"draft": draft}
    assert await home_of(ann, "drafts") == []
    assert "draft.changed" not in [event["type"] for event in await events_in(ann, f"group:{crew.group}")]


async def test_the_last_write_wins_and_the_log_keeps_no_words_that_were_given_up(
    bob: Person, crew: Crew, clock: MovedClock
) -> None:
    for text in ("You are", "You are a", "Thank you"):
        clock.move(SECOND)
        await write(bob, crew.room, text)
    assert [draft["text"] for draft in await home_of(bob, "drafts")] == ["Thank you"]
    events = await own_events(bob, "draft.changed")
    assert [event["payload"] and event["payload"]["draft"]["text"] for event in events] == [None, None, "Thank you"]


@pytest.mark.parametrize("nothing", ["", "  \n "])
async def test_without_text_a_draft_is_gone_also_from_the_log(bob: Person, crew: Crew, nothing: str) -> None:
    await write(bob, crew.room, "On second thought", reply_to=new_id())
    gone = (await write(bob, crew.room, nothing))["draft"]
    assert (gone["text"], "reply_to" in gone) == ("", False)
    assert await home_of(bob, "drafts") == []
    events = await own_events(bob, "draft.changed")
    assert [event["payload"] for event in events] == [None, {"draft": gone}]
    assert (await write(bob, crew.room, nothing))["draft"]["text"] == ""
    assert len(await own_events(bob, "draft.changed")) == 2


async def test_the_same_words_again_are_no_event(bob: Person, crew: Crew, clock: MovedClock) -> None:
    first = await write(bob, crew.room, "Hello")
    clock.move(SECOND)
    assert await write(bob, crew.room, "Hello") == first
    assert len(await own_events(bob, "draft.changed")) == 1


async def test_a_thread_has_a_draft_of_its_own(ann: Person, bob: Person, crew: Crew, message: str) -> None:
    await write(bob, crew.room, "In the room")
    draft = (await write(bob, crew.room, "In the thread", thread_of=message))["draft"]
    assert draft["thread_of"] == message
    assert {draft["text"] for draft in await home_of(bob, "drafts")} == {"In the room", "In the thread"}
    await write(bob, crew.room, "", thread_of=message)
    assert [draft["text"] for draft in await home_of(bob, "drafts")] == ["In the room"]


async def test_a_thread_is_below_a_message_of_that_conversation(
    ann: Person, bob: Person, crew: Crew, message: str
) -> None:
    elsewhere = (await say(ann, crew.chat))["message"]["id"]
    path = f"/api/conversations/{crew.room}/messages"
    reply = (await ann.post(path, {"text": "Yes", "thread_of": message}))["message"]["id"]
    for wrong in (elsewhere, reply, new_id(), crew.room):
        await write(bob, crew.room, "Hello", thread_of=wrong, status=404)
    assert await home_of(bob, "drafts") == []


async def test_a_stranger_has_no_draft_here(cat: Person, crew: Crew, message: str) -> None:
    for conversation in (crew.room, crew.private, crew.chat, new_id()):
        await write(cat, conversation, "Hello", status=404)
    await write(cat, crew.room, "Hello", thread_of=message, status=404)
    assert await home_of(cat, "drafts") == []


async def test_who_is_removed_keeps_no_draft_there_and_the_log_keeps_no_words_of_it(
    ann: Person, bob: Person, crew: Crew
) -> None:
    await write(bob, crew.room, "In the room")
    await write(bob, crew.private, "In private")
    await write(bob, crew.chat, "In the chat")
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    assert [draft["text"] for draft in await home_of(bob, "drafts")] == ["In the chat"]
    await write(bob, crew.room, "Again", status=404)
    await enter(ann, bob, crew.group)
    assert [draft["text"] for draft in await home_of(bob, "drafts")] == ["In the chat"]
    payloads = [event["payload"] for event in await own_events(bob, "draft.changed")]
    assert payloads[:2] == [None, None]


async def test_drafts_go_with_their_room_and_with_their_group(ann: Person, bob: Person, crew: Crew) -> None:
    await write(bob, crew.room, "In the room")
    await write(bob, crew.private, "In private")
    await ann.delete(f"/api/rooms/{crew.private}", status=204)
    assert [draft["text"] for draft in await home_of(bob, "drafts")] == ["In the room"]
    await ann.delete(f"/api/groups/{crew.group}", status=204)
    assert await home_of(bob, "drafts") == []


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"text": "x" * 8_001}, "too_long", "text"),
        ({"text": "nul \u0000 byte"}, "text_not_storable", "text"),
        ({}, "missing", "text"),
        ({"text": "x", "thread_of": "no id"}, None, "thread_of"),
        ({"text": "x", "entities": [{"type": "shout", "offset": 0, "length": 1}]}, None, "entities[0].type"),
    ],
)
async def test_what_is_no_draft_is_refused_and_what_was_there_stays(
    bob: Person, crew: Crew, body: dict[str, Any], code: str | None, field: str
) -> None:
    await write(bob, crew.room, "Before")
    answer = await bob.put(f"/api/conversations/{crew.room}/draft", body, status=422)
    assert answer["field"].startswith(field.split("[", maxsplit=1)[0])
    assert code is None or answer["code"] == code
    assert [draft["text"] for draft in await home_of(bob, "drafts")] == ["Before"]


async def test_the_longest_draft_arrives_whole(bob: Person, crew: Crew) -> None:
    text = "\U0001f345" * 8_000
    await write(bob, crew.room, text)
    assert [draft["text"] for draft in await home_of(bob, "drafts")] == [text]


async def test_there_is_an_end_to_the_number_of_drafts_but_not_to_changing_them(ann: Person, crew: Crew) -> None:
    path = f"/api/conversations/{crew.room}/messages"
    root = ""
    for number in range(MOST_DRAFTS):
        root = (await ann.post(path, {"text": f"{number}"}))["message"]["id"]
        await write(ann, crew.room, f"Draft {number}", thread_of=root)
    assert (await write(ann, crew.chat, "One more", status=409))["code"] == "too_many_drafts"
    await write(ann, crew.room, "Changed", thread_of=root)
    await write(ann, crew.room, "", thread_of=root)
    await write(ann, crew.chat, "One more")


async def test_of_two_devices_that_write_at_once_one_draft_is_left_and_one_event_has_words(
    ann: Person, bob: Person, crew: Crew
) -> None:
    await asyncio.gather(*(write(bob, crew.room, f"Device {number}") for number in range(6)))
    [draft] = await home_of(bob, "drafts")
    events = await own_events(bob, "draft.changed")
    assert [event["payload"] for event in events[:-1]] == [None] * (len(events) - 1)
    assert events[-1]["payload"] == {"draft": draft}


async def test_with_the_account_go_its_drafts_also_from_the_log(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    other = (await new_room(ann, crew.group))["id"]
    await write(bob, crew.room, "Unsaid")
    await write(bob, other, "Unsaid too")
    await write(bob, other, "")
    answer = await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert answer.is_success
    counts = await app.database.read(
        lambda tx: [
            tx.conn.exec_driver_sql("SELECT count(*) FROM drafts").scalar(),
            tx.conn.exec_driver_sql(
                "SELECT count(*) FROM events WHERE type = 'draft.changed' AND payload IS NOT NULL"
            ).scalar(),
        ]
    )
    assert counts == [0, 0]
