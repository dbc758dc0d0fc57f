"""Our own archive (`archive.keeping` says what is in it): the rooms of one group, with their ids.

Of an archive of a whole instance, one group of it (`parts`).
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from msgspec.structs import astuple

from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.policy import MOST_ROOMS, storable
from distributed_chat.imports.readers.parts import Of, Part, group_of, of_what
from distributed_chat.imports.readers.rows import Rows
from distributed_chat.imports.readers.shapes import (
    EditRow,
    FileRow,
    GroupRow,
    MarkOfText,
    MessageRow,
    OfMessage,
    OptionRow,
    PollRow,
    ReactionRow,
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
    *("groups", "members", "people", "conversations", "readers", "messages"),
    *("edits", "reactions", "files", "polls", "poll_options", "votes"),
)


def open_archive(path: Path, name: str, part: str | None = None) -> "OwnArchive":
    """`part`: the id of the group that is meant; without it, the only one."""
    folder = tempfile.TemporaryDirectory(prefix="own-", dir=path.parent)
    try:
        archive = Zip(path, name)
        try:
            return OwnArchive(archive, name, folder, part)
        except BaseException:
            archive.close()
            raise
    except BaseException:
        folder.cleanup()
        raise


def groups_in(path: Path, name: str, folder: Path, most: int) -> tuple[Of, list[GroupRow]]:
    """What the archive is of, and its groups, at most so many. Its data lies in the folder, which is the caller's."""
    archive = Zip(path, name)
    try:
        of, rows = _unpacked(archive, name, folder)
    finally:
        archive.close()
    try:
        return of, list(islice(rows.each("groups", GroupRow), most))
    finally:
        rows.close()


def _unpacked(archive: Zip, name: str, folder: Path) -> tuple[Of, Rows]:
    about = decoded(archive.read("archive.json", most=LARGEST_ABOUT), dict[str, Any], f"{name}: archive.json")
    if about.get("format") != FORMAT:
        raise ArchiveIsWrong(name, "it was made by a later version.")
    of = of_what(about, name)
    archive.unpack(_DATA, folder / _DATA)
    return of, Rows(folder / _DATA, _DATA, _TABLES)


class OwnArchive:
    kind: Kind = "distributed"

    def __init__(
        self, archive: Zip, name: str, folder: "tempfile.TemporaryDirectory[str]", part: str | None = None
    ) -> None:
        self._archive = archive
        self._folder = folder
        of, self._rows = _unpacked(archive, name, Path(folder.name))
        try:
            group = group_of(self._rows, of, part, name)
        except BaseException:
            self._rows.close()
            raise
        self._part = Part(self._rows, None if of == "group" else group.id)
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
            for row in self._part.people(self._part.rooms(MOST_ROOMS + 1))
        ]

    def rooms(self) -> Sequence[Room]:
        readers = defaultdict(list)
        for row in self._part.readers():
            readers[row.conversation_id].append(row.user_id)
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
            for row in sorted(self._part.rooms(MOST_ROOMS + 1), key=lambda row: (row.created_at or 0, row.id))
        ]

    def messages(self) -> Iterator[Message]:
        hanging = _Hanging(self._part)
        for row in self._part.each("messages", MessageRow):
            one = _message(row, hanging)
            self._part.see(one)
            yield one
        hanging.check_nothing_is_left()

    def notes(self) -> Sequence[str]:
        chats = self._part.chats()
        if not chats:
            return []
        return [f"Left out: {chats:,} direct chat{'' if chats == 1 else 's'}, for nobody of them has an account here."]

    def open(self, file: File) -> BinaryIO:
        return self._archive.open(file.key)

    def close(self) -> None:
        self._rows.close()
        self._archive.close()
        self._folder.cleanup()


class _Following(Generic[R]):
    """Rows that hang on messages. They were written in the order of these, so each is read once and in passing."""

    def __init__(self, part: Part, table: str, shape: type[R]) -> None:
        self._table = table
        self._rows = part.each(table, shape)
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

    def __init__(self, part: Part) -> None:
        self.edits = _Following(part, "edits", EditRow)
        self.reactions = _Following(part, "reactions", ReactionRow)
        self.files = _Following(part, "files", FileRow)
        self.polls = _Following(part, "polls", PollRow)
        self.options = _Following(part, "poll_options", OptionRow)
        self.votes = _Following(part, "votes", VoteRow)

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
