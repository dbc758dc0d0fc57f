"""Archives of our own kind from strangers: no expression of theirs is run, nothing is larger than it may be."""

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.imports import archives, working
from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers import own as reader
from distributed_chat.imports.readers import parts, rows
from distributed_chat.imports.readers.shapes import GroupRow
from distributed_chat.imports.records import Message
from distributed_chat.imports.writing import some_of
from distributed_chat.jobs import worker
from distributed_chat.kernel.ids import new_id
from tests.cast import Person
from tests.files.sending import upload
from tests.imports.archives import SLACK
from tests.imports.archives import zipped as zip_of
from tests.imports.conftest import Importing
from tests.imports.own import AT, OF_INSTANCE, Rows, data, group, message, own, packed, person, room

P, R = new_id(), new_id()
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
PLAIN = vars(rows)["_select"]
BUSY = "length(replace(hex(zeroblob(2000000)), hex(zeroblob(999999)) || '1', 'x'))"


@pytest.mark.parametrize(
    ("instead", "statements"),
    [
        (["people"], [f"CREATE TABLE people (id, first_name AS ({BUSY}), last_name AS (''))"]),
        (["people"], ["CREATE TABLE people (id, first_name AS (hex(zeroblob(200000000))) STORED, last_name)"]),
        (["people"], ["CREATE TABLE people (id, first_name, last_name, rowid)"]),
        (["people"], ["CREATE VIEW people AS SELECT 1 AS id, 2 AS first_name, 3 AS last_name"]),
        (["people"], ["CREATE VIRTUAL TABLE people USING fts5(id, first_name, last_name)"]),
        ([], ["CREATE TRIGGER t AFTER INSERT ON people BEGIN SELECT 1; END"]),
        ([], ["CREATE INDEX i ON people (hex(first_name))"]),
        ([], [f"CREATE TABLE more_{n} (a)" for n in range(100)]),
    ],
)
async def test_only_ordinary_tables_are_read(
    ann: Person, looked_into: Importing, instead: list[str], statements: list[str]
) -> None:
    failed = await looked_into(ann, "a.zip", own({}, *statements, instead=instead))
    assert (failed["state"], failed["error"].startswith("data.sqlite3")) == ("failed", True), failed
    assert "not ours" in failed["error"]


def test_an_expression_of_a_table_by_another_name_is_found(tmp_path: Path) -> None:
    path = tmp_path / "data.sqlite3"
    path.write_bytes(data({}, "CREATE TABLE people (id, first_name AS (hex(id)), last_name)", instead=["people"]))
    with sqlite3.connect(path) as changed:
        changed.execute("PRAGMA writable_schema=ON")
        changed.execute("UPDATE sqlite_schema SET name = 'groups', tbl_name = 'groups' WHERE name = 'people'")
    changed.close()
    with pytest.raises(ArchiveIsWrong):
        rows.Rows(path, "data.sqlite3", ["groups", "people"])


def opened(folder: Path, **content: Any) -> rows.Rows:
    path = folder / "data.sqlite3"
    path.write_bytes(data(content))
    return rows.Rows(path, "data.sqlite3", ["people"])


def test_nothing_is_closed_under_a_query_that_runs(tmp_path: Path) -> None:
    found = opened(tmp_path)
    ends: list[str] = []

    def ask() -> None:
        try:
            found.ask(ENDLESS, (), 1_000, 60.0)
        except ArchiveIsWrong as error:
            ends.append(error.message)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.2)
    found.close()
    asking.join(5)
    assert ends == ["data.sqlite3: its data takes too long to read."]
    with pytest.raises(ArchiveIsWrong):
        found.ask("SELECT 1", (), 1_000, 1.0)
    found.close()


def refused(call: Callable[..., Any], *given: Any) -> str:
    with pytest.raises(ArchiveIsWrong) as wrong:
        call(*given)
    return wrong.value.message


def test_a_query_has_a_deadline_and_a_value_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = opened(tmp_path, people=[person(P, "x" * 2_000_000)], groups=[group()])
    assert "takes too long" in refused(found.ask, ENDLESS, (), 1_000, 0.1)
    assert "too big" in refused(found.ask, "SELECT first_name FROM people", (), 1_000, 1.0)
    monkeypatch.setattr(rows, "LARGEST_ANSWER", 10)
    assert "more than can be" in refused(found.all, "groups", GroupRow)
    found.close()


