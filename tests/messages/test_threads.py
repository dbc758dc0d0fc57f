"""Threads: numbers of their own, outside the main history and its unread count (docs/decisions/0011)."""

import asyncio

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.clock import SECOND, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import enter, events_in, last_event, new_room, people
from tests.messages.conftest import Crew
from tests.messages.words import delete, edit, last_message, marker, mention_of, page, post, react, read


async def test_a_reply_is_in_its_thread_and_not_in_the_main_history(ann: Person, bob: Person, crew: Crew) -> None:
    root = await post(ann, crew.room, "Dinner?")
    reply = await post(bob, crew.room, "Yes", thread_of=root["id"])
    assert (reply["thread_of"], reply["number"]) == (root["id"], 1)
    assert await last_event(ann, f"group:{crew.group}") == ("message.posted", {"message": reply})
    after = await post(ann, crew.room)
    assert after["number"] == 2
    thread = {"count": 1, "last_at": reply["sent_at"], "user_ids": [bob.id]}
    assert (await page(ann, crew.room))["messages"] == [root | {"thread": thread}, after]
    found = await page(ann, crew.room, thread_of=root["id"])
    assert found["messages"] == [reply]
    assert found["root"] == root | {"thread": thread}
    assert await read(ann, reply) == reply


async def test_a_reply_is_not_unread_and_moves_no_marker(ann: Person, bob: Person, crew: Crew) -> None:
    root = await post(ann, crew.room)
    await post(bob, crew.room, "@Ann", thread_of=root["id"], entities=[mention_of(ann, 0, 4)])
    assert await marker(bob, crew.room) == {}
    assert await marker(ann, crew.room) == {"number": 1}
    assert await last_message(bob, crew.room) == await read(bob, root)


