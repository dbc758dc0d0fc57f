"""An archive of a whole instance holds several groups, and an import brings one of them: what of the tables is its own.

An archive of one group holds nothing else, so there every row is.
"""

from collections.abc import Iterator
from typing import Any, Literal, TypeVar

import msgspec

from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers.rows import Rows
from distributed_chat.imports.readers.shapes import GroupRow, MemberRow, PersonRow, ReaderRow, RoomRow
from distributed_chat.imports.records import Message

T = TypeVar("T", bound=msgspec.Struct)
Of = Literal["group", "instance"]
MOST_SEEN = 200_000
"""People who wrote, voted or reacted in the rooms of one group."""
_ROOM = "c.kind = 'room' AND c.group_id = ?"
_OF_ROOM = "EXISTS (SELECT 1 FROM conversations AS c WHERE c.id = {table}.conversation_id AND " + _ROOM + ")"
_OF_MESSAGE = (
    "EXISTS (SELECT 1 FROM messages AS m JOIN conversations AS c ON c.id = m.conversation_id"
    " WHERE m.id = {table}.message_id AND " + _ROOM + ")"
)
_CONDITIONS = {
    "conversations": "kind = 'room' AND group_id = ?",
    "readers": _OF_ROOM,
    "messages": _OF_ROOM,
    **dict.fromkeys(("edits", "reactions", "files", "polls", "poll_options", "votes"), _OF_MESSAGE),
}
"""Each looks up by the keys of our tables; where a stranger's have none the time that a question has is over."""


class Part:
    """The rows of one group. `group_id` None: all that there are."""

    def __init__(self, rows: Rows, group_id: str | None) -> None:
        self._rows = rows
        self._group_id = group_id
        self._seen: set[str] = set()

    def each(self, table: str, shape: type[T]) -> Iterator[T]:
        """As `Rows.each`."""
        return self._rows.each(table, shape, *self._only(table))

    def rooms(self, most: int) -> list[RoomRow]:
        condition, values = self._only("conversations") if self._group_id else ("kind = 'room'", ())
        return self._rows.all("conversations", RoomRow, f"WHERE {condition} LIMIT ?", (*values, most))

    def readers(self) -> list[ReaderRow]:
        condition, values = self._only("readers")
        return self._rows.all("readers", ReaderRow, f"WHERE {condition}" if condition else "", values)

    def people(self, rooms: list[RoomRow]) -> list[PersonRow]:
        """Members, and who reads, made or said something in the rooms: the last are known once all was read."""
        found = self._rows.all("people", PersonRow)
        if self._group_id is None:
            return found
        members = self._rows.all("members", MemberRow, "WHERE group_id = ?", (self._group_id,))
        theirs = {one.user_id for one in members} | {one.user_id for one in self.readers()}
        theirs |= {room.created_by for room in rooms if room.created_by is not None}
        return [person for person in found if person.id in theirs or person.id in self._seen]

    def see(self, one: Message) -> None:
        """Whoever has to do with the message is one of its people."""
        if self._group_id is None:
            return
        self._seen.add(one.author)
        self._seen.update(key for reaction in one.reactions for key in reaction.person_keys)
        if one.poll is not None:
            self._seen.update(vote.person for vote in one.poll.votes)
        if len(self._seen) > MOST_SEEN:
            raise ArchiveIsWrong(f"message {one.key}", "more people than can be imported at once.")

    def chats(self) -> int:
        """How many direct chats there are, which are of no group."""
        statement = "SELECT count(*) FROM conversations WHERE kind = 'chat'"
        return self._rows.count(statement) if self._group_id else 0

    def _only(self, table: str) -> tuple[str, tuple[Any, ...]]:
        if self._group_id is None:
            return "", ()
        return _CONDITIONS[table].format(table=table), (self._group_id,)


def of_what(about: dict[str, Any], name: str) -> Of:
    """What the archive says that it is of. Raises `ArchiveIsWrong` where that is nothing to import."""
    match about.get("of"):
        case "group":
            return "group"
        case "instance":
            return "instance"
        case "me":
            raise ArchiveIsWrong(name, "it is the archive of one person, which is for reading and can't be imported.")
        case _:
            raise ArchiveIsWrong(name, "it is no archive of a group or of an instance.")


def group_of(rows: Rows, of: Of, part: str | None, name: str) -> GroupRow:
    """The one that is asked for by its id, else the only one. Raises `ArchiveIsWrong`."""
    if part is not None:
        named = rows.all("groups", GroupRow, "WHERE id = ? LIMIT 2", (part,))
        if len(named) != 1:
            raise ArchiveIsWrong(name, "that group is not in it.")
        return named[0]
    groups = rows.all("groups", GroupRow, "LIMIT 2")
    if len(groups) == 1:
        return groups[0]
    if of == "group":
        raise ArchiveIsWrong(name, "it is no archive of one group.")
    if not groups:
        raise ArchiveIsWrong(name, "there is no group in it.")
    todo = "On the server, `distributed import` brings all of them, or one by --only."
    raise ArchiveIsWrong(name, f"it is of a whole instance and holds several groups. {todo}")
