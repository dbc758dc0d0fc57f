"""The log on a real database: order, the chain, erasing, and ids that are remembered for ever."""

import asyncio
from functools import partial
from typing import ClassVar

import msgspec
import pytest
from sqlalchemy import select

from distributed_chat.db import Database, Tx
from distributed_chat.kernel.clock import SECOND, MovedClock
from distributed_chat.kernel.errors import DomainError, IdTaken
from distributed_chat.kernel.events import Event, Logged
from distributed_chat.kernel.ids import new_id
from distributed_chat.streams import append, creation, erase, events_after, heads_of, lock, open_stream, remember
from distributed_chat.streams.log import StreamIsMissing, chained, shown
from distributed_chat.streams.opening import read_openings
from distributed_chat.streams.protocol import Hello
from distributed_chat.streams.reading import changed_heads
from distributed_chat.streams.tables import events


class Said(Event, frozen=True):
    type: ClassVar[str] = "message.posted"
    text: str


class NewRoom(msgspec.Struct, kw_only=True):
    topic: str
    private: bool = False


@pytest.fixture(autouse=True)
async def group(database: Database) -> None:
    await database.write(lambda tx: open_stream(tx, "group:1"))


async def say(database: Database, text: str = "x", subject: str | None = None) -> Logged:
    return await database.write(lambda tx: append(tx, "group:1", Said(text=text), subject=subject), stream="group:1")


async def test_seq_grows_by_one_whoever_writes_at_once(database: Database) -> None:
    logged = await asyncio.gather(*(say(database) for _ in range(60)))
    assert sorted(event.seq for event in logged) == list(range(1, 61))


async def test_a_command_that_fails_leaves_no_hole(database: Database) -> None:
    def fails(tx: Tx) -> None:
        append(tx, "group:1", Said(text="never"))
        raise IdTaken

    outcomes = await asyncio.gather(
        say(database),
        database.write(fails),
        say(database),
        database.write(fails),
        say(database),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, IdTaken) for outcome in outcomes) == 2
    stored = await database.read(lambda tx: events_after(tx, "group:1", 0))
    assert [event.seq for event in stored] == [1, 2, 3]


async def test_time_never_stands_still_or_goes_back_within_a_stream(database: Database, clock: MovedClock) -> None:
    first = await say(database)
    second = await say(database)
    clock.move(-5 * SECOND)
    third = await say(database)
    assert (second.at, third.at) == (first.at + 1, first.at + 2)


async def test_every_event_is_chained_to_the_one_before(database: Database) -> None:
    for text in ("one", "two", "three"):
        await say(database, text)

    def walk(tx: Tx) -> list[str]:
        link, links = bytes(32), []
        for row in tx.conn.execute(select(events).order_by(events.c.seq)):
            link = chained(link, row.stream, row.seq, row.type, row.at, row.digest)
            assert link == row.hash
            links.append(shown(link))
        return links

    links = await database.read(walk)
    stored = await database.read(lambda tx: events_after(tx, "group:1", 0))
    assert [event.hash for event in stored] == links
    assert (await database.read(lambda tx: heads_of(tx, ["group:1"])))["group:1"] == (3, links[-1])


async def test_any_number_of_heads_is_read(database: Database) -> None:
    names = [f"group:{number}" for number in range(2, 40)]

    def opened(tx: Tx) -> None:
        for name in names:
            open_stream(tx, name)
            append(tx, name, Said(text="x"))

    await database.write(opened)
    for count in (0, 1, 15, 16, 17, 38):
        found = await database.read(partial(heads_of, names=[*names[:count], "group:none"]))
        assert {name: head.seq for name, head in found.items()} == dict.fromkeys(names[:count], 1)


async def test_an_event_for_a_stream_that_was_never_opened_is_a_mistake(database: Database) -> None:
    with pytest.raises(StreamIsMissing):
        await database.write(lambda tx: append(tx, "group:2", Said(text="where?")))


async def test_what_an_event_does_to_its_readers_is_stored_with_it(database: Database) -> None:
    attaches = (("bob", "group:9", 4),)
    await database.write(lambda tx: append(tx, "group:1", Said(text="x"), detaches=("ann", "*"), attaches=attaches))
    (stored,) = await database.read(lambda tx: events_after(tx, "group:1", 0))
    assert (stored.detaches, stored.attaches) == (("ann", "*"), attaches)


async def test_erasing_blanks_the_payload_and_leaves_the_chain_whole(database: Database) -> None:
    await say(database, "keep")
    before = await say(database, "a secret", subject="ann")
    last = await say(database, "keep")
    handed_on: list[Logged] = []
    database.on_commit = handed_on.extend
    assert await database.write(lambda tx: erase(tx, "ann")) == {"group:1": [2]}
    assert handed_on == [before._replace(payload=None)]
    stored = await database.read(lambda tx: events_after(tx, "group:1", 0))
    assert [event.payload is None for event in stored] == [False, True, False]
    assert stored[-1].hash == last.hash
    assert (
        await database.read(lambda tx: tx.conn.execute(select(events.c.salt).where(events.c.seq == 2)).scalar()) is None
    )
    assert await database.write(lambda tx: erase(tx, "ann")) == {}


async def test_very_much_is_erased_in_steps_the_oldest_first(database: Database) -> None:
    for text in ("one", "two", "three"):
        await say(database, text, subject="ann")
    assert await database.write(lambda tx: erase(tx, "ann", most=2)) == {"group:1": [1, 2]}
    assert await database.write(lambda tx: erase(tx, "ann", most=2)) == {"group:1": [3]}
    assert await database.write(lambda tx: erase(tx, "ann", most=2)) == {}


