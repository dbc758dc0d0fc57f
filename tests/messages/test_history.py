"""Reading back: pages by number, in both directions, true at a place in the log."""

from typing import Any

import pytest
from sqlalchemy import insert, text

from distributed_chat.app import App
from distributed_chat.db import Tx, metadata
from distributed_chat.kernel.ids import new_id
from distributed_chat.messages.queries import NEWER, OLDER, at_the_end_of, messages_page
from distributed_chat.messages.schemas import PageCut
from tests.cast import Person
from tests.conversations.rooms import new_room, say
from tests.messages.conftest import Crew
from tests.messages.statements import plan_of, statements_of


async def page(reader: Person, conversation: str, **cut: Any) -> dict[str, Any]:
    found: dict[str, Any] = await reader.get(f"/api/conversations/{conversation}/messages", **cut)
    return found


def outline(found: dict[str, Any]) -> tuple[list[int], bool, bool]:
    return [message["number"] for message in found["messages"]], found["has_older"], found["has_newer"]


@pytest.fixture
async def ten(ann: Person, crew: Crew) -> str:
    """A room in which ann said 1 to 10; others around it must not show up in it."""
    other = (await new_room(ann, crew.group))["id"]
    for number in range(1, 11):
        await say(ann, crew.room, f"{number}")
        await say(ann, other, "elsewhere")
    return crew.room


@pytest.mark.parametrize(
    ("cut", "numbers", "has_older", "has_newer"),
    [
        ({}, range(1, 11), False, False),
        ({"limit": 3}, range(8, 11), True, False),
        ({"limit": 10}, range(1, 11), False, False),
        ({"before": 8, "limit": 3}, range(5, 8), True, True),
        ({"before": 4, "limit": 3}, range(1, 4), False, True),
        ({"before": 3, "limit": 3}, range(1, 3), False, True),
        ({"before": 1}, [], False, True),
        ({"before": 0}, [], False, True),
        ({"before": 11, "limit": 3}, range(8, 11), True, False),
        ({"before": 99, "limit": 3}, range(8, 11), True, False),
        ({"after": 0, "limit": 3}, range(1, 4), False, True),
        ({"after": 7, "limit": 3}, range(8, 11), True, False),
        ({"after": 6, "limit": 3}, range(7, 10), True, True),
        ({"after": 10}, [], True, False),
        ({"after": 99}, [], True, False),
        ({"around": 5, "limit": 4}, range(4, 8), True, True),
        ({"around": 5, "limit": 1}, range(5, 6), True, True),
        ({"around": 1, "limit": 4}, range(1, 5), False, True),
        ({"around": 10, "limit": 4}, range(7, 11), True, False),
        ({"around": 9, "limit": 4}, range(7, 11), True, False),
        ({"around": 5, "limit": 200}, range(1, 11), False, False),
        ({"around": 0, "limit": 2}, range(1, 3), False, True),
        ({"around": 99, "limit": 2}, range(9, 11), True, False),
    ],
)
async def test_a_page_is_what_was_asked_for_oldest_first(
    bob: Person, ten: str, cut: dict[str, int], numbers: Any, has_older: bool, has_newer: bool
) -> None:
    assert outline(await page(bob, ten, **cut)) == (list(numbers), has_older, has_newer)


async def test_paging_back_and_on_finds_every_message_once(bob: Person, ten: str) -> None:
    back, on = await page(bob, ten, limit=3), await page(bob, ten, after=0, limit=3)
    behind, ahead = list(back["messages"]), list(on["messages"])
    while back["has_older"]:
        back = await page(bob, ten, before=behind[0]["number"], limit=3)
        behind = back["messages"] + behind
    while on["has_newer"]:
        on = await page(bob, ten, after=ahead[-1]["number"], limit=3)
        ahead += on["messages"]
    assert behind == ahead
    assert [message["text"] for message in ahead] == [f"{number}" for number in range(1, 11)]


async def test_an_empty_conversation_has_one_empty_page(bob: Person, crew: Crew) -> None:
    for cut in ({}, {"before": 5}, {"after": 0}, {"around": 1}):
        found = await page(bob, crew.private, **cut)
        assert outline(found) == ([], False, False)
        assert (found["stream"], found["seq"], found["users"]) == (f"room:{crew.private}", 1, [])


async def test_a_page_is_true_at_its_place_in_the_log_and_names_its_authors(
    ann: Person, bob: Person, crew: Crew
) -> None:
    await say(bob, crew.room)
    sent = await say(ann, crew.room)
    found = await page(bob, crew.room)
    assert (found["stream"], found["seq"]) == (sent["stream"], sent["seq"])
    assert found["messages"][-1] == sent["message"]
    assert {user["id"]: user["first_name"] for user in found["users"]} == {ann.id: "Ann", bob.id: "Bob"}
    assert [user["id"] for user in (await page(bob, crew.room, after=1))["users"]] == [ann.id]