async def test_replies_are_numbered_densely_in_each_thread_however_many_come_at_once(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    roots = [await post(ann, crew.room) for _ in range(2)]
    sending = [post(author, crew.room, thread_of=root["id"]) for author in (ann, bob) for root in roots * 5]
    told = await asyncio.gather(*sending, post(ann, crew.room))
    assert told[-1]["number"] == 3
    for root in roots:
        numbers = sorted(one["number"] for one in told if one.get("thread_of") == root["id"])
        assert numbers == list(range(1, 11))
        found = await page(bob, crew.room, thread_of=root["id"])
        assert [one["number"] for one in found["messages"]] == numbers
        assert found["root"]["thread"]["count"] == 10


async def test_a_thread_is_paged_by_its_own_numbers(ann: Person, bob: Person, crew: Crew) -> None:
    await post(ann, crew.room)
    root = await post(ann, crew.room)
    for number in range(1, 8):
        await post(bob, crew.room, f"{number}", thread_of=root["id"])
    for cut, numbers, has_older, has_newer in (
        ({"limit": 3}, [5, 6, 7], True, False),
        ({"before": 5, "limit": 3}, [2, 3, 4], True, True),
        ({"after": 0, "limit": 3}, [1, 2, 3], False, True),
        ({"after": 4, "limit": 3}, [5, 6, 7], True, False),
        ({"around": 4, "limit": 3}, [3, 4, 5], True, True),
    ):
        found = await page(ann, crew.room, thread_of=root["id"], **cut)
        assert [one["number"] for one in found["messages"]] == numbers
        assert (found["has_older"], found["has_newer"]) == (has_older, has_newer)


async def test_the_first_five_faces_are_shown(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    others = await people(app, "dan", "eve", "fay", "gus")
    for other in others:
        await enter(ann, other, crew.group)
    root = await post(ann, crew.room)
    writers = [bob, bob, *others, ann]
    for writer in writers:
        await post(writer, crew.room, thread_of=root["id"])
    thread = (await read(ann, root))["thread"]
    assert thread["user_ids"] == [bob.id, *(other.id for other in others)]
    assert thread["count"] == 7
    assert {user["id"] for user in (await page(ann, crew.room))["users"]} == {ann.id, *thread["user_ids"]}
    for other in others:
        await other.client.aclose()


async def test_a_thread_hangs_on_a_message_of_this_conversation_and_on_no_reply(
    ann: Person, bob: Person, crew: Crew
) -> None:
    elsewhere = (await new_room(ann, crew.group))["id"]
    root, other = await post(ann, crew.room), await post(ann, elsewhere)
    reply = await post(bob, crew.room, thread_of=root["id"])
    for id in (other["id"], reply["id"], new_id()):
        refused = await post(ann, crew.room, thread_of=id, status=422)
        assert (refused["code"], refused["field"]) == ("not_in_the_conversation", "thread_of")
        path = f"/api/conversations/{crew.room}/messages"
        assert (await ann.client.get(path, params={"thread_of": id})).status_code == 404


async def test_a_thread_goes_on_below_a_deleted_message_but_none_begins_there(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    root, empty = await post(ann, crew.room), await post(ann, crew.room)
    await post(bob, crew.room, thread_of=root["id"])
    for message in (root, empty):
        await delete(ann, message)
    second = await post(bob, crew.room, thread_of=root["id"])
    assert second["number"] == 2
    assert (await read(ann, root))["thread"]["count"] == 2
    assert (await post(bob, crew.room, thread_of=empty["id"], status=409))["code"] == "message_is_deleted"


async def test_a_reply_is_edited_and_deleted_as_any_message(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    root = await post(ann, crew.room)
    reply, second = [await post(bob, crew.room, thread_of=root["id"]) for _ in range(2)]
    await edit(bob, second, "Better")
    await react(ann, second, "👍")
    clock.move(11 * SECOND)
    await delete(bob, reply)
    found = await page(ann, crew.room, thread_of=root["id"])
    assert [(one["text"], one["thread_of"]) for one in found["messages"]] == [("", root["id"]), ("Better", root["id"])]
    assert found["root"]["thread"]["count"] == 2
    payload = (await events_in(ann, f"group:{crew.group}"))[-1]["payload"]
    assert (payload["thread_of"], payload["number"]) == (root["id"], 1)


async def test_a_reply_sent_again_is_one_reply(ann: Person, bob: Person, crew: Crew) -> None:
    root = await post(ann, crew.room)
    body = {"id": new_id(), "text": "Once", "thread_of": root["id"]}
    path = f"/api/conversations/{crew.room}/messages"
    answers = await asyncio.gather(*(bob.client.post(path, json=body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert (await read(ann, root))["thread"]["count"] == 1


async def test_an_outsider_reads_and_writes_no_thread(ann: Person, bob: Person, cat: Person, crew: Crew) -> None:
    root, secret = await post(ann, crew.room), await post(ann, crew.private)
    hidden = await post(bob, crew.private, thread_of=secret["id"])
    await post(cat, crew.room, thread_of=root["id"], status=404)
    await enter(ann, cat, crew.group)
    refused = await post(cat, crew.room, thread_of=secret["id"], status=422)
    assert refused["code"] == "not_in_the_conversation"
    for path, cut in (
        (f"/api/conversations/{crew.private}/messages", {"thread_of": secret["id"]}),
        (f"/api/conversations/{crew.room}/messages", {"thread_of": secret["id"]}),
        (f"/api/messages/{hidden['id']}", {}),
    ):
        assert (await cat.client.get(path, params=cut)).status_code == 404


async def test_nobody_writes_in_a_thread_of_a_chat_whose_others_are_gone(ann: Person, bob: Person, crew: Crew) -> None:
    root = await post(bob, crew.chat)
    await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert (await post(ann, crew.chat, thread_of=root["id"], status=403))["code"] == "chat_is_read_only"
    assert (await post(ann, crew.chat, status=403))["code"] == "chat_is_read_only"


@pytest.mark.parametrize("thread_of", ["x", "0" * 36])
async def test_an_address_that_is_none_is_refused(ann: Person, crew: Crew, thread_of: str) -> None:
    path = f"/api/conversations/{crew.room}/messages"
    assert (await ann.client.get(path, params={"thread_of": thread_of})).status_code == 422
