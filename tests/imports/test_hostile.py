"""What no archive may bring: times that are none, more than a message holds, other people's ids."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest

from distributed_chat.app import App
from distributed_chat.imports import archives
from distributed_chat.imports.checking import checked
from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.records import File, Mark, Message, Person, Poll, Reaction, Room, Version, Vote
from distributed_chat.kernel.ids import new_id
from tests.cast import Person as Somebody
from tests.conversations.rooms import say
from tests.files.sending import upload
from tests.imports.archives import SLACK, tarred, zipped, zulip, zulip_message
from tests.imports.conftest import Importing, history

AT = 1_600_000_000_000_000


def message(key: str, text: str = "Hello", **more: Any) -> Message:
    return Message(key=key, room="R", author="P", at=AT, text=text, **more)


@dataclass
class OwnArchive:
    """As a reader of our own archives hands it to the writer, ids and all."""

    said: list[Message]
    room_id: str
    person_id: str = field(default_factory=new_id)
    kind: str = "distributed"
    place: str = field(default_factory=new_id)
    name: str = "Sunday Crew"

    def people(self) -> list[Person]:
        return [Person(key="P", first_name="Rosa", id=self.person_id)]

    def rooms(self) -> list[Room]:
        return [Room(key="R", topic="Kitchen", id=self.room_id, created_at=AT)]

    def messages(self) -> Any:
        return iter(self.said)

    def notes(self) -> list[str]:
        return []

    def open(self, file: File) -> Any:
        raise ArchiveIsWrong(file.name, "not there.")

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    "wrong",
    [{"at": -1}, {"at": 2**63}, {"edited_at": 2**62}, {"edits": (Version(text="x", written_at=-5),)}],
)
def test_a_time_that_can_not_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ArchiveIsWrong) as refused:
        list(checked([msgspec.structs.replace(message("7"), **wrong)]))
    assert refused.value.message == "message 7: its time can't be right."


def test_a_message_holds_no_more_than_here() -> None:
    marks = tuple(Mark(type="all", offset=offset, length=length) for offset, length in ((9, 9), (1, 2), (2, 2), (0, 1)))
    crowd = tuple(str(n) for n in range(1_500))
    poll = Poll(options=("a", "b"), votes=(Vote(person="P", place=5, at=AT), Vote(person="P", place=1, at=AT)))
    reactions = tuple(Reaction(emoji="👍", person_keys=crowd) for _ in range(60))
    (one,) = checked([message("1", marks=marks, reactions=reactions, poll=poll)])
    assert [(mark.offset, mark.length) for mark in one.marks] == [(0, 1), (1, 2)]
    assert sum(len(each.person_keys) for each in one.reactions) == 2_000
    assert len(one.reactions) == 50
    assert one.poll is not None
    assert [vote.place for vote in one.poll.votes] == [1]


async def test_ids_of_our_own_archive_are_kept_where_they_are_free(
    ann: Somebody, imported: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is somebody else's here stays theirs."""
    group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
    theirs = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Theirs"}))["room"]["id"]
    taken = (await say(ann, theirs, "Mine"))["message"]["id"]
    free, room_id = new_id(), new_id()
    said = [message(taken, "Not mine"), message(free, "Answer", reply_to=taken, poll=Poll(options=("a", "b")))]
    source = OwnArchive([*said, message(new_id(), "x" * 9_000), message(new_id(), "", deleted_at=AT)], room_id)
    monkeypatch.setitem(archives.READERS, "distributed", lambda _path, _name: source)
    done = await imported(ann, "a.zip", b"anything", kind="distributed")
    assert (done["state"], [room["id"] for room in done["rooms"]]) == ("done", [room_id])
    first, second, *parts, gone = (await history(ann, room_id))["messages"]
    assert (first["id"] == taken, second["id"], second["reply_to"]["id"]) == (False, free, first["id"])
    assert (second["poll"]["options"][1]["text"], second["author_id"]) == ("b", source.person_id)
    assert [len(part["text"]) for part in parts] == [8_000, 1_000]
    assert "deleted_at" in gone
    assert (await ann.get(f"/api/messages/{taken}"))["message"]["text"] == "Mine"
    again = await imported(ann, "a.zip", b"anything", kind="distributed")
    assert (again["group_id"], len((await history(ann, room_id))["messages"])) == (done["group_id"], 5)


async def test_what_goes_wrong_here_ends_with_a_sentence(
    app: App, ann: Somebody, looked_into: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_path: Any, _name: str) -> Any:
        raise AssertionError("a mistake of ours")

    monkeypatch.setitem(archives.READERS, "slack", broken)
    failed = await looked_into(ann, "a.zip", zipped(SLACK))
    assert (failed["state"], "on this server" in failed["error"]) == ("failed", True)
    assert not (app.settings.data / "imports" / failed["id"]).exists()


async def test_times_of_zulip_are_checked_while_reading(ann: Somebody, looked_into: Importing) -> None:
    wrong = {"zerver_message": [zulip_message(1, 1, "x", date_sent=1e300)]}
    failed = await looked_into(ann, "a.tar.gz", tarred({**zulip(b"x"), "zulip-export/messages-000001.json": wrong}))
    assert "time" in failed["error"]


async def test_the_archive_is_let_go_at_the_end(ann: Somebody, imported: Importing) -> None:
    await imported(ann, "a.zip", zipped(SLACK))
    file = await upload(ann, "b.zip", zipped(SLACK))
    held = await ann.post("/api/imports", {"file_id": file["id"]}, status=202)
    assert (await ann.client.get(file["url"])).status_code == 200
    await ann.delete(f"/api/imports/{held['import']['id']}", status=204)
    assert (await ann.client.get(file["url"])).status_code == 404
