"""Editing: other words, the ones before stay to be seen, by those who may read the message."""

import asyncio

import pytest

from distributed_chat.kernel.clock import MINUTE, MovedClock
from distributed_chat.messages.policy import MOST_EDITS
from tests.cast import Person
from tests.conversations.rooms import events_in, types_in
from tests.messages.conftest import Crew
from tests.messages.words import delete, edit, forward, last_message, mention_of, page, post, read


async def test_an_edit_is_seen_wherever_the_message_is(ann: Person, bob: Person, crew: Crew, clock: MovedClock) -> None:
    sent = await post(ann, crew.room, "Helo")
    clock.move(MINUTE)
    answer = await edit(ann, sent, "Hello")
    after = sent | {"text": "Hello", "edited_at": "2026-11-25T12:01:00.000000Z"}
    assert answer["message"] == after
    assert await read(bob, sent) == after
    assert (await page(bob, crew.room))["messages"] == [after]
    assert await last_message(bob, crew.room) == after
    event = (await events_in(bob, f"group:{crew.group}"))[-1]
    assert (event["type"], event["seq"]) == ("message.edited", answer["seq"])
    assert event["payload"] == {
        "conversation_id": crew.room,
        "message_id": sent["id"],
        "number": 1,
        "author_id": ann.id,
        "thread_of": None,
        "reply_to": None,
        "text": "Hello",
        "entities": [],
        "edited_at": "2026-11-25T12:01:00.000000Z",
    }


async def test_what_it_said_before_stays_to_be_seen_with_its_time(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    sent = await post(ann, crew.room, "one")
    assert (await bob.get(f"/api/messages/{sent['id']}/edits"))["edits"] == []
    for text in ("two", "three"):
        clock.move(MINUTE)
        await edit(ann, sent, text)
    edits = (await bob.get(f"/api/messages/{sent['id']}/edits"))["edits"]
    assert edits == [
        {"text": "one", "entities": [], "written_at": "2026-11-25T12:00:00.000000Z"},
        {"text": "two", "entities": [], "written_at": "2026-11-25T12:01:00.000000Z"},
    ]


async def test_the_same_words_again_change_nothing(ann: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room, "Hello")
    before = await types_in(ann, f"group:{crew.group}")
    answer = await edit(ann, sent, "Hello")
    assert answer["message"] == sent
    assert answer["seq"] == len(before)
    assert await types_in(ann, f"group:{crew.group}") == before
    assert (await ann.get(f"/api/messages/{sent['id']}/edits"))["edits"] == []


async def test_only_its_author_edits_a_message_also_who_owns_the_group_does_not(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    sent = await post(bob, crew.room)
    assert (await edit(ann, sent, "Mine", status=403))["code"] == "not_your_message"
    assert (await edit(cat, sent, "Mine", status=404))["code"] == "not_found"
    assert (await read(ann, sent)) == sent


async def test_nobody_edits_or_reads_versions_after_they_were_removed(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(bob, crew.room, "one")
    await edit(bob, sent, "two")
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    await edit(bob, sent, "three", status=404)
    assert (await bob.client.get(f"/api/messages/{sent['id']}/edits")).status_code == 404
    assert (await bob.client.get(f"/api/messages/{sent['id']}")).status_code == 404
    assert (await read(ann, sent))["text"] == "two"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": " "}, "empty"),
        ({"text": "x" * 8_001}, "too_long"),
        ({"text": "\0"}, "text_not_storable"),
        ({"text": "x", "entities": [{"type": "all", "offset": 0, "length": 9}]}, "entity_is_not_valid"),
        ({"text": "x", "number": 3}, "unknown_field"),
        ({}, "missing"),
    ],
)
async def test_an_edit_is_held_to_what_a_message_is_held_to(
    ann: Person, crew: Crew, body: dict[str, object], code: str
) -> None:
    sent = await post(ann, crew.room)
    assert (await ann.patch(f"/api/messages/{sent['id']}", body, status=422))["code"] == code
    assert await read(ann, sent) == sent


async def test_a_deleted_message_is_edited_no_more(ann: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    await delete(ann, sent)
    assert (await edit(ann, sent, "Back", status=409))["code"] == "message_is_deleted"


async def test_the_words_of_another_and_the_question_of_a_poll_stay(ann: Person, bob: Person, crew: Crew) -> None:
    copy = await forward(bob, await post(ann, crew.room), crew.room)
    asked = await post(bob, crew.room, "Tea?", poll={"options": ["Yes", "No"]})
    for fixed in (copy, asked):
        assert (await edit(bob, fixed, "Other", status=422))["code"] == "message_is_fixed"
        assert await read(bob, fixed) == fixed


async def test_two_edits_at_once_are_both_kept_and_the_later_one_stands(ann: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room, "0")
    answers = await asyncio.gather(*(edit(ann, sent, f"{n}") for n in range(1, 6)))
    last = max(answers, key=lambda answer: int(answer["seq"]))
    assert len({answer["seq"] for answer in answers}) == 5
    assert (await read(ann, sent))["text"] == last["message"]["text"]
    said = [one["text"] for one in (await ann.get(f"/api/messages/{sent['id']}/edits"))["edits"]]
    assert sorted([*said, last["message"]["text"]]) == ["0", "1", "2", "3", "4", "5"]
    assert said[0] == "0"


async def test_an_edit_and_a_deletion_at_once_leave_a_tombstone(ann: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    path = f"/api/messages/{sent['id']}"
    edited, deleted = await asyncio.gather(ann.client.patch(path, json={"text": "Now"}), ann.client.delete(path))
    assert deleted.status_code == 200
    assert edited.status_code in {200, 409}
    after = await read(ann, sent)
    assert (after["text"], "edited_at" in after, "deleted_at" in after) == ("", False, True)
    log = await events_in(ann, f"group:{crew.group}")
    assert [event["payload"] for event in log if event["type"] == "message.edited"] in ([], [None])


async def test_history_has_an_end(ann: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room, "0")
    for number in range(1, MOST_EDITS + 1):
        await edit(ann, sent, f"{number}")
    assert (await edit(ann, sent, "once more", status=422))["code"] == "edited_too_often"
    assert (await read(ann, sent))["text"] == f"{MOST_EDITS}"


async def test_an_edit_says_anew_what_is_marked_in_the_text(ann: Person, bob: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room, "@Bob come", entities=[mention_of(bob, 0, 4)])
    assert sent["entities"] == [mention_of(bob, 0, 4)]
    assert "entities" not in (await edit(ann, sent, "come"))["message"]
    marked = await edit(ann, sent, "come @Bob", entities=[mention_of(bob, 5, 4)])
    assert marked["message"]["entities"] == [mention_of(bob, 5, 4)]
    edits = (await bob.get(f"/api/messages/{sent['id']}/edits"))["edits"]
    assert [one["entities"] for one in edits] == [[mention_of(bob, 0, 4)], []]
