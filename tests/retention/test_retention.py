"""What is older than a group keeps it goes for good, in rooms and threads, and nothing else does."""

from typing import Any

import pytest
from sqlalchemy import select

from distributed_chat.app import App
from distributed_chat.conversations.actions.old_rooms import fill_old_room
from distributed_chat.db import Tx, metadata
from distributed_chat.kernel.clock import DAY, HOUR, MovedClock
from distributed_chat.kernel.ids import new_id
from distributed_chat.messages.actions.expiring import STEP
from distributed_chat.messages.actions.old import OldMessage, write_old
from distributed_chat.messages.queries.numbering import timeline_with_a_hole
from tests.cast import Person
from tests.conversations.rooms import enter, events_in, new_room
from tests.embeds.internet import SmallInternet, picture
from tests.files.sending import upload
from tests.messages.conftest import Crew
from tests.messages.test_purging import LEFT, count_left, fill, kept_files, links_done, say_often
from tests.messages.words import (
    delete,
    edit,
    forward,
    jobs_done,
    last_message,
    mention_of,
    page,
    pin,
    post,
    read,
    words_anywhere,
)

jobs = metadata.tables["jobs"]


async def keep(person: Person, group: str, days: int | None, *, status: int = 200) -> Any:
    return await person.put(f"/api/groups/{group}/retention", {"days": days}, status=status)


async def days_pass(app: App, clock: MovedClock, days: float) -> None:
    """And two hours, so that every group has been looked at."""
    clock.move(int(days * DAY) - HOUR)
    for _ in range(3):
        clock.move(HOUR)
        await jobs_done(app)
    await app.indexer.settled()


async def texts(reader: Person, conversation: str, **cut: Any) -> list[str]:
    return [message["text"] for message in (await page(reader, conversation, **cut))["messages"]]


async def room_of(reader: Person, room: str) -> dict[str, Any]:
    groups = (await reader.get("/api/home"))["groups"]
    return next(one for group in groups for one in group["rooms"] if one["id"] == room)


async def test_what_is_older_goes_from_every_table_file_and_log_and_what_is_younger_stays(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock, internet: SmallInternet
) -> None:
    for room in (crew.room, crew.private):
        await fill(app, internet, ann, bob, room)
    chat = await post(ann, crew.chat, "Chats belong to no group")
    clock.move(2 * DAY)
    young = await post(bob, crew.room, "Young")
    assert (await keep(ann, crew.group, 3))["group"]["keep_days"] == 3
    await jobs_done(app)
    assert await count_left(app, crew.room) > 5
    await days_pass(app, clock, 1)
    assert await app.database.read(words_anywhere) <= LEFT
    await links_done(app)
    assert kept_files(app) == []
    found = await page(bob, crew.room)
    assert ([it["id"] for it in found["messages"]], found["has_older"]) == ([young["id"]], False)
    assert (await room_of(bob, crew.room))["first_number"] == young["number"]
    assert (await page(bob, crew.private))["messages"] == []
    assert await last_message(bob, crew.private) is None
    assert await read(bob, chat) == chat
    assert await app.database.read(lambda tx: timeline_with_a_hole(tx.conn)) is None


