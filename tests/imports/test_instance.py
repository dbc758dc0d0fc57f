"""The archive of a whole instance goes to another server: group after group, or one of them, and nothing twice."""

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.imports import policy, working
from distributed_chat.imports.by_hand import begin_by_hand, look_by_hand
from distributed_chat.imports.parts_by_hand import parts_of
from distributed_chat.kernel.clock import MovedClock
from distributed_chat.kernel.errors import DomainError
from tests.archive.keeping import archive_bytes, content, rows
from tests.archive.test_exporting import say
from tests.cast import Person
from tests.files.sending import upload
from tests.imports.conftest import Importing
from tests.imports.instance import (
    Elsewhere,
    World,
    archive_of_all,
    bring,
    bring_one,
    ended,
    home,
    lose,
    second_server,
    world,
)
from tests.services.databases import Databases

NOTE = "Left out: 2 direct chats, for nobody of them has an account here."
IDS = {
    "rooms": "SELECT id, kind, group_id FROM conversations ORDER BY id",
    "messages": "SELECT id, conversation_id FROM messages ORDER BY place",
    "media": "SELECT id, path FROM files",
}


@pytest.fixture
async def there(databases: Databases, clock: MovedClock, tmp_path: Path) -> AsyncIterator[Elsewhere]:
    async with second_server(databases, clock, tmp_path) as made:
        yield made


@pytest.fixture
async def app(there: Elsewhere, app: App) -> App:
    """The first server, after the second: whoever blocks is found from then on, and starting does."""
    return app


@pytest.fixture
async def old(app: App, clock: MovedClock, ann: Person, bob: Person, cat: Person, tmp_path: Path) -> World:
    return await world(app, clock, ann, bob, cat, tmp_path)


def ids(folder: Path, archive: bytes) -> dict[str, Any]:
    opened = zipfile.ZipFile(io.BytesIO(archive))
    found = {name: rows(opened, folder, statement) for name, statement in IDS.items()}
    return {**found, "bytes": [opened.read(path) for _id, path in found["media"]]}


def names(folder: Path, archive: bytes) -> set[str]:
    found = rows(zipfile.ZipFile(io.BytesIO(archive)), folder, "SELECT first_name FROM people")
    return {name for (name,) in found}


async def same(there: Elsewhere, old: World, group: str, folder: Path) -> bytes:
    """The archive of the group there, which holds what that of the first server holds."""
    again = await archive_bytes(there.app, there.eve, of="group", group_id=group)
    assert content(folder, again) == content(folder, old.before[group])
    assert ids(folder, again) == ids(folder, old.before[group])
    return again


async def test_every_group_comes_as_it_was_and_again_brings_nothing(
    old: World, there: Elsewhere, tmp_path: Path
) -> None:
    done = await bring(there, old.path)
    assert [(one.state, one.done, one.group_id) for one in done] == [
        ("done", 8, old.crew),
        ("done", 5, old.choir),
        ("done", 0, old.empty),
    ]
    assert [one.notes for one in done] == [[NOTE]] * 3
    first = await same(there, old, old.crew, tmp_path)
    second = await same(there, old, old.choir, tmp_path)
    assert (names(tmp_path, first), names(tmp_path, second)) == ({"Eve", "Ann", "Bob"}, {"Eve", "Bob", "Cat"})
    before = await home(there.eve)
    assert before[old.choir] == ("Choir", {"Hall": 3, "Solos": 1})
    assert (before[old.empty], (await there.eve.get("/api/home"))["chats"]) == (("Quiet", {}), [])
    again = await bring(there, old.path)
    assert [one.notes[1:] for one in again] == [
        ["Messages that were here already: 8."],
        ["Messages that were here already: 5."],
        [],
    ]
    assert await home(there.eve) == before
    await same(there, old, old.choir, tmp_path)


