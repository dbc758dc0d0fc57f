"""A room that was deleted, alone or with its group, loses its words bit by bit: in every table, file and log."""

from functools import partial
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from distributed_chat.app import App
from distributed_chat.db import Tx, metadata
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import MINUTE, SECOND, MovedClock
from distributed_chat.kernel.ids import SessionId, UserId, new_id
from distributed_chat.messages.actions import PURGE, add_reaction, purge_some, remove_reaction, send_message
from distributed_chat.messages.actions.erasing import EVENTS_AT_ONCE
from distributed_chat.messages.actions.purge import MESSAGES_AT_ONCE
from distributed_chat.messages.purging import purge_conversation
from distributed_chat.messages.schemas import ConversationToPurge, MessageForm
from tests.cast import Person
from tests.conversations.rooms import events_in, new_room, types_in
from tests.embeds.internet import SmallInternet, meta, page, picture
from tests.files.sending import upload
from tests.messages.conftest import Crew
from tests.messages.words import (
    delete,
    edit,
    forward,
    jobs_done,
    mention_of,
    pin,
    post,
    react,
    read,
    words_anywhere,
)

EVERYWHERE = {"messages", "message_edits", "events", "files", "poll_options", "message_previews"}
LEFT = {"search_words"}
"""The spelling that a search corrects follows at once after it: tests/search."""

messages = metadata.tables["messages"]


@pytest.fixture(autouse=True)
async def _by_hand(app: App) -> None:
    """Jobs run when a test says so."""
    await app.worker.stop()
    await app.link_worker.stop()


async def fill(app: App, internet: SmallInternet, ann: Person, bob: Person, room: str) -> None:
    """Everything that a message can have; `sesame` is in all of its words."""
    internet.pages(
        "sesame.example",
        {"/": ("text/html", page("sesame", meta("og:image", "/t.png"))), "/t.png": ("image/png", picture())},
    )
    file = await upload(ann, "sesame.png", picture())
    sent = await post(ann, room, "sesame https://sesame.example/ @Bob", entities=[mention_of(bob, 31, 4)])
    await edit(ann, sent, "sesame https://sesame.example/")
    await react(bob, sent, "👍")
    await pin(bob, sent)
    await post(bob, room, "sesame?", reply_to=sent["id"])
    await post(ann, room, "sesame!", file_ids=[file["id"]])
    poll = await post(ann, room, "sesame?", poll={"options": ["sesame", "No"]})
    await bob.put(f"/api/messages/{poll['id']}/vote", {"options": [0]})
    above = await post(bob, room, "soon gone")
    await post(bob, room, "sesame below", thread_of=above["id"])
    await delete(bob, above)
    await links_done(app)


async def links_done(app: App) -> None:
    while await app.link_worker.run_due():
        pass


async def all_done(app: App, clock: MovedClock) -> None:
    """What the jobs leave for later too."""
    for _ in range(3):
        await jobs_done(app)
        await links_done(app)
        clock.move(2 * MINUTE)
    await app.indexer.settled()


async def count_left(app: App, conversation: str) -> int:
    there = select(func.count()).where(messages.c.conversation_id == conversation, messages.c.deleted_at.is_(None))
    return int(await app.database.read(lambda tx: tx.conn.execute(there).scalar_one()))


def kept_files(app: App) -> list[str]:
    """Previews' pictures too."""
    return [str(path) for path in app.settings.data.joinpath("files").rglob("*") if path.is_file()]


async def say_often(app: App, ann: Person, conversation: str, many: int) -> None:
    anns = Actor(UserId(ann.id), SessionId(""))

    def say_all(tx: Tx) -> None:
        for _ in range(many):
            send_message(tx, anns, conversation, MessageForm(id=new_id(), text="sesame"))

    await app.database.write(say_all)


@pytest.mark.parametrize("which", ["room", "private"])
async def test_of_a_room_that_was_deleted_no_word_and_no_file_stays(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock, internet: SmallInternet, which: str
) -> None:
    room = getattr(crew, which)
    await fill(app, internet, ann, bob, room)
    assert await app.database.read(words_anywhere) >= EVERYWHERE
    assert any("previews" in path for path in kept_files(app))
    await ann.delete(f"/api/rooms/{room}", status=204)
    await all_done(app, clock)
    assert await app.database.read(words_anywhere) <= LEFT
    assert kept_files(app) == []
    assert await count_left(app, room) == 0


async def test_a_group_takes_the_words_of_all_its_rooms_along(
    app: App, ann: Person, bob: Person, crew: Crew, clock: MovedClock, internet: SmallInternet
) -> None:
    for room in (crew.room, crew.private):
        await fill(app, internet, ann, bob, room)
    assert len(kept_files(app)) > 2
    await ann.delete(f"/api/groups/{crew.group}", status=204)
    await all_done(app, clock)
    assert await app.database.read(words_anywhere) <= LEFT
    assert kept_files(app) == []