async def test_what_takes_too_long_to_read_fails_in_words(
    app: App, ann: Person, looked_into: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()

    def slow(_path: Any, _name: str) -> Any:
        let_go.wait(20)
        raise AssertionError

    monkeypatch.setitem(archives.READERS, "slack", slow)
    monkeypatch.setattr(working, "READ_SECONDS", 0.3)
    failed = await looked_into(ann, "a.zip", zip_of(SLACK))
    let_go.set()
    assert (failed["state"], failed["error"]) == ("failed", "a.zip: it takes too long to read.")
    assert not (app.settings.data / "imports" / failed["id"]).exists()
    assert await app.long_worker.run_due() == 0


@pytest.mark.parametrize("handler_seconds", [60.0, 0.5])
async def test_a_run_that_times_out_ends_its_query_first(
    app: App, ann: Person, monkeypatch: pytest.MonkeyPatch, handler_seconds: float
) -> None:
    """Whether it sees itself how long it takes, or its worker ends it."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, 1 FROM n WHERE i < ? AND i > ?"
    monkeypatch.setattr(rows, "_select", lambda *of: endless if of[1] == "messages" else PLAIN(*of))
    monkeypatch.setattr(rows, "READ_SECONDS", 300.0)
    monkeypatch.setattr(working, "READ_SECONDS", 1.0)
    monkeypatch.setattr(worker, "HANDLER_SECONDS", handler_seconds)
    file = await upload(ann, "a.zip", own({}))
    begun = (await ann.post("/api/imports", {"file_id": file["id"]}, status=202))["import"]
    before = time.monotonic()
    await app.long_worker.run_due()
    assert time.monotonic() - before < 5
    assert (begun["id"] in working.opened_here, list((app.settings.data / "imports").glob("*/*"))) == (False, [])
    found = (await ann.get(f"/api/imports/{begun['id']}"))["import"]
    assert found["state"] == ("failed" if handler_seconds > 1 else "reading")


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("people", {**person(P), "first_name": b"\xff"}, "people, "),
        ("people", {**person(P), "last_name": "x" * 2_000}, "$.last_name"),
        ("people", person("somebody"), "people, somebody: "),
        ("conversations", room("r"), "conversations, r: "),
        ("conversations", room(R, created_at=-1), "$.created_at"),
        ("messages", message(R, P, "x", entities="5"), "entities of "),
        ("messages", message(R, P, "x", entities='[{"type": "all", "offset": -1, "length": 2}]'), "$[0].offset"),
        ("messages", message(R, P, "x", sent_at="now"), "$.sent_at"),
        ("messages", {**message(R, P, "x"), "author_id": None}, "$.author_id"),
        ("messages", message(R, P, "x" * 70_000), "$.text"),
        ("reactions", {"message_id": new_id(), "emoji": "x", "user_id": P}, "is not beside its message"),
        ("files", {"id": new_id(), "message_id": 5, "name": "x", "path": "x"}, "$.message_id"),
    ],
)
async def test_every_value_is_checked(
    ann: Person, looked_into: Importing, table: str, row: dict[str, Any], said: str
) -> None:
    failed = await looked_into(ann, "a.zip", own({table: [row]}))
    assert (failed["state"], said in str(failed["error"])) == ("failed", True), failed
    assert (await ann.get(f"/api/imports/{failed['id']}"))["import"]["state"] == "failed"


async def test_what_hangs_on_one_message_is_bounded(
    ann: Person, looked_into: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MOST_TEXT_ON_ONE", 100_000)
    said = message(R, P, "Hello")
    edit = {"message_id": said["id"], "version": 1, "text": "x" * 30_000, "written_at": AT}
    asks = await looked_into(ann, "a.zip", own({"messages": [said], "edits": [edit] * 3}))
    assert (asks["state"], asks["total"]) == ("asks", 1)
    failed = await looked_into(ann, "a.zip", own({"messages": [said], "edits": [edit] * 4}))
    assert (failed["state"], "too much for one message" in failed["error"]) == ("failed", True)


def test_few_messages_are_held_at_once_where_they_are_long() -> None:
    long = [Message(key=str(n), room=R, author=P, at=AT, text="x" * 5_000_000) for n in range(5)]
    left = iter(long)
    assert [len(some_of(left)) for _ in range(4)] == [2, 2, 1, 0]


async def test_somebody_without_a_last_name_is_shown(ann: Person, looked_into: Importing) -> None:
    content = own({"people": [person(P)], "conversations": [room(R)], "messages": [message(R, P, "Hello")]})
    asks = await looked_into(ann, "a.zip", content)
    assert [(one["name"], one["messages"]) for one in asks["people"]] == [("Rosa", 1)]


ALONE, OTHERS, THEIR_ROOM, THEM = group(), group(), new_id(), new_id()


def two_groups(more: Rows, *statements: str, instead: tuple[str, ...] = ()) -> bytes:
    """Of a whole instance: `ALONE` has the room R, and what P wrote there; `OTHERS` have what is in `more`."""
    said = message(R, P, "Mine")
    rows = {
        "groups": [ALONE, OTHERS],
        "people": [person(P), person(THEM, "Them")],
        "conversations": [room(R, group_id=ALONE["id"]), room(THEIR_ROOM, group_id=OTHERS["id"])],
        "reactions": [{"message_id": said["id"], "emoji": "\N{THUMBS UP SIGN}", "user_id": P}],
    }
    return packed(
        data({**rows, **more, "messages": [*more.get("messages", []), said]}, *statements, instead=instead), OF_INSTANCE
    )


def read(folder: Path, content: bytes, part: str) -> list[Message]:
    path = folder / "a.zip"
    path.write_bytes(content)
    source = archives.open_source(path, None, "a.zip", part)
    try:
        found = list(source.messages())
        assert (len(source.rooms()), len(source.people())) == (1, 1)
        return found
    finally:
        source.close()


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("messages", message(THEIR_ROOM, THEM, "x" * 70_000), "$.text"),
        ("messages", message(THEIR_ROOM, THEM, "x", entities="5"), "entities of "),
        ("readers", {"conversation_id": THEIR_ROOM, "user_id": "x"}, "$.user_id"),
        ("members", {"group_id": OTHERS["id"], "user_id": "x"}, "$.user_id"),
    ],
)
def test_what_others_have_is_not_even_looked_at(tmp_path: Path, table: str, row: dict[str, Any], said: str) -> None:
    content = two_groups({table: [row]})
    assert [(one.text, len(one.reactions)) for one in read(tmp_path, content, ALONE["id"])] == [("Mine", 1)]
    source = archives.open_source(tmp_path / "a.zip", None, "a.zip", OTHERS["id"])
    with pytest.raises(ArchiveIsWrong) as wrong:
        (list(source.messages()), source.rooms(), source.people())
    source.close()
    assert said in wrong.value.message


def test_a_chat_is_of_no_group_whatever_the_archive_says(tmp_path: Path) -> None:
    chat = {"id": THEIR_ROOM, "kind": "chat", "group_id": ALONE["id"]}
    more: Rows = {
        "conversations": [room(R, group_id=ALONE["id"]), chat],
        "messages": [message(THEIR_ROOM, THEM, "Psst")],
        "readers": [{"conversation_id": THEIR_ROOM, "user_id": THEM}],
    }
    assert [one.text for one in read(tmp_path, two_groups(more), ALONE["id"])] == ["Mine"]


def test_what_hangs_beside_a_message_of_another_group_is_passed_over_and_elsewhere_is_wrong(tmp_path: Path) -> None:
    theirs = [message(THEIR_ROOM, THEM, text) for text in ("One", "Two")]
    given = [{"message_id": one["id"], "emoji": "x", "user_id": THEM} for one in theirs]
    first, second = read(tmp_path, two_groups({"messages": theirs, "reactions": given}), OTHERS["id"])
    assert [one.person_keys for one in (*first.reactions, *second.reactions)] == [(THEM,), (THEM,)]
    (mine,) = read(tmp_path, two_groups({"messages": theirs, "reactions": given}), ALONE["id"])
    assert mine.reactions == ()
    swapped = two_groups({"messages": theirs, "reactions": given[::-1]})
    assert "not beside its message" in refused(read, tmp_path, swapped, OTHERS["id"])
    assert [one.text for one in read(tmp_path, swapped, ALONE["id"])] == ["Mine"]


def test_tables_without_keys_have_the_same_deadline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ", ".join(message(R, P, "x"))
    rest = "reply_to, thread_of, edited_at, deleted_at, pinned_at, pinned_by, forwarded_author, forwarded_at, entities"
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
    content = two_groups(
        {},
        f"CREATE TABLE messages ({columns}, {rest})",
        f"INSERT INTO messages (id, conversation_id) {many} SELECT i, 'none' FROM n",
        f"INSERT INTO reactions (message_id) {many} SELECT -i FROM n",
        instead=("messages",),
    )
    monkeypatch.setattr(rows, "READ_SECONDS", 0.3)
    assert refused(read, tmp_path, content, ALONE["id"]) == "data.sqlite3: its data takes too long to read."


def test_people_of_one_group_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_SEEN", 1)
    said = message(THEIR_ROOM, THEM, "x")
    more: Rows = {"messages": [said], "reactions": [{"message_id": said["id"], "emoji": "x", "user_id": P}]}
    assert "more people than" in refused(read, tmp_path, two_groups(more), OTHERS["id"])
    assert len(read(tmp_path, two_groups({"messages": [said]}), OTHERS["id"])) == 1