async def test_who_wrote_in_other_groups_is_neither_counted_nor_shown(old: World, there: Elsewhere) -> None:
    begun = await begin_by_hand(there.app.services, old.path, "eve@example.test", None, old.choir)
    await there.app.long_worker.run_due()
    asks = (await there.eve.get(f"/api/imports/{begun.id}"))["import"]
    assert (asks["state"], asks["total"], asks["group_id"]) == ("asks", 5, None)
    assert {one["name"]: one["messages"] for one in asks["people"]} == {"Cat Test": 3, "Bob Test": 2}


async def test_a_kill_loses_nothing_and_brings_nothing_twice(
    old: World, there: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "SLICE", 0.0)
    monkeypatch.setattr(policy, "AT_ONCE", 2)
    services, eve = there.app.services, "eve@example.test"
    it = await begin_by_hand(services, old.path, eve, None, old.crew)
    second = await begin_by_hand(services, old.path, eve, None, old.crew)
    for done in (2, 6):
        while it.state != "working" or it.done < done:
            await there.app.long_worker.run_due()
            it = await look_by_hand(services, it.id, eve, None)
        await lose(it.id)
    assert (await home(there.eve))[old.crew] == ("Crew", {})
    # Whoever ran the command runs it again, while the job that the kill has left goes on: it waits for that.
    asked = await look_by_hand(services, second.id, eve, None)
    assert (asked.state, it.state) == ("asks", "working")
    assert (await ended(there, it)).done == 8
    assert "Messages that were here already: 8." in (await ended(there, asked)).notes
    await bring(there, old.path)
    for group in (old.crew, old.choir):
        await same(there, old, group, tmp_path)


@pytest.mark.parametrize("by_name", [True, False])
async def test_one_group_of_it_goes_into_a_group_that_is_here(
    old: World, there: Elsewhere, tmp_path: Path, by_name: bool
) -> None:
    mine = (await there.eve.post("/api/groups", {"name": "Mine"}))["group"]["id"]
    (done,) = await bring(there, old.path, only=" choir" if by_name else old.choir, group="mine")
    assert (done.state, done.done, done.group_id, done.notes) == ("done", 5, mine, [NOTE])
    assert await home(there.eve) == {mine: ("Mine", {"Hall": 3, "Solos": 1})}
    again = await archive_bytes(there.app, there.eve, of="group", group_id=mine)
    assert content(tmp_path, again) == content(tmp_path, old.before[old.choir])
    assert names(tmp_path, again) == {"Eve", "Bob", "Cat"}


async def test_one_group_of_it_comes_alone(old: World, there: Elsewhere, tmp_path: Path) -> None:
    (done,) = await bring(there, old.path, only="CREW")
    assert (done.done, list(await home(there.eve))) == (8, [old.crew])
    await same(there, old, old.crew, tmp_path)


async def test_a_group_of_it_and_the_groups_own_archive_are_one_thing(
    old: World, there: Elsewhere, tmp_path: Path
) -> None:
    own = tmp_path / "choir.zip"
    own.write_bytes(old.before[old.choir])
    (first,) = await bring(there, own)
    (second,) = await bring(there, old.path, only="Choir")
    assert (first.notes, first.group_id) == ([], old.choir)
    assert second.notes == [NOTE, "Messages that were here already: 5."]
    assert await home(there.eve) == {old.choir: ("Choir", {"Hall": 3, "Solos": 1})}


async def test_who_does_not_read_a_private_room_is_only_a_name_in_it(
    old: World, there: Elsewhere, tmp_path: Path
) -> None:
    """Eve says that she was cat, who is not in it, and bob, who is: of the room for all, she is who she says."""
    people = tmp_path / "who.json"
    people.write_text(f'{{"{await person_id(old, tmp_path, "Cat")}": "{there.eve.id}"}}')
    (done,) = await bring(there, old.path, only="Choir", people=people)
    assert done.state == "done"
    again = await archive_bytes(there.app, there.eve, of="group", group_id=old.choir)
    said = "SELECT c.topic, p.first_name FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN people p"
    opened = zipfile.ZipFile(io.BytesIO(again))
    found = rows(opened, tmp_path, f"{said} ON p.id = m.author_id")
    assert set(found) == {("Hall", "Eve"), ("Solos", "Bob")}
    private = "SELECT r.user_id FROM readers r JOIN conversations c ON c.id = r.conversation_id WHERE c.topic = 'Solos'"
    assert rows(opened, tmp_path, private) == [(there.eve.id,)]