async def test_other_rooms_keep_every_word_and_the_log_says_nothing_more(
    app: App, ann: Person, bob: Person, crew: Crew
) -> None:
    other = (await new_room(ann, crew.group))["id"]
    stays = [await post(bob, place, "stays") for place in (other, crew.private, crew.chat)]
    await post(ann, crew.room, "sesame")
    await ann.delete(f"/api/rooms/{crew.room}", status=204)
    before = await types_in(ann, f"group:{crew.group}")
    await jobs_done(app)
    assert [await read(ann, message) for message in stays] == stays
    assert await types_in(ann, f"group:{crew.group}") == before
    log = await events_in(bob, f"group:{crew.group}")
    posted = [event["payload"] for event in log if event["type"] == "message.posted"]
    assert [payload and payload["message"]["text"] for payload in posted] == ["stays", None]


async def test_a_copy_that_was_passed_on_elsewhere_still_reads(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    file = await upload(ann, "one.txt", b"some text")
    copy = await forward(bob, await post(ann, crew.room, "passed on", file_ids=[file["id"]]), crew.chat)
    await ann.delete(f"/api/rooms/{crew.room}", status=204)
    await jobs_done(app)
    assert await count_left(app, crew.room) == 0
    assert await read(ann, copy) == copy
    assert (await bob.client.get(copy["files"][0]["url"])).content == b"some text"


async def test_a_long_room_goes_in_steps_and_so_do_its_threads(app: App, ann: Person, crew: Crew) -> None:
    await say_often(app, ann, crew.private, 120)
    top = await post(ann, crew.private, "sesame")
    for _ in range(3):
        await post(ann, crew.private, "sesame", thread_of=top["id"])
    await ann.delete(f"/api/rooms/{crew.private}", status=204)
    left = [await count_left(app, crew.private)]
    while await app.worker.run_due():
        left.append(await count_left(app, crew.private))
    assert left[:6] == [124, 99, 74, 49, 24, 3]
    assert left[-1] == 0
    assert max(before - after for before, after in pairwise(left)) == MESSAGES_AT_ONCE


async def test_messages_with_thousands_of_events_go_one_by_one(app: App, ann: Person, bob: Person, crew: Crew) -> None:
    busy = [await post(ann, crew.private, "sesame") for _ in range(2)]
    bobs = Actor(UserId(bob.id), SessionId(""))

    def toggle(tx: Tx) -> None:
        for message in busy:
            for _ in range(EVENTS_AT_ONCE // 2):
                add_reaction(tx, bobs, message["id"], "🌻")
                remove_reaction(tx, bobs, message["id"], "🌻")

    await app.database.write(toggle)
    await ann.delete(f"/api/rooms/{crew.private}", status=204)
    await app.worker.run_due()
    assert await count_left(app, crew.private) == 1
    await jobs_done(app)
    events = metadata.tables["events"]
    kept = select(func.count()).where(events.c.subject.in_([message["id"] for message in busy]))
    assert await app.database.read(lambda tx: tx.conn.execute(kept).scalar()) == 0


async def test_a_step_that_was_killed_before_it_was_settled_is_done_again_without_harm(
    app: App, ann: Person, crew: Crew, clock: MovedClock
) -> None:
    await say_often(app, ann, crew.room, 60)
    await ann.delete(f"/api/rooms/{crew.room}", status=204)
    whole = ConversationToPurge(conversation_id=crew.room, timeline_id=crew.room)
    await purge_conversation(whole, app.services)
    assert await count_left(app, crew.room) == 35
    first = select(messages.c.deleted_at).where(messages.c.timeline_id == crew.room, messages.c.number == 1)
    gone_at = await app.database.read(lambda tx: tx.conn.execute(first).scalar())
    clock.move(SECOND)
    await purge_conversation(whole, app.services)
    await jobs_done(app)
    await purge_conversation(whole, app.services)
    await jobs_done(app)
    assert await count_left(app, crew.room) == 0
    assert await app.database.read(lambda tx: tx.conn.execute(first).scalar()) == gone_at
    jobs = metadata.tables["jobs"]
    waiting = select(func.count()).where(jobs.c.kind == PURGE)
    assert await app.database.read(lambda tx: tx.conn.execute(waiting).scalar()) == 0


async def test_a_room_that_is_there_loses_nothing(app: App, ann: Person, crew: Crew) -> None:
    sent = await post(ann, crew.room)
    whole = ConversationToPurge(conversation_id=crew.room, timeline_id=crew.room)
    await app.database.write(partial(purge_some, purge=whole))
    assert await read(ann, sent) == sent


async def test_what_was_scheduled_there_still_fails_in_words(
    app: App, ann: Person, crew: Crew, clock: MovedClock
) -> None:
    form = {"id": new_id(), "send_at": "2026-11-25T12:10:00Z", "message": {"text": "later"}}
    await ann.post(f"/api/conversations/{crew.room}/scheduled", form, status=201)
    await post(ann, crew.room, "sesame")
    await ann.delete(f"/api/rooms/{crew.room}", status=204)
    await jobs_done(app)
    clock.move(11 * MINUTE)
    await jobs_done(app)
    [waiting] = (await ann.get("/api/scheduled"))["scheduled"]
    assert waiting["message"]["text"] == "later"
    assert waiting["failure"]
