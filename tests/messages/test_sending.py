"""Sending: numbered, in order, once, and only by those who may."""

import asyncio
from functools import partial
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.conversations.errors import ChatIsReadOnly
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import SessionId, UserId, new_id
from distributed_chat.messages.actions import send_message
from distributed_chat.messages.http import known_streams
from distributed_chat.messages.known_streams import KnownStreams
from distributed_chat.messages.schemas import MessageForm
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import events_in, new_room, say, types_in
from tests.messages.conftest import Crew
from tests.messages.statements import statements_of


async def test_a_message_is_numbered_and_is_an_event_of_its_stream(ann: Person, bob: Person, crew: Crew) -> None:
    body = {"id": new_id(), "text": "  Kept *as* typed \n"}
    answer = await ann.post(f"/api/conversations/{crew.room}/messages", body, status=201)
    message = answer["message"]
    assert message == {
        **body,
        "conversation_id": crew.room,
        "number": 1,
        "author_id": ann.id,
        "sent_at": "2026-11-25T12:00:00.000000Z",
    }
    event = (await events_in(bob, f"group:{crew.group}"))[-1]
    assert (event["type"], event["payload"]) == ("message.posted", {"message": message})
    assert (answer["stream"], answer["seq"]) == (event["stream"], event["seq"])


async def test_numbers_are_dense_in_each_conversation_though_they_share_a_stream(
    ann: Person, bob: Person, crew: Crew
) -> None:
    other = (await new_room(ann, crew.group))["id"]
    told = [await say(author, room) for author, room in [(ann, crew.room), (bob, other), (bob, crew.room)]]
    assert [(one["message"]["number"], one["stream"]) for one in told] == [
        (1, f"group:{crew.group}"),
        (1, f"group:{crew.group}"),
        (2, f"group:{crew.group}"),
    ]


async def test_many_at_once_get_numbers_without_gaps_in_the_order_of_the_log(
    ann: Person, bob: Person, crew: Crew
) -> None:
    told = await asyncio.gather(*(say(author, crew.room, f"{n}") for n in range(20) for author in (ann, bob)))
    assert sorted(one["message"]["number"] for one in told) == list(range(1, 41))
    assert [one["message"]["number"] for one in sorted(told, key=lambda one: int(one["seq"]))] == list(range(1, 41))


async def test_the_same_request_again_is_one_message(ann: Person, crew: Crew) -> None:
    body = {"id": new_id(), "text": "Once"}
    path = f"/api/conversations/{crew.room}/messages"
    first = await ann.post(path, body, status=201)
    answers = await asyncio.gather(*(ann.post(path, body, status=200) for _ in range(4)))
    assert all(answer == first for answer in answers)
    assert len((await ann.get(path))["messages"]) == 1
    assert (await ann.get(path))["seq"] == first["seq"]


async def test_the_same_new_request_many_times_at_once_is_one_message(ann: Person, crew: Crew) -> None:
    body = {"id": new_id(), "text": "Once"}
    path = f"/api/conversations/{crew.room}/messages"
    answers = await asyncio.gather(*(ann.client.post(path, json=body) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.content for answer in answers}) == 1


async def test_an_id_that_was_used_for_anything_else_is_taken(ann: Person, bob: Person, crew: Crew) -> None:
    body = {"id": new_id(), "text": "Once"}
    path = f"/api/conversations/{crew.room}/messages"
    await ann.post(path, body, status=201)
    for person, where, other in (
        (ann, path, body | {"text": "Twice"}),
        (bob, path, body),
        (ann, f"/api/conversations/{crew.chat}/messages", body),
        (ann, path, body | {"id": crew.room}),
        (ann, path, body | {"id": ann.id}),
    ):
        assert (await person.post(where, other, status=409))["code"] == "id_taken"
    assert len((await ann.get(path))["messages"]) == 1


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"text": ""}, "empty", "text"),
        ({"text": " \n\t\u200b "}, "empty", "text"),
        ({"text": "x" * 8_001}, "too_long", "text"),
        ({"text": "nul \u0000 byte"}, "text_not_storable", "text"),
        ({}, "missing", "text"),
        ({"text": "x", "id": "no id"}, "id_is_not_valid", "id"),
        ({"text": "x", "number": 7}, "unknown_field", "number"),
        ({"text": 7}, "wrong_type", "text"),
    ],
)
async def test_what_is_no_message_is_refused_by_field_and_takes_no_number(
    ann: Person, crew: Crew, body: dict[str, Any], code: str, field: str
) -> None:
    path = f"/api/conversations/{crew.room}/messages"
    answer = await ann.post(path, body, status=422)
    assert (answer["code"], answer["field"]) == (code, field)
    assert (await say(ann, crew.room))["message"]["number"] == 1


async def test_the_longest_text_arrives_whole(ann: Person, bob: Person, crew: Crew) -> None:
    text = "\U0001f345" * 8_000
    await say(ann, crew.room, text)
    [message] = (await bob.get(f"/api/conversations/{crew.room}/messages"))["messages"]
    assert message["text"] == text


async def test_a_stranger_sends_nothing_anywhere_and_the_answer_is_that_of_nowhere(
    ann: Person, cat: Person, crew: Crew
) -> None:
    answers = [await say(cat, where, status=404) for where in (crew.room, crew.private, crew.chat, new_id())]
    for answer in answers:
        del answer["request_id"]
    assert all(answer == answers[0] for answer in answers)
    for conversation in (crew.room, crew.private, crew.chat):
        assert (await ann.get(f"/api/conversations/{conversation}/messages"))["messages"] == []