async def person_id(old: World, folder: Path, name: str) -> str:
    opened = zipfile.ZipFile(io.BytesIO(old.before[old.choir]))
    [(found,)] = rows(opened, folder, f"SELECT id FROM people WHERE first_name = '{name}'")
    return str(found)


async def test_what_can_not_be_brought_is_refused_in_words(old: World, there: Elsewhere, tmp_path: Path) -> None:
    own = tmp_path / "crew.zip"
    own.write_bytes(old.before[old.crew])
    plain = tmp_path / "plain.json"
    plain.write_text("{}")
    listed = f"Crew ({old.crew}), Choir ({old.choir}), Quiet ({old.empty})."
    several = f"everything.zip holds several groups, which do not go into one. Choose by --only: {listed}"
    for path, only, group, said in (
        (old.path, None, "Mine", several),
        (old.path, "Band", None, f"Which group of everything.zip? In it are: {listed}"),
        (own, "Choir", None, f"Which group of crew.zip? In it are: Crew ({old.crew})."),
        (plain, "Crew", None, "plain.json is no archive of a Distributed, so it has no groups to choose."),
    ):
        with pytest.raises(DomainError) as wrong:
            await parts_of(there.app.services, path, only, group)
        assert wrong.value.message == said
    gone = await bring_one(there, old.path, there.eve.id)
    assert (gone.state, gone.error) == ("failed", "everything.zip: that group is not in it.")
    assert (await home(there.eve), list((there.app.settings.data / "imports").glob("*"))) == ({}, [])


async def test_over_http_it_says_what_to_do(
    app: App, old: World, there: Elsewhere, ann: Person, looked_into: Importing
) -> None:
    file = await upload(there.eve, "everything.zip", old.path.read_bytes())
    begun = await there.eve.post("/api/imports", {"file_id": file["id"]}, status=202)
    await there.app.long_worker.run_due()
    failed = (await there.eve.get(f"/api/imports/{begun['import']['id']}"))["import"]
    said = "everything.zip: it is of a whole instance and holds several groups. On the server, `distributed import`"
    assert (failed["state"], failed["error"]) == ("failed", f"{said} brings all of them, or one by --only.")
    mine = await archive_bytes(app, ann, of="me")
    refused = await looked_into(ann, "mine.zip", mine)
    words = "mine.zip: it is the archive of one person, which is for reading and can't be imported."
    assert (refused["state"], refused["error"]) == ("failed", words)


async def test_over_http_an_instance_with_one_group_is_that_group(
    app: App, ann: Person, there: Elsewhere, tmp_path: Path
) -> None:
    group = (await ann.post("/api/groups", {"name": "Alone"}))["group"]["id"]
    room = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Den"}))["room"]["id"]
    await say(ann, room, "Only me")
    path = await archive_of_all(app, tmp_path / "all.zip")
    file = await upload(there.eve, "all.zip", path.read_bytes())
    begun = (await there.eve.post("/api/imports", {"file_id": file["id"]}, status=202))["import"]
    await there.app.long_worker.run_due()
    await there.eve.post(f"/api/imports/{begun['id']}/start", {}, status=202)
    await there.app.long_worker.run_due()
    done = (await there.eve.get(f"/api/imports/{begun['id']}"))["import"]
    assert (done["state"], done["notes"]) == ("done", [])
    assert await home(there.eve) == {group: ("Alone", {"Den": 1})}
