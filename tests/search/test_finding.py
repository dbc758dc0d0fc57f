"""What is found by which words and filters, and in which order."""

import base64
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.clock import DAY, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.conversations.rooms import new_room, say
from tests.files.sending import upload
from tests.messages.conftest import Crew
from tests.messages.words import post
from tests.search.conftest import Finds, search

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""


@pytest.mark.parametrize(
    ("said", "looked_for"),
    [
        ("The kitchen is painted blue", "kitchen"),
        ("The kitchen is painted blue", "KITCHEN blue"),
        ("The kitchen is painted blue", "kit"),
        ("The kitchen is painted blue", "blue paint kitchen"),
        ("The kitchen is painted blue", '"is painted"'),
        ("The kitchen is painted blue", "kitchn"),
        ("The kitchen is painted blue", "kitchhen"),
        ("The kitchen is painted blue", "ktichen"),
        ("The kitchen is painted blue", "mitchen blue"),
        ("we ran out of the old house", '"out of the old"'),
        ("we ran out of the old house", "ol"),
        ("we ran out of the old house", "hou old"),
        ("we ran out of the old house", "out-of-th"),
        ("Crème brûlée für Zoë", "creme brulee"),
        ("creme brulee", "Crème BRÛLÉE"),
        ("Straße", "strasse"),
        ("ΟΔΟΣ", "οδος"),
        ("we met at 10:30, e-mail me", "e-mail"),
        ("see https://example.org/a/b?c=1", "example.org"),
        ("see https://example.org/a/b?c=1", "https://example.org/a/b"),
        ("明日の会議は東京で", "会議"),
        ("今天去北京大学", "北京"),
        ("안녕하세요 여러분", "여러"),
        ("שלום לכולם", "שלום"),
        ("مَرْحَبًا بكم", "مرحبا"),
        ("สวัสดีครับ", "สวัสดี"),
        ("we won 🎉 at last", "🎉"),
        ("👍🏽 fine", "👍"),
        ("don't panic", "don't"),
        ("snake_case_name", "case"),
        ("C++ and C#", "c++"),
    ],
)
async def test_words_are_found_as_people_type_them(
    finds: Finds, ann: Person, crew: Crew, said: str, looked_for: str
) -> None:
    await say(ann, crew.room, said)
    await say(ann, crew.room, "something else entirely")
    assert await finds(ann, looked_for) == [said]


@pytest.mark.parametrize("looked_for", ['"painted is"', '"kitche"', "kitchen red", "itchen", "kotchon", "th blue"])
async def test_what_is_not_meant_is_not_found(finds: Finds, ann: Person, crew: Crew, looked_for: str) -> None:
    await say(ann, crew.room, "The kitchen is painted blue")
    found = await finds(ann, looked_for)
    assert found == ([] if looked_for != "itchen" else ["The kitchen is painted blue"])


async def test_the_newest_comes_first_and_the_similar_last(
    app: App, clock: MovedClock, ann: Person, crew: Crew
) -> None:
    for text in ("the house", "a horse", "house rules", "houses"):
        clock.move(1_000_000)
        await say(ann, crew.room, text)
    found = await search(app, ann, "house")
    assert [hit["message"]["text"] for hit in found["hits"]] == ["houses", "house rules", "the house", "a horse"]
    assert [hit.get("similar", False) for hit in found["hits"]] == [False, False, False, True]
    assert [user["first_name"] for user in found["users"]] == ["Ann"]


async def test_what_was_found_is_marked_in_code_points(app: App, ann: Person, crew: Crew) -> None:
    await say(ann, crew.room, "🎉🎉 Zoë’s house, a big HOUSE and horses")
    [hit] = (await search(app, ann, "hous zoe"))["hits"]
    text = hit["message"]["text"]
    assert [text[at : at + length] for at, length in hit["ranges"]] == ["Zoë", "house", "HOUSE"]
    assert hit["conversation_id"] == crew.room


@pytest.fixture
async def talk(app: App, clock: MovedClock, ann: Person, bob: Person, crew: Crew) -> Any:
    """The same word everywhere, a day apart; the last is of the 28th."""
    other = (await new_room(ann, crew.group, topic="Night train"))["id"]
    for author, place, text in (
        (ann, crew.room, "boat one"),
        (bob, crew.room, "boat two https://example.org"),
        (ann, other, "boat three `code`"),
        (bob, crew.chat, "boat four"),
    ):
        await say(author, place, text)
        clock.move(DAY)
    return other


