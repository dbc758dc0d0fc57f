"""Our own archive (`archive.keeping` says what is in it): the rooms of one group, with their ids."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from msgspec.structs import astuple

from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.policy import MOST_ROOMS, storable
from distributed_chat.imports.readers.rows import Rows
from distributed_chat.imports.readers.shapes import (
    EditRow,
    FileRow,
    GroupRow,
    MarkOfText,
    MessageRow,
    OfMessage,
    OptionRow,
    PersonRow,
    PollRow,
    ReactionRow,
    ReaderRow,
    RoomRow,
    VoteRow,
)
from distributed_chat.imports.readers.zipped import Zip, decoded
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

R = TypeVar("R", bound=OfMessage)
FORMAT = 1
LARGEST_ABOUT = 1024 * 1024
MOST_ON_ONE = 100_000
"""Rows of one table that hang on one message."""
MOST_TEXT_ON_ONE = 16 * 1024 * 1024
"""Characters in them."""
_DATA = "data.sqlite3"
_TABLES = (
    *("groups", "people", "conversations", "readers", "messages"),
    *("edits", "reactions", "files", "polls", "poll_options", "votes"),
)


def open_archive(path: Path, name: str) -> "OwnArchive":
    folder = tempfile.TemporaryDirectory(prefix="own-", dir=path.parent)
    try:
        archive = Zip(path, name)
        try:
            return OwnArchive(archive, name, folder)
        except BaseException:
            archive.close()
            raise
    except BaseException:
        folder.cleanup()
        raise


class OwnArchive:
    kind: Kind = "distributed"

    def __init__(self, archive: Zip, name: str, folder: "tempfile.TemporaryDirectory[str]") -> None:
        self._archive = archive
        self._folder = folder
        about = decoded(archive.read("archive.json", most=LARGEST_ABOUT), dict[str, Any], f"{name}: archive.json")
        if about.get("format") != FORMAT:
            raise ArchiveIsWrong(name, "it was made by a later version.")
        path = Path(folder.name) / _DATA
        archive.unpack(_DATA, path)
        self._rows = Rows(path, _DATA, _TABLES)
        try:
            group = self._group(about, name)
        except BaseException:
            self._rows.close()
            raise
        self.place = group.id
        self.name = storable(group.name)

    def people(self) -> Sequence[Person]:
        return [
            Person(
                key=row.id,
                first_name=storable(row.first_name or "Somebody"),
                last_name=storable(row.last_name or ""),
                id=row.id,
            )
            for row in self._rows.all("people", PersonRow)
        ]

    def rooms(self) -> Sequence[Room]:
        readers = defaultdict(list)
        for row in self._rows.all("readers", ReaderRow):
            readers[row.conversation_id].append(row.user_id)
        found = self._rows.all("conversations", RoomRow, "WHERE kind = 'room' LIMIT ?", (MOST_ROOMS + 1,))
        return [
            Room(
                key=row.id,
                topic=storable(row.topic),
                created_at=row.created_at,
                created_by=row.created_by,
                private=bool(row.private),
                member_keys=tuple(readers[row.id]),
                id=row.id,
            )
            for row in sorted(found, key=lambda row: (row.created_at or 0, row.id))
        ]

    def messages(self) -> Iterator[Message]:
        hanging = _Hanging(self._rows)
        for row in self._rows.each("messages", MessageRow):
            yield _message(row, hanging)
        hanging.check_nothing_is_left()

    def notes(self) -> Sequence[str]:
        return []

    def open(self, file: File) -> BinaryIO:
        return self._archive.open(file.key)

    def close(self) -> None:
        self._rows.close()
        self._archive.close()
        self._folder.cleanup()

    def _group(self, about: dict[str, Any], name: str) -> GroupRow:
        groups = self._rows.all("groups", GroupRow, "LIMIT 2")
        if about.get("of") != "group" or len(groups) != 1:
            raise ArchiveIsWrong(name, "it is no archive of one group.")
        return groups[0]


class _Following(Generic[R]):
    """Rows that hang on messages. They were written in the order of these, so each is read once and in passing."""

    def __init__(self, rows: Rows, table: str, shape: type[R]) -> None:
        self._table = table
        self._rows = rows.each(table, shape)
        self._next = next(self._rows, None)

    def of(self, message_id: str) -> list[R]:
        found: list[R] = []
        size = 0
        while self._next is not None and self._next.message_id == message_id:
            found.append(self._next)
            size += sum(len(value) for value in astuple(self._next) if isinstance(value, str))
            self._next = next(self._rows, None)
            if len(found) > MOST_ON_ONE or size > MOST_TEXT_ON_ONE:
                raise ArchiveIsWrong(f"{_DATA}: {self._table}, {message_id}", "that is too much for one message.")
        return found

    def check_nothing_is_left(self) -> None:
        if self._next is not None:
            raise ArchiveIsWrong(f"{_DATA}: {self._table}, {self._next.message_id}", "it is not beside its message.")


class _Hanging:
    """All that hangs on messages."""

    def __init__(self, rows: Rows) -> None:
        self.edits = _Following(rows, "edits", EditRow)
        self.reactions = _Following(rows, "reactions", ReactionRow)
        self.files = _Following(rows, "files", FileRow)
        self.polls = _Following(rows, "polls", PollRow)
        self.options = _Following(rows, "poll_options", OptionRow)
        self.votes = _Following(rows, "votes", VoteRow)

    def check_nothing_is_left(self) -> None:
        for one in (self.edits, self.reactions, self.files, self.polls, self.options, self.votes):
            one.check_nothing_is_left()


def _message(row: MessageRow, hanging: _Hanging) -> Message:
    edits = [(edit, _marks(edit.entities, row.id)) for edit in hanging.edits.of(row.id)]
    return Message(
        key=row.id,
        room=row.conversation_id,
        author=row.author_id,
        at=row.sent_at,
        text=row.text,
        kind="action" if row.kind == "action" else "text",
        marks=_marks(row.entities, row.id),
        reply_to=row.reply_to,
        thread_of=row.thread_of,
        reactions=_reactions(hanging.reactions.of(row.id)),
        files=tuple(_file(file) for file in hanging.files.of(row.id)),
        edited_at=row.edited_at,
        edits=tuple(Version(text=edit.text, written_at=edit.written_at, marks=marks) for edit, marks in edits),
        pinned_at=row.pinned_at,
        pinned_by=row.pinned_by,
        forwarded_author=row.forwarded_author,
        forwarded_at=row.forwarded_at,
        deleted_at=row.deleted_at,
        poll=_poll(row, hanging),
    )


def _marks(kept: str | None, message_id: str) -> tuple[Mark, ...]:
    if not kept:
        return ()
    return tuple(
        Mark(type=one.type, offset=one.offset, length=one.length, key=one.user_id or one.room_id or one.emoji_id)
        for one in decoded(kept.encode(), list[MarkOfText], f"{_DATA}: entities of {message_id}")
    )


def _reactions(rows: list[ReactionRow]) -> tuple[Reaction, ...]:
    people: dict[str, list[str]] = {}
    for row in rows:
        people.setdefault(row.emoji, []).append(row.user_id)
    return tuple(Reaction(emoji=emoji, person_keys=tuple(keys)) for emoji, keys in people.items())


def _file(row: FileRow) -> File:
    waveform = decoded(row.waveform.encode(), list[int], f"{_DATA}: waveform of {row.id}") if row.waveform else None
    name = storable(row.name)
    return File(key=row.path, name=name, seconds=row.seconds, waveform=tuple(waveform) if waveform else None, id=row.id)


def _poll(row: MessageRow, hanging: _Hanging) -> Poll | None:
    polls, options, votes = (hanging.polls.of(row.id), hanging.options.of(row.id), hanging.votes.of(row.id))
    if not polls:
        return None
    return Poll(
        options=tuple(option.text for option in options),
        multiple=bool(polls[0].multiple),
        anonymous=bool(polls[0].anonymous),
        closes_at=polls[0].closes_at,
        closed_at=polls[0].closed_at,
        votes=tuple(Vote(person=vote.user_id, place=vote.place, at=row.sent_at) for vote in votes),
    )
