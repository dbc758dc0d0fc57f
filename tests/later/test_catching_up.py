"""Catch me up: everything since my markers, of what I may read, in a constant number of statements along indexes."""

import asyncio
from functools import partial
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.conversations.queries import Unread, unread_by
from distributed_chat.db import Tx
from distributed_chat.home.catching_up import MOST, WITHIN, catch_up
from distributed_chat.kernel.clock import DAY, HOUR, MINUTE, MovedClock
from distributed_chat.messages.queries.catching_up import lively_threads, reacted
from tests.cast import PASSWORD, Person
from tests.conversations.rooms import enter, markers, new_chat, new_group, new_room
from tests.later.words import home_of, own_events
from tests.messages.conftest import Crew
from tests.messages.statements import plan_of, statements_of
from tests.messages.words import mention_of, post, reaction

Json = dict[str, Any]


async def missed_by(person: Person) -> Json:
    found: Json = await person.get("/api/catch-up")
    return found


async def lists_of(person: Person) -> dict[str, list[str]]:
    """The texts of each list."""
    found = await missed_by(person)
    names = ("mentions", "replies", "most_reacted", "polls")
    return {name: [message["text"] for message in found[name]] for name in names if found[name]}


async def see_all(person: Person) -> list[Json]:
    moved: list[Json] = (await person.put("/api/me/seen", {}, status=200))["markers"]
    return moved


async def test_nobody_missed_anything_where_nothing_was_said(bob: Person, crew: Crew) -> None:
    found = await missed_by(bob)
    assert found == {
        "conversations": [],
        "mentions": [],
        "replies": [],
        "most_reacted": [],
        "polls": [],
        "users": [],
        "quoted": [],
        "votes": {},
    }


async def test_counts_say_how_much_was_said_where_and_what_means_me_comes_first(
    ann: Person, bob: Person, crew: Crew
) -> None:
    for _ in range(5):
        await post(ann, crew.room, "Chatter")
    await post(ann, crew.chat, "@Bob", entities=[mention_of(bob, 0, 4)])
    await post(bob, crew.private, "My own words are read")
    assert (await missed_by(bob))["conversations"] == [
        {"conversation_id": crew.chat, "unread": 1, "mentions": 1, "thread_replies": 0},
        {"conversation_id": crew.room, "unread": 5, "mentions": 0, "thread_replies": 0},
    ]
    assert [one["conversation_id"] for one in (await missed_by(ann))["conversations"]] == [crew.private]


