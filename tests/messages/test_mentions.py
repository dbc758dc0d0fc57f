"""What is marked in a text is checked, and is the only thing that calls anybody."""

from typing import Any

import pytest

from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.conversations.rooms import enter, last_event, new_room, say
from tests.messages.conftest import Crew
from tests.messages.words import delete, edit, marker, mention_of, page, post

EVERYBODY = [{"type": "all", "offset": 0, "length": 4}]


async def test_who_is_mentioned_has_its_number_until_they_read_it(ann: Person, bob: Person, crew: Crew) -> None:
    await say(ann, crew.room)
    sent, _ = [await post(ann, crew.room, "@Bob", entities=[mention_of(bob, 0, 4)]) for _ in range(2)]
    assert sent["entities"] == [mention_of(bob, 0, 4)]
    assert await marker(bob, crew.room) == {"number": 0, "mentions": [2, 3]}
    assert await marker(ann, crew.room) == {"number": 3}
    answer = await bob.put(f"/api/conversations/{crew.room}/seen", {"number": 2})
    assert answer["marker"] == {"conversation_id": crew.room, "number": 2, "mentions": [3]}
    assert await last_event(bob, f"user:{bob.id}") == ("seen.moved", {"marker": answer["marker"]})
    await say(bob, crew.room)
    assert await marker(bob, crew.room) == {"number": 4}


async def test_a_name_in_the_text_alone_calls_nobody(ann: Person, bob: Person, crew: Crew) -> None:
    await post(ann, crew.room, "@Bob @all")
    assert await marker(bob, crew.room) == {}


@pytest.mark.parametrize("word", ["all", "here"])
async def test_everybody_else_is_called_by_one_word_also_who_is_named_too(
    ann: Person, bob: Person, crew: Crew, word: str
) -> None:
    both = [{"type": word, "offset": 0, "length": 5}, mention_of(bob, 6, 4)]
    await post(ann, crew.private, "@here @Bob", entities=both)
    assert (await marker(bob, crew.private))["mentions"] == [1]
    assert await marker(ann, crew.private) == {"number": 1}


async def test_who_comes_later_is_not_called_by_what_was_said_before(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    await post(ann, crew.room, "@all", entities=EVERYBODY)
    await enter(ann, cat, crew.group)
    assert await marker(cat, crew.room) == {"number": 1}
    await post(ann, crew.room, "@all", entities=EVERYBODY)
    assert (await marker(cat, crew.room))["mentions"] == [2]


async def test_nobody_is_called_where_they_read_nothing(ann: Person, bob: Person, cat: Person, crew: Crew) -> None:
    await enter(ann, cat, crew.group)
    refused = await post(ann, crew.private, "@Cat", entities=[mention_of(cat, 0, 4)], status=422)
    assert (refused["code"], refused["field"]) == ("entity_is_not_valid", "entities")
    await post(ann, crew.private, "@all", entities=EVERYBODY)
    assert await marker(cat, crew.private) == {}
    await post(ann, crew.room, "@Cat", entities=[mention_of(cat, 0, 4)])
    await ann.delete(f"/api/groups/{crew.group}/members/{cat.id}", status=204)
    assert await marker(cat, crew.room) == {}
    assert (await post(ann, crew.room, "@Cat", entities=[mention_of(cat, 0, 4)], status=422))["field"] == "entities"


async def test_an_edit_calls_whom_it_names_now_and_no_longer_whom_it_named(
    ann: Person, bob: Person, crew: Crew
) -> None:
    sent = await post(ann, crew.room, "@Bob", entities=[mention_of(bob, 0, 4)])
    await edit(ann, sent, "Bob")
    assert await marker(bob, crew.room) == {}
    await edit(ann, sent, "@Bob!", entities=[mention_of(bob, 0, 4)])
    assert (await marker(bob, crew.room))["mentions"] == [1]


async def test_an_edited_answer_still_calls_whom_it_answers(ann: Person, bob: Person, crew: Crew) -> None:
    question = await post(bob, crew.room)
    answer = await post(ann, crew.room, "Ys", reply_to=question["id"])
    await edit(ann, answer, "Yes")
    assert (await marker(bob, crew.room))["mentions"] == [2]


async def test_a_room_that_its_author_reads_can_be_named_and_no_other(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    await enter(ann, cat, crew.group)
    named = {"type": "room", "offset": 0, "length": 8, "room_id": crew.private}
    assert (await post(bob, crew.room, "#kitchen", entities=[named]))["entities"] == [named]
    refusals = [
        await post(cat, crew.room, "#kitchen", entities=[named | {"room_id": id}], status=422)
        for id in (crew.private, crew.chat, new_id())
    ]
    assert {refused["code"] for refused in refusals} == {"entity_is_not_valid"}


@pytest.mark.parametrize(
    "wrong",
    [
        [{"type": "all", "offset": 2, "length": 4}],
        [{"type": "all", "offset": 0, "length": 0}],
        [{"type": "all", "offset": 0, "length": 3}, {"type": "here", "offset": 2, "length": 1}],
        [{"type": "mention", "offset": 0, "length": 1}],
        [{"type": "all", "offset": 0, "length": 1, "user_id": "x"}],
        [{"type": "room", "offset": 0, "length": 1, "user_id": "x"}],
    ],
)
async def test_what_does_not_fit_the_text_is_refused(ann: Person, crew: Crew, wrong: list[dict[str, Any]]) -> None:
    refused = await post(ann, crew.room, "12345", entities=wrong, status=422)
    assert (refused["code"], refused["field"]) == ("entity_is_not_valid", "entities")
    assert (await page(ann, crew.room))["messages"] == []


async def test_places_in_the_text_are_code_points(ann: Person, bob: Person, crew: Crew) -> None:
    await post(ann, crew.room, "🍅🍅@Bob", entities=[mention_of(bob, 2, 4)])
    await post(ann, crew.room, "🍅🍅@Bob", entities=[mention_of(bob, 3, 4)], status=422)


async def test_only_the_newest_hundred_are_shown(ann: Person, bob: Person, crew: Crew) -> None:
    for _ in range(103):
        await post(ann, crew.chat, "@all", entities=EVERYBODY)
    assert (await marker(bob, crew.chat))["mentions"] == list(range(4, 104))


async def test_a_snapshot_says_the_same_as_home(ann: Person, bob: Person, crew: Crew) -> None:
    other = (await new_room(ann, crew.group))["id"]
    for conversation in (crew.room, other, crew.private, crew.chat):
        gone = await post(ann, conversation, "@all", entities=EVERYBODY)
        await post(ann, conversation, "@all", entities=EVERYBODY)
        await delete(ann, gone)
    home = (await bob.get("/api/home"))["markers"]
    assert [one["mentions"] for one in home] == [[2]] * 4
    streams = (f"group:{crew.group}", f"room:{crew.private}", f"chat:{crew.chat}")
    parts = [(await bob.get(f"/api/streams/{stream}/snapshot"))["state"]["markers"] for stream in streams]
    assert sorted((one for part in parts for one in part), key=lambda one: one["conversation_id"]) == home
    assert (await bob.get(f"/api/streams/user:{bob.id}/snapshot"))["state"]["markers"] == home