async def test_a_lock_answers_for_the_streams_that_exist(database: Database) -> None:
    await say(database)
    assert await database.write(lambda tx: lock(tx, "group:2", "group:1", "group:1")) == {"group:1": 1}


async def test_a_read_is_cut_by_bytes_but_never_empty(database: Database) -> None:
    for _ in range(3):
        await say(database, "x" * 200_000)
    assert [event.seq for event in await database.read(lambda tx: events_after(tx, "group:1", 0))] == [1]
    assert [event.seq for event in await database.read(lambda tx: events_after(tx, "group:1", 1))] == [2]


async def test_the_sweep_sees_what_changed_since(database: Database, clock: MovedClock) -> None:
    await say(database)
    assert await database.read(lambda tx: changed_heads(tx, clock.now())) == {"group:1": 1}
    assert await database.read(lambda tx: changed_heads(tx, clock.now() + 1)) == {}


async def create(database: Database, id: str, actor: str, request: NewRoom, place: str = "group:1") -> object:
    def created(tx: Tx) -> object:
        before = creation(tx, id, actor, request, place=place)
        if before is not None:
            return before
        logged = append(tx, "group:1", Said(text=request.topic))
        remember(tx, id, actor, request, logged.stream, logged.seq, place=place)
        return "new"

    try:
        return await database.write(created)
    except DomainError as error:
        return error.code


async def test_the_same_request_again_finds_what_the_first_did(database: Database) -> None:
    room, request = new_id(), NewRoom(topic="garden")
    assert await create(database, room, "ann", request) == "new"
    assert await create(database, room, "ann", request) == ("group:1", 1)
    assert await create(database, room, "ann", NewRoom(topic="garden", private=False)) == ("group:1", 1)


@pytest.mark.parametrize(
    ("actor", "topic", "place"),
    [("bob", "garden", "group:1"), ("ann", "kitchen", "group:1"), ("ann", "garden", "group:2")],
)
async def test_another_request_with_the_same_id_is_refused(
    database: Database, actor: str, topic: str, place: str
) -> None:
    room = new_id()
    await create(database, room, "ann", NewRoom(topic="garden"))
    assert await create(database, room, actor, NewRoom(topic=topic), place) == "id_taken"


async def test_a_field_that_is_added_later_does_not_change_an_old_request(database: Database) -> None:
    class Older(msgspec.Struct):
        topic: str

    room = new_id()
    await database.write(lambda tx: remember(tx, room, "ann", Older("garden"), "group:1", 1))
    found = await database.read(lambda tx: creation(tx, room, "ann", NewRoom(topic="garden")))
    assert found == ("group:1", 1)


async def test_many_at_once_with_one_id_create_one_thing(database: Database) -> None:
    room = new_id()
    outcomes = await asyncio.gather(*(create(database, room, "ann", NewRoom(topic="garden")) for _ in range(20)))
    assert outcomes.count("new") == 1
    assert outcomes.count(("group:1", 1)) == 19


RESETS = {
    "no cursor": (Hello(), None),
    "at the head": (Hello(cursors={"group:1": 30}), None),
    "a little behind": (Hello(cursors={"group:1": 20}), None),
    "past the head": (Hello(cursors={"group:1": 31}), "ahead"),
    "just below the floor": (Hello(cursors={"group:1": 4}), None),
    "below the floor": (Hello(cursors={"group:1": 3}), "floor"),
    "another history": (Hello(cursors={"group:1": 20}, epoch="other"), "epoch"),
    "another hash at the head": (Hello(cursors={"group:1": 30}, hashes={"group:1": "0" * 16}), "hash"),
    "another hash before it": (Hello(cursors={"group:1": 20}, hashes={"group:1": "0" * 16}), "hash"),
}


@pytest.mark.parametrize(("hello", "reason"), RESETS.values(), ids=RESETS)
async def test_a_client_resumes_or_is_told_why_not(database: Database, hello: Hello, reason: str | None) -> None:
    for _ in range(30):
        await say(database)
    (opening,) = await database.read(lambda tx: read_openings(tx, {"group:1": 5}, hello, "this"))
    assert opening.reset == reason
    assert opening.cursor == (30 if reason else hello.cursors.get("group:1", 30))


async def test_the_hash_of_the_event_at_the_cursor_is_accepted(database: Database) -> None:
    hashes = [(await say(database)).hash for _ in range(3)]
    for cursor in (1, 3):
        hello = Hello(cursors={"group:1": cursor}, hashes={"group:1": hashes[cursor - 1]})
        (opening,) = await database.read(partial(read_openings, audience={"group:1": 0}, hello=hello, epoch="this"))
        assert opening.reset is None


async def test_too_many_events_or_bytes_behind_is_a_reset(database: Database) -> None:
    def many(tx: Tx) -> None:
        for _ in range(5_001):
            append(tx, "group:1", Said(text="x"))

    await database.write(many)
    far, near = Hello(cursors={"group:1": 0}), Hello(cursors={"group:1": 1})
    assert (await database.read(lambda tx: read_openings(tx, {"group:1": 0}, far, "")))[0].reset == "too_far"
    assert (await database.read(lambda tx: read_openings(tx, {"group:1": 0}, near, "")))[0].reset is None
    for _ in range(70):
        await say(database, "x" * 32_000)
    heavy = Hello(cursors={"group:1": 5_001})
    assert (await database.read(lambda tx: read_openings(tx, {"group:1": 0}, heavy, "")))[0].reset == "too_far"
