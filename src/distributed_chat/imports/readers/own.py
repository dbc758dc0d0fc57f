"""Our own archive (`archive.keeping` says what is in it): the rooms of one group, with their ids."""

import json
import sqlite3
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers.zipped import MOST_BYTES, decoded
from distributed_chat.imports.records import (
    File,
    Kind,
    Mark,
    Message,
    Person,
    Poll,
    Reaction,
    Room,
    Version,
    Vote,
)

FORMAT = 1
_PIECE = 1024 * 1024
_MORE = ("edits", "reactions", "files", "poll_options", "votes")


def open_archive(path: Path, name: str) -> "OwnArchive":
    folder = tempfile.TemporaryDirectory(prefix="own-", dir=path.parent)
    archive = zipfile.ZipFile(path)
    try:
        return OwnArchive(archive, name, folder)
    except BaseException:
        archive.close()
        folder.cleanup()
        raise


class OwnArchive:
    kind: Kind = "distributed"

    def __init__(self, archive: zipfile.ZipFile, name: str, folder: "tempfile.TemporaryDirectory[str]") -> None:
        self._archive = archive
        self._file_name = name
        self._folder = folder
        about = decoded(archive.read("archive.json"), dict[str, Any], f"{name}: archive.json")
        if about.get("format") != FORMAT:
            raise ArchiveIsWrong(name, "it was made by a later version.")
        self._rows = self._open_rows(Path(folder.name) / "data.sqlite3")
        groups = self._all("SELECT id, name FROM groups LIMIT 2")
        if about.get("of") != "group" or len(groups) != 1:
            raise ArchiveIsWrong(name, "it is no archive of one group.")
        self.place = str(groups[0]["id"])
        self.name = str(groups[0]["name"])

    def people(self) -> Sequence[Person]:
        rows = self._all("SELECT id, first_name, last_name FROM people")
        return [
            Person(key=row["id"], first_name=row["first_name"] or "Somebody", last_name=row["last_name"], id=row["id"])
            for row in rows
        ]

    def rooms(self) -> Sequence[Room]:
        readers = defaultdict(list)
        for row in self._all("SELECT conversation_id, user_id FROM readers"):
            readers[row["conversation_id"]].append(row["user_id"])
        return [
            Room(
                key=row["id"],
                topic=row["topic"],
                created_at=row["created_at"],
                created_by=row["created_by"],
                private=bool(row["private"]),
                member_keys=tuple(readers[row["id"]]),
                id=row["id"],
            )
            for row in self._all("SELECT * FROM conversations WHERE kind = 'room' ORDER BY created_at, id")
        ]

    def messages(self) -> Iterator[Message]:
        cursor = self._rows.execute("SELECT * FROM messages ORDER BY place")
        while some := cursor.fetchmany(200):
            yield from self._whole(some)

    def notes(self) -> Sequence[str]:
        return []

    def open(self, file: File) -> BinaryIO:
        try:
            return cast("BinaryIO", self._archive.open(file.key))
        except KeyError:
            raise ArchiveIsWrong(self._file_name, f"{file.name} is not in it.") from None

    def close(self) -> None:
        self._rows.close()
        self._archive.close()
        self._folder.cleanup()

    def _open_rows(self, path: Path) -> sqlite3.Connection:
        """A copy on disk, read only; its schema is not trusted."""
        if self._archive.getinfo("data.sqlite3").file_size > MOST_BYTES:
            raise ArchiveIsWrong(self._file_name, "its data is larger than can be imported.")
        with self._archive.open("data.sqlite3") as packed, path.open("wb") as out:
            while piece := packed.read(_PIECE):
                out.write(piece)
        rows = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        rows.row_factory = sqlite3.Row
        rows.execute("PRAGMA trusted_schema=OFF")
        views = rows.execute("SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')").fetchone()[0]
        if views:
            raise ArchiveIsWrong(self._file_name, "its data is not ours.")
        return rows

    def _all(self, statement: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        return self._rows.execute(statement, values).fetchall()

    def _whole(self, rows: list[sqlite3.Row]) -> Iterator[Message]:
        ids = [row["id"] for row in rows]
        places = ", ".join("?" * len(ids))
        more: dict[str, dict[str, list[sqlite3.Row]]] = {}
        for table in _MORE:
            by_message = more[table] = defaultdict(list)
            for row in self._all(f"SELECT * FROM {table} WHERE message_id IN ({places}) ORDER BY rowid", ids):
                by_message[row["message_id"]].append(row)
        polls = {
            row["message_id"]: row for row in self._all(f"SELECT * FROM polls WHERE message_id IN ({places})", ids)
        }
        for row in rows:
            found = _message(row, {table: more[table][row["id"]] for table in _MORE}, polls.get(row["id"]))
            yield msgspec.convert(msgspec.to_builtins(found), Message)  # the columns of a stranger hold anything


def _message(row: sqlite3.Row, more: dict[str, list[sqlite3.Row]], poll: sqlite3.Row | None) -> Message:
    return Message(
        key=row["id"],
        room=row["conversation_id"],
        author=row["author_id"],
        at=row["sent_at"],
        text=row["text"],
        kind="action" if row["kind"] == "action" else "text",
        marks=_marks(row["entities"]),
        reply_to=row["reply_to"],
        thread_of=row["thread_of"],
        reactions=_reactions(more["reactions"]),
        files=tuple(_file(file) for file in more["files"]),
        edited_at=row["edited_at"],
        edits=tuple(
            Version(text=edit["text"], written_at=edit["written_at"], marks=_marks(edit["entities"]))
            for edit in more["edits"]
        ),
        pinned_at=row["pinned_at"],
        pinned_by=row["pinned_by"],
        forwarded_author=row["forwarded_author"],
        forwarded_at=row["forwarded_at"],
        deleted_at=row["deleted_at"],
        poll=None if poll is None else _poll(row["sent_at"], poll, more),
    )


def _marks(kept: str | None) -> tuple[Mark, ...]:
    if not kept:
        return ()
    return tuple(
        Mark(
            type=one["type"],
            offset=one["offset"],
            length=one["length"],
            key=one.get("user_id") or one.get("room_id") or one.get("emoji_id"),
        )
        for one in json.loads(kept)
    )


def _reactions(rows: list[sqlite3.Row]) -> tuple[Reaction, ...]:
    people: dict[str, list[str]] = {}
    for row in rows:
        people.setdefault(row["emoji"], []).append(row["user_id"])
    return tuple(Reaction(emoji=emoji, person_keys=tuple(keys)) for emoji, keys in people.items())


def _file(row: sqlite3.Row) -> File:
    waveform = tuple(json.loads(row["waveform"])) if row["waveform"] else None
    return File(key=row["path"], name=row["name"], seconds=row["seconds"], waveform=waveform, id=row["id"])


def _poll(sent_at: int, poll: sqlite3.Row, more: dict[str, list[sqlite3.Row]]) -> Poll:
    return Poll(
        options=tuple(row["text"] for row in more["poll_options"]),
        multiple=bool(poll["multiple"]),
        anonymous=bool(poll["anonymous"]),
        closes_at=poll["closes_at"],
        closed_at=poll["closed_at"],
        votes=tuple(Vote(person=row["user_id"], place=row["place"], at=sent_at) for row in more["votes"]),
    )