async def test_who_left_is_still_named_as_an_author(ann: Person, bob: Person, crew: Crew) -> None:
    await say(bob, crew.room)
    await bob.post(f"/api/groups/{crew.group}/leave", status=204)
    assert [user["first_name"] for user in (await page(ann, crew.room))["users"]] == ["Bob"]


@pytest.mark.parametrize(
    ("cut", "status", "code"),
    [
        ({"before": 2, "after": 1}, 400, "malformed"),
        ({"around": 2, "before": 5}, 400, "malformed"),
        ({"limit": 0}, 400, "malformed"),
        ({"limit": -1}, 400, "malformed"),
        ({"before": -1}, 422, "too_small"),
        ({"before": 2**53}, 422, "too_large"),
        ({"before": "one"}, 422, "wrong_type"),
        ({"page": 2}, 422, "unknown_field"),
    ],
)
async def test_a_page_that_makes_no_sense_is_refused(
    ann: Person, crew: Crew, cut: dict[str, Any], status: int, code: str
) -> None:
    answer = await ann.client.get(f"/api/conversations/{crew.room}/messages", params=cut)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_page_has_at_most_200_messages(app: App, bob: Person, crew: Crew) -> None:
    await app.database.write(lambda tx: _fill(tx, crew.room, bob.id, 201))
    found = await page(bob, crew.room, limit=1_000)
    assert (len(found["messages"]), found["has_older"]) == (200, True)
    assert len((await page(bob, crew.room))["messages"]) == 50


async def test_a_stranger_reads_no_page(ann: Person, cat: Person, crew: Crew) -> None:
    for conversation in (crew.room, crew.private, crew.chat, new_id()):
        assert (await cat.client.get(f"/api/conversations/{conversation}/messages")).status_code == 404


async def test_a_page_of_a_long_history_is_a_walk_along_the_index(app: App, ann: Person, crew: Crew) -> None:
    await _long_history(app, ann, crew)
    values = {"timeline_id": crew.room, "first": 1, "anchor": 2_500, "most": 51}
    by_time = OLDER.order_by(None).order_by("sent_at")
    older, newer, other = await app.database.read(
        lambda tx: [plan_of(tx, statement, **values) for statement in (OLDER, NEWER, by_time)]
    )
    assert _walks(older), older
    assert _walks(newer), newer
    assert not _walks(other), other


async def test_last_messages_are_looked_up_and_no_history_is_read_for_them(app: App, ann: Person, crew: Crew) -> None:
    await _long_history(app, ann, crew)
    plan = await app.database.read(lambda tx: plan_of(tx, at_the_end_of([crew.room, crew.private, crew.chat])))
    assert _walks(plan), plan


async def test_a_page_costs_as_many_statements_as_it_did_when_the_history_was_short(
    app: App, bob: Person, crew: Crew
) -> None:
    def count(tx: Tx) -> int:
        return len(statements_of(tx, lambda: messages_page(tx, crew.private, bob.id, PageCut())))

    await say(bob, crew.private)
    short = await app.database.read(count)
    await app.database.write(lambda tx: _fill(tx, crew.private, bob.id, 300))
    assert await app.database.read(count) == short == 4


async def _long_history(app: App, author: Person, crew: Crew) -> None:
    def write(tx: Tx) -> None:
        _fill(tx, crew.room, author.id, 5_000)
        tx.conn.execute(text("ANALYZE"))

    await app.database.write(write)


def _walks(plan: str) -> bool:
    """Whether the plan finds messages by (timeline, number) alone, and needs no sorting."""
    searched = ("(timeline_id=? AND number" in plan) or ("uq_messages_timeline_id_number" in plan)
    return searched and not any(word in plan for word in ("SCAN messages", "Seq Scan on messages", "Sort", "B-TREE"))


def _fill(tx: Tx, conversation: str, author: str, many: int) -> None:
    """A history up to that number, without its events: only reading it back is looked at."""
    messages, conversations = metadata.tables["messages"], metadata.tables["conversations"]
    rows = [
        {
            "id": new_id(),
            "conversation_id": conversation,
            "timeline_id": conversation,
            "number": number,
            "author_id": author,
            "text": f"{number}",
            "sent_at": tx.now,
        }
        for number in range(1, many + 1)
    ]
    tx.conn.execute(messages.delete().where(messages.c.conversation_id == conversation))
    tx.conn.execute(insert(messages), rows)
    tx.conn.execute(conversations.update().where(conversations.c.id == conversation).values(last_number=many))