async def test_the_log_says_from_where_on_a_room_is_kept_and_which_events_are_blank(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    old = [await post(ann, crew.room, "Old") for _ in range(2)]
    await edit(ann, old[0], "Older")
    clock.move(2 * DAY)
    await post(ann, crew.room, "New")
    await keep(ann, crew.group, 1)
    await jobs_done(app)
    *log, changed, expired = await events_in(bob, f"group:{crew.group}")
    assert (changed["type"], changed["payload"]["group"]["keep_days"]) == ("group.changed", 1)
    blank = [event["seq"] for event in log if event["payload"] is None]
    assert len(blank) == 3
    said = {"conversation_id": crew.room, "thread_of": None, "first_number": 3, "erased": blank}
    assert expired["payload"].pop("deleted_at")[:19] == expired["at"][:19]
    assert (expired["type"], expired["payload"]) == ("messages.expired", said)


async def test_a_reply_goes_by_its_own_age_and_with_the_last_goes_the_thread(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    top = await post(ann, crew.room, "Above")
    await post(bob, crew.room, "First below", thread_of=top["id"])
    clock.move(2 * DAY)
    second = await post(bob, crew.room, "Second below", thread_of=top["id"])
    await keep(ann, crew.group, 3)
    await days_pass(app, clock, 2)
    assert await texts(ann, crew.room) == []
    found = await page(ann, crew.room, thread_of=top["id"])
    assert ([it["text"] for it in found["messages"]], found["has_older"]) == (["Second below"], False)
    assert (found["root"]["text"], found["root"]["thread"]["first_number"]) == ("", 2)
    third = await post(ann, crew.room, "Third below", thread_of=top["id"])
    assert third["number"] == 3
    await days_pass(app, clock, 2)
    assert await texts(ann, crew.room, thread_of=top["id"]) == ["Third below"]
    assert (await read(bob, second))["text"] == ""
    await days_pass(app, clock, 3)
    gone = await page(ann, crew.room, thread_of=top["id"])
    assert (gone["messages"], gone["root"].get("thread")) == ([], None)
    refused = await post(bob, crew.room, "Too late", thread_of=top["id"], status=409)
    assert refused["code"] == "message_is_deleted"


async def test_a_long_room_goes_in_steps_that_a_kill_may_repeat(
    app: App, ann: Person, crew: Crew, clock: MovedClock
) -> None:
    await say_often(app, ann, crew.room, 3 * STEP - 5)
    clock.move(2 * DAY)
    await post(ann, crew.room, "New")
    await keep(ann, crew.group, 1)
    left = [await count_left(app, crew.room)]
    while await app.worker.run_due():
        left.append(await count_left(app, crew.room))
    assert list(dict.fromkeys(left)) == [71, 46, 21, 1]
    found = await page(ann, crew.room, before=70)
    assert found["messages"] == []
    for cut in ({"around": 3}, {"after": 3}, {}):
        found = await page(ann, crew.room, **cut)
        assert ([it["number"] for it in found["messages"]], found["has_older"]) == ([71], False)


async def test_what_nobody_can_read_any_more_is_not_unread(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    for _ in range(5):
        await post(ann, crew.room, "@Bob, look", entities=[mention_of(bob, 0, 4)])
    clock.move(2 * DAY)
    await post(ann, crew.room, "New")
    await keep(ann, crew.group, 1)
    await jobs_done(app)
    caught = await bob.get("/api/catch-up")
    assert [(one["conversation_id"], one["unread"]) for one in caught["conversations"]] == [(crew.room, 1)]
    marked = (await bob.put(f"/api/conversations/{crew.room}/unread", {"from": 1}))["marker"]
    assert marked["unread_from"] == 6
    await days_pass(app, clock, 2)
    assert (await bob.get("/api/catch-up"))["conversations"] == []


async def test_the_owner_is_told_how_much_would_go(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    top = await post(bob, crew.room, "Above")
    await post(bob, crew.room, "Below", thread_of=top["id"])
    await post(bob, crew.private, "Private")
    clock.move(10 * DAY)
    await post(bob, crew.room, "Below, later", thread_of=top["id"])
    await post(bob, crew.room, "Later")
    look = f"/api/groups/{crew.group}/retention"
    assert await ann.get(look) == {"messages": 0, "rooms": 0}
    assert await ann.get(look, days=10) == {"messages": 0, "rooms": 0}
    assert await ann.get(look, days=9) == {"messages": 3, "rooms": 2}
    await keep(ann, crew.group, 9)
    await jobs_done(app)
    assert await ann.get(look, days=9) == {"messages": 0, "rooms": 0}
    for days in (0, 3_651, "x"):
        assert (await ann.client.get(look, params={"days": days})).status_code == 422
    assert (await bob.client.get(look, params={"days": 9})).status_code == 403


async def test_a_rule_that_is_taken_back_erases_nothing_more(
    app: App, ann: Person, crew: Crew, clock: MovedClock
) -> None:
    await say_often(app, ann, crew.room, 2 * STEP)
    clock.move(2 * DAY)
    await keep(ann, crew.group, 1)
    await app.worker.run_due()
    assert await count_left(app, crew.room) == STEP
    assert (await keep(ann, crew.group, None))["group"]["keep_days"] is None
    await jobs_done(app)
    await days_pass(app, clock, 1)
    assert await count_left(app, crew.room) == STEP
    waits = select(jobs.c.kind).where(jobs.c.kind.like("retention.%"))
    assert await app.database.read(lambda tx: tx.conn.execute(waits).scalars().all()) == []


@pytest.mark.parametrize("gone", ["room", "group"])
async def test_a_rule_ends_with_its_room_and_its_group(
    app: App, ann: Person, crew: Crew, clock: MovedClock, gone: str
) -> None:
    await post(ann, crew.room, "Old")
    await keep(ann, crew.group, 1)
    path = f"/api/rooms/{crew.room}" if gone == "room" else f"/api/groups/{crew.group}"
    await ann.delete(path, status=204)
    await days_pass(app, clock, 2)
    failed = select(jobs.c.kind).where(jobs.c.due_at.is_(None) | jobs.c.failure.is_not(None))
    assert await app.database.read(lambda tx: tx.conn.execute(failed).scalars().all()) == []
    assert await count_left(app, crew.room) == 0


async def test_a_copy_elsewhere_and_a_quote_stay_and_a_pin_does_not(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    file = await upload(ann, "one.png", picture())
    old = await post(ann, crew.room, "Keep this", file_ids=[file["id"]])
    await pin(ann, old)
    copy = await forward(bob, old, crew.chat)
    clock.move(2 * DAY)
    answer = await post(bob, crew.room, "As I said", reply_to=old["id"])
    await keep(ann, crew.group, 1)
    await jobs_done(app)
    assert (await ann.get(f"/api/conversations/{crew.room}/pins"))["messages"] == []
    assert await read(ann, copy) == copy
    assert (await ann.client.get(copy["files"][0]["url"])).status_code == 200
    found = await page(ann, crew.room)
    assert [it["id"] for it in found["messages"]] == [answer["id"]]
    assert [(it["id"], it["text"]) for it in found["quoted"]] == [(old["id"], "")]


async def test_days_and_searches_begin_where_the_room_is_kept(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    await post(ann, crew.room, "An old lighthouse")
    clock.move(2 * DAY)
    new = await post(ann, crew.room, "A new lighthouse")
    await keep(ann, crew.group, 1)
    await jobs_done(app)
    await app.indexer.settled()
    assert [hit["message"]["id"] for hit in (await bob.get("/api/search", q="lighthouse"))["hits"]] == [new["id"]]
    day = f"/api/conversations/{crew.room}/days/2020-01-01"
    assert (await bob.get(day))["number"] == new["number"]


async def test_a_room_that_is_made_later_is_kept_by_the_same_rule(
    app: App, ann: Person, cat: Person, crew: Crew, clock: MovedClock
) -> None:
    await keep(ann, crew.group, 1)
    await jobs_done(app)
    await enter(ann, cat, crew.group)
    room = (await new_room(cat, crew.group))["id"]
    await post(cat, room, "Old")
    await days_pass(app, clock, 1.1)
    assert await texts(cat, room) == []
    assert (await keep(cat, crew.group, 2, status=403))["code"] == "not_allowed"


async def test_old_words_that_were_imported_behind_new_ones_hide_nothing_and_go_too(
    app: App, ann: Person, crew: Crew, clock: MovedClock
) -> None:
    """The numbers of a later import follow what people said meanwhile; its times do not."""
    top = await post(ann, crew.room, "Of today")
    await post(ann, crew.room, "Below, of today", thread_of=top["id"])
    old, reply = (new_id() for _ in range(2))

    def bring(tx: Tx) -> None:
        then = tx.now - 20 * DAY
        above = OldMessage(id=old, author_id=ann.id, text="Old", sent_at=then)
        below = OldMessage(id=reply, author_id=ann.id, text="Old", sent_at=then, thread_of=top["id"])
        write_old(tx, crew.room, [above, below], last_number=1)
        fill_old_room(tx, crew.room, 2)

    await app.database.write(bring)
    assert await ann.get(f"/api/groups/{crew.group}/retention", days=10) == {"messages": 1, "rooms": 1}
    await keep(ann, crew.group, 3)
    await jobs_done(app)
    assert await texts(ann, crew.room) == ["Of today", "Old"]
    assert await texts(ann, crew.room, thread_of=top["id"]) == ["Below, of today", "Old"]
    await days_pass(app, clock, 3)
    assert await count_left(app, crew.room) == 0
    assert await texts(ann, crew.room) == []


async def test_an_author_takes_back_what_was_passed_on_also_when_the_message_went_by_its_age(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock
) -> None:
    old = await post(ann, crew.room, "Regrettable")
    copy = await forward(bob, old, crew.chat)
    clock.move(2 * DAY)
    await keep(ann, crew.group, 1)
    await jobs_done(app)
    assert (await read(bob, copy))["text"] == "Regrettable"
    await delete(ann, old)
    await jobs_done(app)
    assert (await read(bob, copy))["text"] == ""
