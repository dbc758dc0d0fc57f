"""Forwards are copies by whoever passes a message on; they go with the original (docs/decisions/0012)."""

import asyncio

from distributed_chat.app import App
from distributed_chat.kernel.clock import MINUTE, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import enter, events_in, last_event, new_group, new_room, types_in
from tests.messages.conftest import Crew
from tests.messages.words import delete, edit, forward, jobs_done, marker, mention_of, page, post, react, read


async def test_a_copy_says_who_wrote_it_first_and_when(ann: Person, bob: Person, crew: Crew, clock: MovedClock) -> None:
    sent = await post(ann, crew.private, "sesame")
    clock.move(MINUTE)
    copy = await forward(bob, sent, crew.room)
    assert copy == {
        "id": copy["id"],
        "conversation_id": crew.room,
        "number": 1,
        "author_id": bob.id,
        "text": "sesame",
        "sent_at": "2026-11-25T12:01:00.000000Z",
        "forwarded": {"author_id": ann.id, "sent_at": sent["sent_at"]},
    }
    assert await read(ann, copy) == copy
    assert await last_event(ann, f"group:{crew.group}") == ("message.posted", {"message": copy})
    again = await forward(ann, copy, crew.chat)
    assert again["forwarded"] == copy["forwarded"]
    assert await marker(bob, crew.room) == {"number": 1}


async def test_the_page_names_who_wrote_it_first_also_to_strangers_of_theirs(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    theirs = await new_group(bob, "Others")
    await enter(bob, cat, theirs)
    room = (await new_room(bob, theirs))["id"]
    await forward(bob, await post(ann, crew.room), room)
    assert {user["first_name"] for user in (await page(cat, room))["users"]} == {"Ann", "Bob"}


async def test_a_copy_calls_nobody(ann: Person, bob: Person, crew: Crew) -> None:
    other = (await new_room(ann, crew.group))["id"]
    marks = [
        mention_of(bob, 0, 4),
        {"type": "all", "offset": 5, "length": 4},
        {"type": "room", "offset": 10, "length": 4, "room_id": crew.room},
    ]
    first = await post(ann, crew.room, "@Bob @all #the", entities=marks, reply_to=(await post(bob, crew.room))["id"])
    copy = await forward(ann, first, other)
    assert copy["entities"] == marks[2:]
    assert "reply_to" not in copy
    assert await marker(bob, other) == {}
    assert "entities" not in await forward(ann, first, crew.chat)


async def test_what_hangs_on_the_original_is_not_copied(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    await react(bob, sent, "👍")
    await post(bob, crew.room, thread_of=sent["id"])
    copy = await forward(bob, sent, crew.room)
    assert set(copy) == {"id", "conversation_id", "number", "author_id", "text", "sent_at", "forwarded"}


async def test_the_same_request_again_is_one_copy(ann: Person, crew: Crew) -> None:
    sent, id = await post(ann, crew.room), new_id()
    body = {"id": id, "conversation_id": crew.chat}
    path = f"/api/messages/{sent['id']}/forward"
    answers = await asyncio.gather(*(ann.client.post(path, json=body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len((await page(ann, crew.chat))["messages"]) == 1
    assert (await forward(ann, sent, crew.room, id=id, status=409))["code"] == "id_taken"
    assert (await forward(ann, await post(ann, crew.room), crew.chat, id=id, status=409))["code"] == "id_taken"


async def test_both_ends_must_be_mine(ann: Person, bob: Person, cat: Person, crew: Crew) -> None:
    mine = (await new_room(cat, await new_group(cat, "Theirs")))["id"]
    sent, cats = await post(ann, crew.private), await post(cat, mine)
    await enter(ann, cat, crew.group)
    assert (await forward(cat, sent, mine, status=404))["code"] == "not_found"
    assert (await forward(cat, cats, crew.private, status=404))["code"] == "not_found"
    assert (await forward(cat, cats, new_id(), status=404))["code"] == "not_found"
    await forward(cat, cats, crew.room)
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    await forward(bob, sent, crew.chat, status=404)
    assert [one["id"] for one in (await page(ann, crew.private))["messages"]] == [sent["id"]]


async def test_what_is_deleted_or_a_poll_goes_nowhere(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    poll = await post(ann, crew.room, "Tea?", poll={"options": ["Yes", "No"]})
    await delete(ann, sent)
    assert (await forward(bob, sent, crew.chat, status=409))["code"] == "message_is_deleted"
    assert (await forward(bob, poll, crew.chat, status=422))["code"] == "polls_stay"


async def test_nothing_is_forwarded_into_a_chat_whose_others_are_gone(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})
    assert (await forward(ann, sent, crew.chat, status=403))["code"] == "chat_is_read_only"


async def test_copies_go_with_the_original_wherever_they_were_passed_on_to(
    app: App, ann: Person, bob: Person, crew: Crew
) -> None:
    original = await post(ann, crew.room, "sesame")
    first = await forward(bob, original, crew.private)
    second = await forward(ann, first, crew.chat)
    other = await post(ann, crew.chat, "stays")
    await edit(ann, original, "open sesame")
    await delete(ann, original)
    await jobs_done(app)
    for copy in (first, second):
        after = await read(bob, copy)
        assert (after["text"], "deleted_at" in after, "undone" in after, "forwarded" in after) == (
            "",
            True,
            False,
            False,
        )
    assert (await read(bob, other))["text"] == "stays"
    log = await events_in(bob, f"chat:{crew.chat}")
    assert [event["payload"] and event["type"] for event in log[1:]] == [None, "message.posted", "message.deleted"]
    assert log[-1]["payload"]["erased"] == [2]


async def test_a_copy_that_is_deleted_takes_nothing_with_it(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    original = await post(ann, crew.room)
    first = await forward(bob, original, crew.private)
    second = await forward(ann, first, crew.chat)
    await delete(bob, first)
    await jobs_done(app)
    assert (await read(bob, second)) == second
    assert (await read(bob, original)) == original


async def test_copies_in_a_room_that_is_gone_lose_their_words_without_an_event(
    app: App, ann: Person, bob: Person, crew: Crew
) -> None:
    other = (await new_room(ann, crew.group))["id"]
    original = await post(ann, crew.room, "sesame")
    await forward(bob, original, other)
    await ann.delete(f"/api/rooms/{other}", status=204)
    await delete(ann, original)
    before = await types_in(ann, f"group:{crew.group}")
    await jobs_done(app)
    assert await types_in(ann, f"group:{crew.group}") == before
    log = await events_in(ann, f"group:{crew.group}")
    assert [event["payload"] for event in log if event["type"] == "message.posted"] == [None, None]


async def test_deleting_while_it_is_passed_on_leaves_no_copy(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    original = await post(ann, crew.room)
    passing = [
        bob.client.post(f"/api/messages/{original['id']}/forward", json={"conversation_id": where})
        for where in (crew.private, crew.chat, crew.private)
    ]
    removal = ann.client.delete(f"/api/messages/{original['id']}")
    answers = await asyncio.gather(*passing[:2], removal, passing[2])
    assert answers[2].status_code == 200
    assert {answer.status_code for answer in (*answers[:2], answers[3])} <= {201, 409}
    await jobs_done(app)
    for where in (crew.private, crew.chat):
        assert all("deleted_at" in one for one in (await page(bob, where))["messages"])