@pytest.mark.parametrize(
    ("line", "more", "numbers"),
    [
        ("boat", {}, ["four", "three", "two", "one"]),
        ("boat from:bob", {}, ["four", "two"]),
        ("from:me boat", {}, ["three", "one"]),
        ('from:"Bob Tester" boat', {}, None),
        ("boat", {"by": "bob"}, ["four", "two"]),
        ("boat in:kitchen", {}, ["two", "one"]),
        ('boat in:"night train"', {}, ["three"]),
        ("boat", {"at": "Night Train"}, ["three"]),
        ("in:bob boat", {}, ["four"]),
        ("in:kitchen in:bob boat", {}, ["four", "two", "one"]),
        ("boat has:link", {}, ["two"]),
        ("has:code", {}, ["three"]),
        ("boat", {"has": "code"}, ["three"]),
        ("has:link has:code", {}, []),
        ("boat before:2026-11-26", {}, ["one"]),
        ("boat after:2026-11-27", {}, ["four", "three"]),
        ("boat", {"after": "2026-11-26", "before": "2026-11-28"}, ["three", "two"]),
        ("boat before:2026-11-26", {"offset_minutes": -13 * 60}, ["two", "one"]),
        ("boat after:2026-11-27T12:00:00Z", {}, ["four", "three"]),
        ("from:bob in:kitchen has:link after:2026-11-01 boat", {}, ["two"]),
        ("boat from: has:", {}, ["four", "three", "two", "one"]),
    ],
)
async def test_filters_may_be_typed_or_given(
    finds: Finds, ann: Person, talk: str, line: str, more: dict[str, Any], numbers: list[str] | None
) -> None:
    if numbers is None:
        line, numbers = line.replace("Bob Tester", f"Bob {ann.user['last_name']}"), ["four", "two"]
    assert [text.split()[1] for text in await finds(ann, line, **more)] == numbers


async def test_filters_take_ids(finds: Finds, ann: Person, bob: Person, crew: Crew, talk: str) -> None:
    assert len(await finds(ann, f"from:{bob.id} in:{crew.chat}")) == 1
    assert len(await finds(ann, by=bob.id)) == 2
    assert len(await finds(ann, at=crew.room)) == 2


async def test_replies_in_threads_are_found(finds: Finds, ann: Person, bob: Person, crew: Crew) -> None:
    root = (await say(ann, crew.room, "Who brings the boat?"))["message"]["id"]
    await bob.post(
        f"/api/conversations/{crew.room}/messages", {"id": new_id(), "text": "me, with oars", "thread_of": root}
    )
    assert await finds(ann, "oars") == ["me, with oars"]


async def test_a_poll_is_found_by_its_choices(app: App, ann: Person, crew: Crew) -> None:
    poll = {"options": ["Pizza", "Soup"]}
    await ann.post(f"/api/conversations/{crew.room}/messages", {"id": new_id(), "text": "Dinner?", "poll": poll})
    [hit] = (await search(app, ann, "has:poll soup"))["hits"]
    assert (hit["message"]["text"], hit["message"]["poll"]["options"][0]["text"]) == ("Dinner?", "Pizza")


async def test_pages_do_not_move_while_messages_arrive(app: App, clock: MovedClock, ann: Person, crew: Crew) -> None:
    for number in range(1, 8):
        clock.move(1)
        await say(ann, crew.room, f"boat {number}" if number != 4 else "boot 4")
    seen, cursor = list[str](), None
    while True:
        found = await search(app, ann, "boat", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += [hit["message"]["text"] for hit in found["hits"]]
        cursor = found.get("cursor")
        if cursor is None:
            break
        clock.move(1)
        await say(ann, crew.room, "boat later")
    assert seen == ["boat 7", "boat 6", "boat 5", "boat 3", "boat 2", "boat 1", "boot 4"]


async def test_messages_of_one_instant_are_all_found(finds: Finds, ann: Person, crew: Crew) -> None:
    for number in range(6):
        await say(ann, crew.room, f"boat {number}")
    assert await finds(ann, "boat") == [f"boat {number}" for number in reversed(range(6))]


async def test_files_are_found_by_their_names_and_kinds(app: App, finds: Finds, ann: Person, crew: Crew) -> None:
    picture = await upload(ann, "Lighthouse at dawn.png", PIXEL)
    notes = await upload(ann, "notes.txt", b"some text")
    await post(ann, crew.room, "", file_ids=[picture["id"]])
    await post(ann, crew.room, "as agreed", file_ids=[notes["id"]])
    assert [hit["message"]["files"] for hit in (await search(app, ann, "lighthouse dawn"))["hits"]] == [[picture]]
    assert await finds(ann, "has:file") == ["as agreed", ""]
    assert await finds(ann, "has:image") == [""]
    assert await finds(ann, "has:video") == []
