"""How the databases mean to search: by the index, never through all messages."""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from distributed_chat.app import App
from distributed_chat.db import Tx
from distributed_chat.kernel.clock import DAY, HOUR, MovedClock
from distributed_chat.kernel.pages import LARGEST_NUMBER
from distributed_chat.messages.queries import first_since
from distributed_chat.search.asking import Wanted
from distributed_chat.search.asks import Ask, place_mark
from distributed_chat.search.queries import fts5, gin
from distributed_chat.search.queries.fts5 import IN_FTS5
from distributed_chat.search.queries.gin import AMONG_THE_NEWEST, IN_GIN
from distributed_chat.search.queries.searching import search_messages
from distributed_chat.search.queries.similar import BEGINS, ENDS
from distributed_chat.search.queries.window import Window
from distributed_chat.search.schemas import SearchCut
from tests.cast import Person
from tests.conversations.rooms import say
from tests.messages.conftest import Crew
from tests.messages.statements import plan_of, statements_of


@pytest.fixture
async def long_history(app: App, ann: Person, crew: Crew) -> Crew:
    for number in range(300):
        await say(ann, crew.room, f"lighthouse {number} {'harbour' if number % 50 == 0 else 'keeper'} boat{number}")
    await app.indexer.settled()
    await app.database.write(lambda tx: tx.conn.execute(text("ANALYZE")))
    return crew


async def test_fts5_gives_the_newest_first_and_nothing_is_sorted(app: App, ann: Person, long_history: Crew) -> None:
    if app.database.dialect != "sqlite":
        pytest.skip("FTS5 is SQLite's")
    values = {"ask": '"lighthouse"', "user_id": ann.id, "since": 0, "below": LARGEST_NUMBER}
    plan = await app.database.read(lambda tx: plan_of(tx, IN_FTS5, **values))
    lines = plan.splitlines()
    assert "search_index VIRTUAL TABLE" in lines[0], plan
    assert "SEARCH search_entries USING INTEGER PRIMARY KEY" in lines[1], plan
    assert "ORDER BY" not in plan, plan


async def test_postgresql_walks_the_newest_and_asks_gin_for_the_rest(app: App, ann: Person, long_history: Crew) -> None:
    if app.database.dialect != "postgresql":
        pytest.skip("GIN is PostgreSQL's")
    values = {"ask": "'harbour'", "user_id": ann.id, "since": 0, "below": LARGEST_NUMBER, "most": 25}

    def plans(tx: Tx) -> tuple[str, str]:
        tx.conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return plan_of(tx, AMONG_THE_NEWEST, **values, walked=100), plan_of(tx, IN_GIN, **values)

    newest, rest = await app.database.read(plans)
    assert "Index Scan Backward using pk_search_entries" in newest, newest
    assert "Bitmap Index Scan on ix_search_entries_words" in rest, rest
    assert "Seq Scan on search_entries" not in newest + rest


@pytest.mark.parametrize("steps", [1, 2, 3, 7, 100])
async def test_the_same_is_found_wherever_the_first_walk_stops(
    app: App, clock: MovedClock, ann: Person, dan: Person, crew: Crew, steps: int
) -> None:
    for number in range(40):
        clock.move(DAY // 2 if number < 30 else HOUR)
        await say(ann, crew.room if number % 4 else crew.private, f"lighthouse {number}" if number % 3 else f"{number}")
    await app.indexer.settled()
    index: dict[str, Any] = {"walked": steps} if app.database.dialect == "postgresql" else {"looked_at": steps}
    find: Any = gin.entries_of if app.database.dialect == "postgresql" else fts5.entries_of
    ask = Ask(((Wanted(("lighthouse",), may_go_on=False),),))
    hint = ask._replace(mine=(place_mark(crew.room),))

    def places(tx: Tx, person: Person, asked: Ask, window: Window, most: int, **more: Any) -> list[int]:
        return [found.place for found in find(tx, person.id, asked, window, most, **more)]

    everything = Window(0, LARGEST_NUMBER)
    for person, hers, many in ((ann, ask, 26), (dan, ask, 20), (dan, hint, 20)):
        all_of_them = await app.database.read(partial(places, person=person, asked=hers, window=everything, most=99))
        assert (len(all_of_them), all_of_them) == (many, sorted(all_of_them, reverse=True))
        for window, most in ((everything, 99), (everything, 5), (Window(all_of_them[15], all_of_them[3]), 99)):
            inside = [place for place in all_of_them if window.since <= place < window.below][:most]
            asked = partial(places, person=person, asked=hers, window=window, most=most, **index)
            assert await app.database.read(asked) == inside


async def test_similar_words_are_found_by_either_half(app: App, long_history: Crew) -> None:
    values = {"begin": "ligh", "end": "ligh\U0010ffff", "shortest": 8, "longest": 10}

    def plans(tx: Tx) -> list[str]:
        if tx.dialect == "postgresql":
            tx.conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return [plan_of(tx, statement, **values) for statement in (BEGINS, ENDS)]

    by_begin, by_end = await app.database.read(plans)
    assert ("word>?" in by_begin) or ("pk_search_words" in by_begin), by_begin
    assert ("backwards>?" in by_end) or ("ix_search_words_backwards" in by_end), by_end


async def test_a_search_costs_as_many_statements_for_many_hits_as_for_few(
    app: App, ann: Person, long_history: Crew
) -> None:
    def count(tx: Tx, q: str) -> int:
        seen = statements_of(tx, lambda: search_messages(tx, ann.id, SearchCut(q=q, limit=100)))
        own = ("--", "PRAGMA", "SELECT k, v FROM 'main'.'search_index")  # of FTS5 itself
        return len([statement for statement in seen if not statement.startswith(own)])

    many = await app.database.read(lambda tx: count(tx, "lighthouse"))
    few = await app.database.read(lambda tx: count(tx, "boat299"))
    assert many <= few <= 12


async def test_a_day_is_found_by_a_few_looks(app: App, ann: Person, long_history: Crew) -> None:
    looks = await app.database.read(
        lambda tx: len(statements_of(tx, lambda: first_since(tx, long_history.room, LARGEST_NUMBER, 300)))
    )
    assert looks <= 10
