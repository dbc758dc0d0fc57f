"""Deleting: a tombstone for everybody, and the words are gone from every table and from the log."""

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy import func, select

from distributed_chat.app import App
from distributed_chat.db import Tx, metadata
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import SECOND, MovedClock
from distributed_chat.kernel.ids import SessionId, UserId, new_id
from distributed_chat.messages.actions import add_reaction, remove_reaction
from distributed_chat.messages.actions.erasing import EVENTS_AT_ONCE
from distributed_chat.streams import events_after
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import enter, events_in, types_in
from tests.messages.conftest import Crew
from tests.messages.words import (
    delete,
    edit,
    jobs_done,
    last_message,
    marker,
    mention_of,
    page,
    pin,
    post,
    react,
    reaction,
    read,
    words_anywhere,
)


@pytest.fixture
async def rich(ann: Person, bob: Person, crew: Crew) -> dict[str, Any]:
    """A message with everything on it; `sesame` is in all of its words."""
    first = await post(bob, crew.room)
    sent: dict[str, Any] = await post(
        ann,
        crew.room,
        "sesame https://sesame.example.test @Bob",
        entities=[mention_of(bob, 35, 4)],
        reply_to=first["id"],
        kind="action",
    )
    await edit(ann, sent, "sesame https://sesame.example.test Bob!")
    await react(bob, sent, "👍")
    await pin(bob, sent)
    return sent


async def test_a_deleted_message_is_a_place_and_nothing_else(
    ann: Person, bob: Person, crew: Crew, rich: dict[str, Any], clock: MovedClock
) -> None:
    clock.move(11 * SECOND)
    answer = await delete(ann, rich)
    tombstone = {
        "id": rich["id"],
        "conversation_id": crew.room,
        "number": 2,
        "author_id": ann.id,
        "text": "",
        "sent_at": rich["sent_at"],
        "deleted_at": "2026-11-25T12:00:11.000000Z",
    }
    assert answer["message"] == tombstone
    assert await read(bob, rich) == tombstone
    assert (await page(bob, crew.room))["messages"][-1] == tombstone
    assert await last_message(bob, crew.room) == tombstone
    assert (await bob.get(f"/api/messages/{rich['id']}/edits"))["edits"] == []
    assert (await bob.get(f"/api/conversations/{crew.room}/pins"))["messages"] == []


async def test_its_words_are_in_no_table_and_not_in_the_log(
    app: App, ann: Person, bob: Person, crew: Crew, rich: dict[str, Any]
) -> None:
    assert await app.database.read(words_anywhere) >= {"messages", "message_edits", "events"}
    answer = await delete(ann, rich)
    digests = select(metadata.tables["created"].c.digest).where(metadata.tables["created"].c.id == rich["id"])
    assert await app.database.read(lambda tx: tx.conn.execute(digests).scalar()) == b""  # nothing to try words with
    # The spelling that a search corrects follows at once after it: tests/search.
    assert await app.database.read(words_anywhere) <= {"search_words"}
    log = await events_in(bob, f"group:{crew.group}")
    about = [event for event in log if event["seq"] in log[-1]["payload"]["erased"]]
    assert [event["type"] for event in about] == [
        "message.posted",
        "message.edited",
        "reaction.added",
        "message.pinned",
    ]
    assert [event["payload"] for event in about] == [None] * 4
    assert (log[-1]["type"], log[-1]["seq"]) == ("message.deleted", answer["seq"])
    assert log[-1]["payload"] == {
        "conversation_id": crew.room,
        "message_id": rich["id"],
        "number": 2,
        "thread_of": None,
        "deleted_at": "2026-11-25T12:00:00.000000Z",
        "undone": True,
        "erased": [event["seq"] for event in about],
    }


