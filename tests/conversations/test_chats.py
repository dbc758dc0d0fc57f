"""Direct chats: the same people, the same chat."""

import asyncio
from typing import Any

import pytest

from distributed_chat.kernel.ids import new_id
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import (
    Newcomers,
    enter,
    events_in,
    last_event,
    new_chat,
    new_group,
    new_room,
    say,
    types_in,
)


async def test_a_chat_opens_for_everybody_in_it(ann: Person, bob: Person, crew: str) -> None:
    answer = await ann.post("/api/chats", {"user_ids": [bob.id]}, status=201)
    chat = answer["chat"]
    assert {user["id"] for user in chat["users"]} == {ann.id, bob.id}
    assert all("email" not in user for user in chat["users"])
    assert (answer["stream"], answer["seq"], chat["stream"]) == (f"chat:{chat['id']}", 1, f"chat:{chat['id']}")
    assert await last_event(bob, chat["stream"]) == ("chat.created", {"chat": chat})
    opened = ("stream.opened", {"streams": [{"stream": chat["stream"], "floor": 0}]})
    for reader in (ann, bob):
        assert await last_event(reader, f"user:{reader.id}") == opened
        assert (await reader.get("/api/chats"))["chats"] == [chat]


async def test_the_same_people_have_one_chat_whoever_asks_and_however(
    ann: Person, bob: Person, cat: Person, crew: str
) -> None:
    await enter(ann, cat, crew)
    chat = await new_chat(ann, bob, cat)
    assert await new_chat(bob, cat, ann, status=200) == chat
    assert await new_chat(cat, ann, bob, cat, bob, status=200) == chat
    assert (await new_chat(ann, bob))["id"] != chat["id"]
    assert await types_in(bob, chat["stream"]) == ["chat.created"]


async def test_many_who_open_the_same_chat_at_once_get_one(ann: Person, bob: Person, crew: str) -> None:
    asked = [new_chat(one, other, status=None) for one, other in [(ann, bob), (bob, ann)] * 5]
    chats = await asyncio.gather(*asked)
    assert len({chat["id"] for chat in chats}) == 1
    assert await types_in(bob, chats[0]["stream"]) == ["chat.created"]
    assert (await types_in(ann, f"user:{ann.id}")).count("stream.opened") == 2  # the group and the chat


async def test_an_id_that_found_another_chat_is_kept_too(ann: Person, bob: Person, cat: Person, crew: str) -> None:
    await enter(ann, cat, crew)
    chat = await new_chat(ann, bob)
    body = {"id": new_id(), "user_ids": [bob.id]}
    for _ in range(2):
        answer = await ann.post("/api/chats", body, status=200)
        assert (answer["chat"], answer["stream"], answer["seq"]) == (chat, chat["stream"], 1)
    assert (await ann.post("/api/chats", body | {"user_ids": [cat.id]}, status=409))["code"] == "id_taken"
    await cat.post("/api/chats", body | {"user_ids": [ann.id]}, status=409)


async def test_the_same_request_again_finds_the_chat(ann: Person, bob: Person, crew: str) -> None:
    body = {"id": new_id(), "user_ids": [bob.id]}
    first = await ann.post("/api/chats", body, status=201)
    assert first["chat"]["id"] == body["id"]
    assert await ann.post("/api/chats", body, status=200) == first


async def test_strangers_and_nobody_are_the_same_bytes(ann: Person, cat: Person, crew: str) -> None:
    await new_group(cat, "Cats")
    answers = [
        await ann.post("/api/chats", {"user_ids": [who]}, status=404) for who in (cat.id, new_id(), "no id at all")
    ]
    for answer in answers:
        del answer["request_id"]
    assert answers[0] == answers[1] == answers[2]
    assert (await types_in(cat, f"user:{cat.id}")).count("stream.opened") == 1  # of their own group


async def test_a_common_group_is_needed_with_each_but_it_need_not_be_the_same(
    ann: Person, bob: Person, cat: Person, crew: str, newcomers: Newcomers
) -> None:
    [dan] = await newcomers("dan")
    cats = await new_group(ann, "Cats")
    await enter(ann, cat, cats)
    await ann.post("/api/chats", {"user_ids": [bob.id, dan.id]}, status=404)
    chat = await new_chat(ann, bob, cat)
    await say(cat, chat["id"])
    await bob.post("/api/chats", {"user_ids": [cat.id]}, status=404)


async def test_a_chat_goes_on_when_nothing_is_in_common_any_more(ann: Person, bob: Person, crew: str) -> None:
    chat = await new_chat(ann, bob)
    await bob.post(f"/api/groups/{crew}/leave", status=204)
    await say(bob, chat["id"])
    assert await new_chat(ann, bob, status=200) == chat | {"last_number": 1}
    assert (await last_event(ann, chat["stream"]))[0] == "message.posted"