async def test_a_stranger_takes_no_id_by_trying(ann: Person, cat: Person, crew: Crew) -> None:
    body = {"id": new_id(), "text": "Mine"}
    await cat.post(f"/api/conversations/{crew.room}/messages", body, status=404)
    await ann.post(f"/api/conversations/{crew.room}/messages", body, status=201)


async def test_nobody_sends_after_they_were_removed_nor_learns_what_became_of_a_retry(
    ann: Person, bob: Person, crew: Crew
) -> None:
    body = {"id": new_id(), "text": "Before"}
    path = f"/api/conversations/{crew.private}/messages"
    await bob.post(path, body, status=201)
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    await bob.post(path, body, status=404)
    await bob.post(path, body | {"id": new_id()}, status=404)
    assert [message["text"] for message in (await ann.get(path))["messages"]] == ["Before"]


async def test_of_a_removal_and_many_messages_at_once_none_comes_after_the_removal(
    ann: Person, bob: Person, crew: Crew
) -> None:
    path = f"/api/conversations/{crew.room}/messages"
    sending = [bob.client.post(path, json={"text": f"{n}"}) for n in range(10)]
    removal = ann.client.delete(f"/api/groups/{crew.group}/members/{bob.id}")
    answers = await asyncio.gather(*sending[:5], removal, *sending[5:])
    sent = [answer.status_code for answer in (*answers[:5], *answers[6:])]
    assert answers[5].status_code == 204
    assert set(sent) <= {201, 404}
    log = [event["type"] for event in await events_in(ann, f"group:{crew.group}")]
    assert log.count("message.posted") == sent.count(201)
    assert log[-1] == "member.removed"


async def test_a_wrong_belief_about_the_stream_does_no_harm(ann: Person, bob: Person, crew: Crew) -> None:
    theirs = f"room:{crew.private}"
    for believed in (f"group:{crew.group}", "room:nowhere", theirs):
        known_streams.remember(crew.private, believed)
        assert (await say(ann, crew.private))["stream"] == theirs
        assert known_streams.get(crew.private) == theirs
    assert await types_in(bob, theirs) == ["room.created", *["message.posted"] * 3]
    assert (await types_in(bob, f"group:{crew.group}"))[-1] == "room.created"


async def test_a_stranger_is_refused_whatever_is_believed(ann: Person, cat: Person, crew: Crew) -> None:
    for believed in (f"room:{crew.private}", f"group:{crew.group}", f"user:{cat.id}"):
        known_streams.remember(crew.private, believed)
        await say(cat, crew.private, status=404)
    assert (await say(ann, crew.private))["message"]["number"] == 1


async def test_the_hot_path_stays_short(app: App, ann: Person, crew: Crew) -> None:
    await say(ann, crew.room)
    actor = Actor(UserId(ann.id), SessionId("unused"))
    stream = f"group:{crew.group}"

    def send(tx: Tx) -> list[str]:
        form = MessageForm(id=new_id(), text="Hello")
        return statements_of(tx, lambda: send_message(tx, actor, crew.room, form, believed_stream=stream))

    statements = await app.database.write(send, stream=stream)
    ours = [it for it in statements if not any(table in it for table in ("streams", "events", "created", "advisory"))]
    assert len(ours) == 3, ours  # its number, its row, its author's marker
    # PostgreSQL also locks the id and the head: of SQLite's heads the one writer knows how they are.
    assert len(statements) <= (10 if app.database.dialect == "postgresql" else 8), statements


async def test_a_chat_without_others_refuses_before_it_writes_anything(
    app: App, ann: Person, bob: Person, crew: Crew
) -> None:
    await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    actor = Actor(UserId(ann.id), SessionId("unused"))

    def refused(tx: Tx, believed: str | None) -> list[str]:
        def send() -> None:
            with pytest.raises(ChatIsReadOnly):
                send_message(tx, actor, crew.chat, MessageForm(text="Hello"), believed_stream=believed)

        return statements_of(tx, send)

    for believed in (None, f"chat:{crew.chat}"):
        ran = await app.database.write(partial(refused, believed=believed))
        assert ran
        assert [it for it in ran if not it.lstrip().upper().startswith("SELECT")] == []


async def test_a_belief_that_a_room_is_a_chat_refuses_nothing(ann: Person, crew: Crew) -> None:
    known_streams.remember(crew.room, f"chat:{crew.chat}")
    assert (await say(ann, crew.room))["message"]["number"] == 1


async def test_a_chat_that_everybody_left_is_nowhere_for_a_stranger(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    for person in (ann, bob):
        await person.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    for believed in ("room:nowhere", f"chat:{crew.chat}"):
        known_streams.remember(crew.chat, believed)
        await say(cat, crew.chat, status=404)


def test_known_streams_forget_the_oldest() -> None:
    known = KnownStreams(at_most=2)
    for id in ("a", "b", "b", "c"):
        known.remember(id, f"room:{id}")
    assert [known.get(id) for id in ("a", "b", "c")] == [None, "room:b", "room:c"]
    known.remember("b", "group:b")
    assert known.get("b") == "group:b"
    assert known.get("c") == "room:c"