async def test_its_author_undoes_it_within_ten_seconds_and_only_its_author(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    mine, late, bobs = [await post(author, crew.room) for author in (ann, ann, bob)]
    await delete(ann, bobs)
    clock.move(10 * SECOND)
    await delete(ann, mine)
    clock.move(1)
    await delete(ann, late)
    undone = [await read(bob, message) for message in (mine, late, bobs)]
    assert [message.get("undone", False) for message in undone] == [True, False, False]
    log = await events_in(bob, f"group:{crew.group}")
    assert [event["payload"]["undone"] for event in log if event["type"] == "message.deleted"] == [False, True, False]


async def test_deleting_again_is_harmless(ann: Person, crew: Crew, clock: MovedClock) -> None:
    sent = await post(ann, crew.room)
    first = await delete(ann, sent)
    clock.move(SECOND)
    assert await delete(ann, sent) == first
    assert (await types_in(ann, f"group:{crew.group}")).count("message.deleted") == 1


async def test_numbers_stay_dense_and_a_late_retry_brings_nothing_back(ann: Person, bob: Person, crew: Crew) -> None:
    body = {"id": new_id(), "text": "Hello"}
    path = f"/api/conversations/{crew.room}/messages"
    sent = (await ann.post(path, body, status=201))["message"]
    await post(bob, crew.room)
    await delete(ann, sent)
    again = await ann.post(path, body, status=200)
    assert (again["message"]["text"], again["message"]["number"]) == ("", 1)
    assert [message["number"] for message in (await page(bob, crew.room))["messages"]] == [1, 2]


async def test_in_a_room_who_leads_the_group_deletes_the_words_of_others_and_nobody_else_does(
    app: App, ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    anns, bobs = await post(ann, crew.room), await post(bob, crew.room)
    assert (await delete(bob, anns, status=403))["code"] == "not_allowed"
    assert (await delete(cat, anns, status=404))["code"] == "not_found"
    await delete(ann, bobs)
    await ann.patch(f"/api/groups/{crew.group}/members/{bob.id}", {"role": "admin"}, status=200)
    await delete(bob, anns)
    assert "deleted_at" in await read(ann, anns)


async def test_in_a_chat_everybody_deletes_their_own_words_alone(ann: Person, bob: Person, crew: Crew) -> None:
    bobs = await post(bob, crew.chat)
    await delete(ann, bobs, status=403)
    await delete(bob, bobs)


async def test_an_admin_deletes_nothing_in_a_private_room_that_they_do_not_read(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    await enter(ann, cat, crew.group)
    await ann.patch(f"/api/groups/{crew.group}/members/{cat.id}", {"role": "admin"}, status=200)
    secret = await post(bob, crew.private)
    await delete(cat, secret, status=404)
    assert (await read(ann, secret)) == secret


async def test_a_mention_in_a_deleted_message_calls_nobody(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room, "@Bob", entities=[mention_of(bob, 0, 4)])
    assert (await marker(bob, crew.room))["mentions"] == [1]
    await delete(ann, sent)
    assert await marker(bob, crew.room) == {}


async def test_reacting_while_it_is_deleted_leaves_nothing(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    reacting = [bob.client.put(reaction(sent, emoji), json={}) for emoji in ("👍", "🍅", "🎉")]
    answers = await asyncio.gather(reacting[0], ann.client.delete(f"/api/messages/{sent['id']}"), *reacting[1:])
    assert answers[1].status_code == 200
    assert {answer.status_code for answer in (answers[0], *answers[2:])} <= {200, 409}
    assert "reactions" not in await read(bob, sent)
    log = await events_in(bob, f"group:{crew.group}")
    assert {str(event["payload"]) for event in log if event["type"] == "reaction.added"} <= {"None"}


async def test_nobody_pins_or_reacts_to_a_deleted_message(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    await delete(ann, sent)
    for refused in (await react(bob, sent, "👍", status=409), await pin(bob, sent, status=409)):
        assert refused["code"] == "message_is_deleted"


async def test_who_deleted_their_account_stays_the_author_of_what_they_said(
    ann: Person, bob: Person, crew: Crew
) -> None:
    sent = await post(bob, crew.room)
    await react(bob, sent, "👍")
    quoted = await post(ann, crew.room, reply_to=sent["id"])
    await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    found = await page(ann, crew.room)
    assert found["messages"][0]["text"] == "Hello"
    assert found["messages"][0]["reactions"] == [{"emoji": "👍", "user_ids": [bob.id]}]
    assert found["messages"][1]["reply_to"] == quoted["reply_to"]
    assert [user["kind"] for user in found["users"] if user["id"] == bob.id] == ["deleted"]


async def test_a_room_with_everything_in_it_can_be_deleted(
    app: App, ann: Person, bob: Person, crew: Crew, rich: dict[str, Any]
) -> None:
    await post(bob, crew.room, thread_of=rich["id"])
    await ann.delete(f"/api/rooms/{crew.room}", status=204)
    for path in ("", "/edits"):
        assert (await bob.client.get(f"/api/messages/{rich['id']}{path}")).status_code == 404
    await delete(ann, rich, status=404)
    await ann.delete(f"/api/groups/{crew.group}", status=204)


async def test_a_message_with_thousands_of_events_holds_nobody_up_and_is_gone_from_the_log(
    app: App, ann: Person, bob: Person, crew: Crew
) -> None:
    sent = await post(ann, crew.room, "sesame")
    bobs = Actor(UserId(bob.id), SessionId(""))

    def toggle(tx: Tx) -> None:
        for _ in range(EVENTS_AT_ONCE):
            add_reaction(tx, bobs, sent["id"], "🌻")
            remove_reaction(tx, bobs, sent["id"], "🌻")

    await app.database.write(toggle)
    seq = (await delete(ann, sent))["seq"]
    await jobs_done(app)
    left = select(func.count()).where(metadata.tables["events"].c.subject == sent["id"])
    assert await app.database.read(lambda tx: tx.conn.execute(left).scalar()) == 0
    [told] = await app.database.read(lambda tx: events_after(tx, f"group:{crew.group}", seq - 1))
    assert len(json.loads(told.payload or b"{}")["erased"]) == EVENTS_AT_ONCE