@pytest.mark.parametrize(("others", "status"), [(9, 201), (10, 422)])
async def test_a_chat_has_at_most_ten_people(
    ann: Person, crew: str, newcomers: Newcomers, others: int, status: int
) -> None:
    many = await newcomers(*(f"person{number}" for number in range(others)))
    for person in many:
        await enter(ann, person, crew)
    await ann.post("/api/chats", {"user_ids": [person.id for person in many]}, status=status)


async def test_a_chat_needs_somebody_else(ann: Person, crew: str) -> None:
    answer = await ann.post("/api/chats", {"user_ids": [ann.id]}, status=422)
    assert (answer["code"], answer["field"]) == ("nobody_else", "user_ids")
    await ann.post("/api/chats", {"user_ids": []}, status=422)


async def test_an_outsider_reads_and_writes_nothing_of_a_chat(ann: Person, bob: Person, cat: Person, crew: str) -> None:
    await enter(ann, cat, crew)
    chat = await new_chat(ann, bob)
    await say(ann, chat["id"], "between us")
    await say(cat, chat["id"], status=404)
    await cat.put(f"/api/conversations/{chat['id']}/seen", {"number": 1}, status=404)
    for path in (
        f"/api/conversations/{chat['id']}/messages",
        f"/api/streams/{chat['stream']}/events",
        f"/api/streams/{chat['stream']}/snapshot",
    ):
        assert (await cat.client.get(path)).status_code == 404
    home = await cat.client.get("/api/home")
    assert chat["id"] not in home.text
    assert "between us" not in home.text


async def test_a_new_name_reaches_the_chats_and_nobody_elses(ann: Person, bob: Person, cat: Person, crew: str) -> None:
    await enter(ann, cat, crew)
    chat = await new_chat(ann, bob)
    other = await new_chat(ann, cat)
    await bob.patch("/api/me", {"first_name": "Robert"})
    user = {"id": bob.id, "first_name": "Robert", "last_name": "Test", "kind": "person"}
    assert await last_event(ann, chat["stream"]) == ("member.changed", {"user": user})
    assert await types_in(ann, other["stream"]) == ["chat.created"]
    [shown] = [one for one in (await ann.get("/api/chats"))["chats"] if one["id"] == chat["id"]]
    assert user in shown["users"]


async def test_a_deleted_account_is_a_deleted_member_and_its_names_leave_the_log(
    ann: Person, bob: Person, crew: str
) -> None:
    chat = await new_chat(ann, bob)
    await bob.patch("/api/me", {"first_name": "Robert"})
    await say(bob, chat["id"], "I was here")
    await bob.client.request("DELETE", "/api/me", json={"password": "tomatoes and bread"})
    deleted = {"id": bob.id, "first_name": "", "last_name": "", "kind": "deleted"}
    log = await events_in(ann, chat["stream"])
    assert [(event["type"], event["payload"]) for event in log if event["type"] != "message.posted"] == [
        ("chat.created", None),
        ("member.changed", None),
        ("member.changed", {"user": deleted}),
    ]
    page: dict[str, Any] = await ann.get(f"/api/conversations/{chat['id']}/messages")
    assert page["users"] == [deleted]
    assert [message["text"] for message in page["messages"]] == ["I was here"]
    [shown] = (await ann.get("/api/chats"))["chats"]
    assert deleted in shown["users"]


async def test_the_home_shows_chats_and_rooms_apart_each_with_its_last_message(
    ann: Person, bob: Person, crew: str
) -> None:
    chat, room, private = await new_chat(ann, bob), await new_room(ann, crew), await new_room(ann, crew, bob)
    said = {it["id"]: (await say(ann, it["id"], it["kind"]))["message"] for it in (chat, room, private)}
    home = await bob.get("/api/home")
    [group] = home["groups"]
    assert {shown["id"]: shown["last_message"] for shown in [*group["rooms"], *home["chats"]]} == said


async def test_a_chat_whose_others_are_gone_is_read_only(ann: Person, bob: Person, crew: str) -> None:
    chat = (await ann.post("/api/chats", {"user_ids": [bob.id]}))["chat"]["id"]
    await ann.post(f"/api/conversations/{chat}/messages", {"text": "Are you there?"}, status=201)
    gone = await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert gone.status_code == 204
    refused = await ann.post(f"/api/conversations/{chat}/messages", {"text": "And now?"}, status=403)
    assert refused["code"] == "chat_is_read_only"
    [said] = (await ann.get(f"/api/conversations/{chat}/messages"))["messages"]
    assert said["text"] == "Are you there?"
