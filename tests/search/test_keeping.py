"""The index follows the log: it catches up, forgets what was erased, and leaves nothing of it in the files."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, select, text

from distributed_chat.app import App
from distributed_chat.config import Settings
from distributed_chat.db import Tx, metadata
from distributed_chat.kernel.clock import HOUR, MINUTE, MovedClock
from distributed_chat.messages.queries import message_of
from distributed_chat.search.actions import keep_entries
from distributed_chat.search.entries import entry_of
from tests.cast import Person
from tests.conversations.rooms import say
from tests.messages.conftest import Crew
from tests.search.conftest import search

ENTRIES = metadata.tables["search_entries"]
WORDS = metadata.tables["search_words"]
CURSORS = metadata.tables["search_cursors"]


async def known_words(app: App) -> set[str]:
    await app.indexer.settled()
    return set(await app.database.read(lambda tx: tx.conn.execute(select(WORDS.c.word)).scalars().all()))


async def test_what_was_said_while_the_indexer_was_down_is_found_after_a_start(
    app: App, ann: Person, crew: Crew
) -> None:
    await app.indexer.stop()
    await say(ann, crew.room, "lighthouse")
    assert (await ann.get("/api/search", q="lighthouse"))["hits"] == []
    await app.indexer.start()
    assert len((await search(app, ann, "lighthouse"))["hits"]) == 1


async def test_an_index_that_was_lost_is_made_anew_from_the_log(app: App, ann: Person, crew: Crew) -> None:
    kept, gone = await say(ann, crew.room, "lighthouse"), await say(ann, crew.room, "lighthouse too")
    await ann.patch(f"/api/messages/{kept['message']['id']}", {"text": "lighthouse keeper"})
    await ann.delete(f"/api/messages/{gone['message']['id']}")
    await app.indexer.settled()
    await app.indexer.stop()

    def lose(tx: Tx) -> None:
        if tx.dialect == "sqlite":
            tx.conn.execute(text("INSERT INTO search_index (search_index) VALUES ('rebuild')"))
            tx.conn.execute(text("INSERT INTO search_index (search_index) VALUES ('integrity-check')"))
        tx.conn.execute(CURSORS.delete())
        tx.conn.execute(WORDS.delete())

    await app.database.write(lose)
    await app.indexer.start()
    assert [hit["message"]["text"] for hit in (await search(app, ann, "lighthuose"))["hits"]] == ["lighthouse keeper"]


async def test_reading_the_same_again_changes_nothing(app: App, ann: Person, crew: Crew) -> None:
    for number in range(3):
        await say(ann, crew.room, f"lighthouse {number}")
    await app.indexer.settled()

    def rows(tx: Tx) -> Any:
        return tx.conn.execute(select(ENTRIES).order_by(ENTRIES.c.id)).all()

    before = await app.database.read(rows)
    await app.indexer.stop()
    await app.database.write(lambda tx: tx.conn.execute(CURSORS.delete()))
    await app.indexer.start()
    await app.indexer.settled()
    assert await app.database.read(rows) == before
    assert len(before) == 3


async def test_more_than_one_turns_of_events_are_all_read(app: App, ann: Person, crew: Crew) -> None:
    for number in range(230):
        await say(ann, crew.room if number % 2 else crew.private, f"lighthouse {number}")
    found = await search(app, ann, "lighthouse", limit=200)
    assert len(found["hits"]) == 200
    rest = await search(app, ann, "lighthouse", limit=200, cursor=found["cursor"])
    assert (len(rest["hits"]), rest.get("cursor")) == (30, None)


async def test_a_word_is_forgotten_with_the_last_message_that_has_it(app: App, ann: Person, crew: Crew) -> None:
    first, second = await say(ann, crew.room, "lighthouse keeper"), await say(ann, crew.room, "lighthouse harbour")
    assert {"lighthouse", "keeper", "harbour"} <= await known_words(app)
    await ann.delete(f"/api/messages/{first['message']['id']}")
    assert await known_words(app) & {"lighthouse", "keeper", "harbour"} == {"lighthouse", "harbour"}
    await ann.patch(f"/api/messages/{second['message']['id']}", {"text": "nothing"})
    assert await known_words(app) & {"lighthouse", "keeper", "harbour"} == set()


async def test_an_erasing_takes_the_entry_in_its_own_transaction(app: App, ann: Person, crew: Crew) -> None:
    sent = await say(ann, crew.room, "lighthouse")
    await app.indexer.settled()
    await app.indexer.stop()
    await ann.delete(f"/api/messages/{sent['message']['id']}")
    assert await app.database.read(lambda tx: tx.conn.execute(select(ENTRIES.c.id)).all()) == []


async def test_nothing_of_what_was_erased_stays_in_the_files(
    app: App, settings: Settings, clock: MovedClock, ann: Person, crew: Crew
) -> None:
    """PostgreSQL's vacuum is its own; SQLite's file is looked at byte by byte."""
    if app.database.dialect != "sqlite":
        pytest.skip("PostgreSQL erases when it vacuums")
    sent = await say(ann, crew.room, "the password is xylophonquartz")
    for number in range(300):
        await say(ann, crew.room, f"something else {number}")
    await app.indexer.settled()
    assert b"xylophonquartz" in _bytes_of(settings)
    await ann.delete(f"/api/messages/{sent['message']['id']}")
    await app.indexer.settled()
    clock.move(2 * MINUTE)
    assert await app.worker.run_due() >= 1
    assert b"xylophonquartz" not in _bytes_of(settings)


def _bytes_of(settings: Settings) -> bytes:
    """Of the database, with all that its log holds copied into it."""
    file = make_url(settings.database_url or "").database
    assert file is not None
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    finally:
        connection.close()
    return Path(file).read_bytes()


async def test_an_entry_has_its_place_by_the_time_it_was_sent(
    app: App, clock: MovedClock, ann: Person, crew: Crew
) -> None:
    """Whatever order streams are read in: a stream that was behind for an hour fills its gap."""
    await app.indexer.stop()
    await say(ann, crew.room, "lighthouse one")
    clock.move(HOUR)
    newer = (await say(ann, crew.chat, "lighthouse two"))["message"]["id"]

    def index_newer(tx: Tx) -> None:
        message = message_of(tx, newer)
        keep_entries(tx, [(entry_of(message), message.sent_at)])

    await app.database.write(index_newer)
    await app.indexer.start()
    texts = [hit["message"]["text"] for hit in (await search(app, ann, "lighthouse"))["hits"]]
    assert texts == ["lighthouse two", "lighthouse one"]


async def test_posting_writes_nothing_of_the_index(app: App, ann: Person, crew: Crew) -> None:
    await app.indexer.stop()
    await say(ann, crew.room, "lighthouse")
    assert await app.database.read(lambda tx: tx.conn.execute(select(ENTRIES.c.id)).all()) == []