async def test_mentions_and_answers_are_told_apart_and_come_with_the_newest_first(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    mine = await post(bob, crew.room, "Who brings bread?")
    said: list[tuple[str, Json]] = [
        ("@Bob, you", {"entities": [mention_of(bob, 0, 4)]}),
        ("I do", {"reply_to": mine["id"]}),
        ("@all hands", {"entities": [{"type": "all", "offset": 0, "length": 4}]}),
        ("@Ann herself", {"entities": [mention_of(ann, 0, 4)]}),
        ("@Bob again", {"entities": [mention_of(bob, 0, 4)], "reply_to": mine["id"]}),
    ]
    for text, more in said:
        clock.move(MINUTE)
        await post(ann, crew.room, text, **more)
    assert await lists_of(bob) == {"mentions": ["@Bob again", "@all hands", "@Bob, you"], "replies": ["I do"]}
    found = await missed_by(bob)
    assert {user["id"] for user in found["users"]} == {ann.id, bob.id}
    assert [message["id"] for message in found["quoted"]] == [mine["id"]]
    assert await lists_of(ann) == {}


async def test_what_was_read_or_deleted_is_not_news(ann: Person, bob: Person, crew: Crew) -> None:
    called: Json = {"entities": [mention_of(bob, 0, 4)]}
    first = await post(ann, crew.room, "@Bob one", **called)
    second = await post(ann, crew.room, "@Bob two", **called)
    await post(ann, crew.room, "@Bob three", **called)
    await bob.put(f"/api/conversations/{crew.room}/seen", {"number": first["number"]})
    await ann.delete(f"/api/messages/{second['id']}", status=200)
    assert await lists_of(bob) == {"mentions": ["@Bob three"]}


async def test_marked_unread_is_news_again(ann: Person, bob: Person, crew: Crew) -> None:
    await post(ann, crew.room, "@Bob", entities=[mention_of(bob, 0, 4)])
    await see_all(bob)
    assert await lists_of(bob) == {}
    await bob.put(f"/api/conversations/{crew.room}/unread", {"from": 1})
    assert await lists_of(bob) == {"mentions": ["@Bob"]}


async def test_threads_that_i_am_in_are_told_and_others_are_not(
    ann: Person, bob: Person, cat: Person, crew: Crew, clock: MovedClock
) -> None:
    await enter(ann, cat, crew.group)
    begun = await post(bob, crew.room, "Begun by me")
    joined, named, foreign = [await post(ann, crew.room, text) for text in ("Joined", "Named", "Foreign")]
    await post(bob, crew.room, "My word", thread_of=joined["id"])
    clock.move(MINUTE)
    await post(ann, crew.room, "@Bob see", thread_of=named["id"], entities=[mention_of(bob, 0, 4)])
    for root in (begun, joined, named, foreign):
        clock.move(MINUTE)
        await post(cat, crew.room, f"Below {root['text']}", thread_of=root["id"])
    await see_all_of_the_room(bob, crew)
    assert await lists_of(bob) == {"replies": ["Below Named", "Below Joined", "Below Begun by me", "@Bob see"]}
    assert (await missed_by(bob))["conversations"] == [
        {"conversation_id": crew.room, "unread": 0, "mentions": 0, "thread_replies": 4}
    ]


async def see_all_of_the_room(person: Person, crew: Crew) -> None:
    await person.put(f"/api/conversations/{crew.room}/seen", {"number": 100})


async def test_what_i_wrote_after_or_read_in_a_thread_is_no_news(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    root = await post(bob, crew.room, "Root")
    for text in ("One", "Two"):
        await post(ann, crew.room, text, thread_of=root["id"])
    await post(bob, crew.room, "I answer", thread_of=root["id"])
    assert await lists_of(bob) == {}
    clock.move(MINUTE)
    for text in ("Three", "Four"):
        clock.move(MINUTE)
        await post(ann, crew.room, text, thread_of=root["id"])
    assert await lists_of(bob) == {"replies": ["Four", "Three"]}
    path = f"/api/messages/{root['id']}/thread/seen"
    assert (await bob.put(path, {"number": 4}, status=200)) == {"number": 4}
    assert await lists_of(bob) == {"replies": ["Four"]}
    assert (await bob.put(path, {"number": 2**53 - 1}, status=200)) == {"number": 5}
    assert await lists_of(bob) == {}


async def test_threads_and_polls_of_long_ago_are_no_news(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    root = await post(bob, crew.room, "Root", poll={"options": ["Yes", "No"]})
    await post(ann, crew.room, "Reply", thread_of=root["id"])
    clock.move(WITHIN + DAY)
    for person in (ann, bob):  # whose sessions are over by now
        found = await app.database.read(partial(catch_up, user_id=person.id))
        assert (found.replies, found.polls) == ([], [])


async def test_most_reacted_counts_the_reactions_of_others_to_what_i_have_not_read(
    ann: Person, bob: Person, cat: Person, crew: Crew
) -> None:
    await enter(ann, cat, crew.group)
    read = await post(ann, crew.room, "Read")
    await bob.put(f"/api/conversations/{crew.room}/seen", {"number": 100})
    one, two, mine, none = [await post(ann, crew.room, text) for text in ("One", "Two", "Mine", "None")]
    for person, message, emoji in (
        (cat, read, "👍"),
        (cat, one, "👍"),
        (cat, two, "👍"),
        (ann, two, "👍"),
        (bob, mine, "👍"),
        (bob, mine, "🎉"),
    ):
        await person.put(reaction(message, emoji), {})
    assert none["number"] == 5
    assert await lists_of(bob) == {"most_reacted": ["Two", "One"]}


async def test_open_polls_are_told_until_i_vote_or_they_close(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    options: Json = {"poll": {"options": ["Yes", "No"]}}
    first = await post(ann, crew.room, "First?", **options)
    clock.move(MINUTE)
    second = await post(ann, crew.room, "Second?", **options)
    await see_all_of_the_room(bob, crew)
    assert await lists_of(bob) == {"polls": ["Second?", "First?"]}
    await bob.put(f"/api/messages/{first['id']}/vote", {"options": [0]}, status=200)
    assert await lists_of(bob) == {"polls": ["Second?"]}
    await ann.post(f"/api/messages/{second['id']}/poll/close", status=200)
    assert await lists_of(bob) == {}


async def test_a_stranger_and_who_was_removed_learn_nothing(ann: Person, bob: Person, cat: Person, crew: Crew) -> None:
    mine = await post(bob, crew.room, "Root", poll={"options": ["Yes", "No"]})
    await post(ann, crew.room, "@Bob", entities=[mention_of(bob, 0, 4)])
    await post(ann, crew.private, "@Bob", entities=[mention_of(bob, 0, 4)])
    liked = await post(ann, crew.room, "Reply", reply_to=mine["id"])
    await post(ann, crew.room, "Below", thread_of=mine["id"])
    await ann.put(reaction(liked, "👍"), {})
    nothing: Json = {"conversations": [], "mentions": [], "replies": [], "most_reacted": [], "polls": [], "users": []}
    await ann.delete(f"/api/groups/{crew.group}/members/{bob.id}", status=204)
    for person in (bob, cat):
        found = await missed_by(person)
        assert {name: found[name] for name in nothing} == nothing
        assert await see_all(person) == []


async def test_all_read_moves_every_marker_in_one_event_for_my_other_devices(
    ann: Person, bob: Person, crew: Crew
) -> None:
    for place in (crew.room, crew.room, crew.chat):
        await post(ann, place, "Hello")
    await bob.put(f"/api/conversations/{crew.room}/unread", {"from": 1})
    moved = await see_all(bob)
    assert {marker["conversation_id"]: marker["number"] for marker in moved} == {crew.room: 2, crew.chat: 1}
    assert all("unread_from" not in marker for marker in moved)
    [event] = await own_events(bob, "markers.moved")
    assert event["payload"] == {"markers": moved}
    assert await markers(bob) == {crew.room: 2, crew.chat: 1}
    assert await see_all(bob) == []
    assert len(await own_events(bob, "markers.moved")) == 1
    assert await own_events(ann, "markers.moved") == []
    assert (await missed_by(bob))["conversations"] == []
    assert [marker["number"] for marker in await home_of(bob, "markers")] in ([2, 1], [1, 2])


async def test_all_read_means_threads_too_and_what_comes_after_is_news(
    ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    root = await post(bob, crew.room, "Root")
    await post(ann, crew.room, "Before", thread_of=root["id"])
    clock.move(MINUTE)
    await see_all(bob)
    assert await lists_of(bob) == {}
    clock.move(MINUTE)
    await post(ann, crew.room, "After", thread_of=root["id"])
    assert await lists_of(bob) == {"replies": ["After"]}


async def test_while_others_write_all_read_never_moves_a_marker_back(ann: Person, bob: Person, crew: Crew) -> None:
    await asyncio.gather(*(post(ann, crew.room, f"{n}") for n in range(10)), *(see_all(bob) for _ in range(5)))
    before = (await markers(bob)).get(crew.room, 0)
    await see_all(bob)
    assert before <= (await markers(bob))[crew.room] == 10


async def test_each_list_has_an_end(ann: Person, bob: Person, crew: Crew) -> None:
    called: Json = {"entities": [mention_of(bob, 0, 4)]}
    root = await post(bob, crew.room, "Root")
    for number in range(MOST + 5):
        await post(ann, crew.room, f"@Bob {number}", **called)
        await post(ann, crew.room, f"{number}", thread_of=root["id"])
    found = await missed_by(bob)
    assert len(found["mentions"]) == len(found["replies"]) == MOST
    [place] = found["conversations"]
    assert (place["unread"], place["mentions"], place["thread_replies"]) == (MOST + 5, MOST + 5, MOST + 5)


@pytest.mark.parametrize("size", [1, 12])
async def test_the_number_of_statements_does_not_grow(
    app: App, ann: Person, bob: Person, crew: Crew, size: int
) -> None:
    for number in range(size):
        place = (await new_room(ann, crew.group, topic=f"Room {number}"))["id"]
        root = await post(bob, place, "Root")
        liked = await post(ann, place, "@Bob", entities=[mention_of(bob, 0, 4)])
        await ann.put(reaction(liked, "👍"), {})
        await post(ann, place, "Reply", thread_of=root["id"], reply_to=root["id"])
        await post(ann, place, "Poll?", poll={"options": ["Yes", "No"]})

    def look(tx: Tx) -> list[str]:
        return statements_of(tx, lambda: catch_up(tx, bob.id))

    statements = await app.database.read(look)
    assert len(statements) <= 26, statements


async def test_every_look_goes_along_an_index(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    await post(ann, crew.room, "Hello")
    unread = [Unread(crew.room, 1, 1_000), Unread(crew.chat, 5, 80)]

    def look(tx: Tx) -> list[str]:
        if tx.dialect == "postgresql":  # else it reads the few rows of this test as they lie
            tx.conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return [
            plan_of(tx, lively_threads(bob.id, since=clock.now() - HOUR)),
            plan_of(tx, reacted(bob.id, unread, most=10)),
        ]

    threads, liked = await app.database.read(look)
    assert "ix_messages_threads" in threads
    assert "uq_messages_timeline_id_number" in liked or "sqlite_autoindex_messages_2" in liked
    for plan in (threads, liked):
        for scan in ("SCAN messages", "SCAN reactions", "Seq Scan on messages", "Seq Scan on reactions"):
            assert scan not in plan, plan


async def test_with_the_account_goes_how_far_it_read(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    root = await post(ann, crew.room, "Root")
    await post(ann, crew.room, "Reply", thread_of=root["id"])
    await bob.put(f"/api/messages/{root['id']}/thread/seen", {"number": 1}, status=200)
    await see_all(bob)
    await bob.put(f"/api/messages/{root['id']}/thread/seen", {"number": 1}, status=200)
    assert (await bob.client.request("DELETE", "/api/me", json={"password": PASSWORD})).is_success
    left = await app.database.read(
        lambda tx: [
            tx.conn.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            for table in ("catch_ups", "thread_markers")
        ]
    )
    assert left == [0, 0]


async def test_other_groups_of_mine_are_there_too(ann: Person, bob: Person, cat: Person, crew: Crew) -> None:
    other = await new_group(cat, "Choir")
    await enter(cat, bob, other)
    room = (await new_room(cat, other))["id"]
    chat = (await new_chat(cat, bob))["id"]
    await post(cat, room, "@Bob", entities=[mention_of(bob, 0, 4)])
    await post(cat, chat, "Hello")
    assert {one["conversation_id"] for one in (await missed_by(bob))["conversations"]} == {room, chat}
    assert await lists_of(ann) == {}


async def test_what_is_unread_is_found_without_reading_it(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    await post(ann, crew.room, "Hello")
    found = await app.database.read(lambda tx: unread_by(tx, bob.id))
    assert found == [Unread(crew.room, 1, 1)]
