"""What every reader makes of an archive, and the writer puts into rooms. Plain values, in the words of this chat.

`key` is what the archive calls a thing: the same in a later export of the same place. `id` is there only where the
archive is our own; it is kept if it is free here. Times are microseconds since 1970, UTC.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Literal, Protocol

from msgspec import Struct

Kind = Literal["distributed", "slack", "discord", "zulip"]
Meaning = Literal["mention", "all", "here", "room", "emoji"]


class Person(Struct, frozen=True, kw_only=True):
    key: str
    first_name: str
    last_name: str = ""
    email: str | None = None
    id: str | None = None


class Room(Struct, frozen=True, kw_only=True):
    key: str
    topic: str
    created_at: int | None = None
    """Without it: when the import makes it."""
    created_by: str | None = None
    """The key of a person."""
    private: bool = False
    member_keys: tuple[str, ...] = ()
    """Of a private room: who read it."""
    id: str | None = None


class Mark(Struct, frozen=True, kw_only=True):
    """What a stretch of the text means: as an entity of a message, but by key."""

    type: Meaning
    offset: int
    length: int
    key: str | None = None
    """Of the person or the room; of an `emoji`, its name in the group."""


class File(Struct, frozen=True, kw_only=True):
    key: str
    """What `Source.open` finds it by."""
    name: str
    seconds: float | None = None
    waveform: tuple[int, ...] | None = None
    id: str | None = None


class Reaction(Struct, frozen=True, kw_only=True):
    emoji: str
    """One emoji, or the name of one that the group made."""
    person_keys: tuple[str, ...]


class Version(Struct, frozen=True, kw_only=True):
    """What a message said before."""

    text: str
    written_at: int
    marks: tuple[Mark, ...] = ()


class Vote(Struct, frozen=True, kw_only=True):
    person: str
    place: int
    at: int


class Poll(Struct, frozen=True, kw_only=True):
    """The question is the text of its message."""

    options: tuple[str, ...]
    multiple: bool = False
    anonymous: bool = False
    closes_at: int | None = None
    closed_at: int | None = None
    votes: tuple[Vote, ...] = ()


class Message(Struct, frozen=True, kw_only=True):
    key: str
    """Of our own archive: its id."""
    room: str
    author: str
    at: int
    text: str
    kind: Literal["text", "action"] = "text"
    marks: tuple[Mark, ...] = ()
    reply_to: str | None = None
    """The key of an earlier message of the room, or of the same thread."""
    thread_of: str | None = None
    """The key of the message above the thread, which came before."""
    reactions: tuple[Reaction, ...] = ()
    files: tuple[File, ...] = ()
    edited_at: int | None = None
    edits: tuple[Version, ...] = ()
    """The oldest first."""
    pinned_at: int | None = None
    pinned_by: str | None = None
    forwarded_author: str | None = None
    forwarded_at: int | None = None
    deleted_at: int | None = None
    """A tombstone: its text is empty."""
    poll: Poll | None = None


class Source(Protocol):
    """An archive that is open. Used from one thread at a time, never from the event loop: all of it may block."""

    kind: Kind
    place: str
    """What names the workspace or the server: the same in each export of it."""
    name: str
    """For a new group."""

    def people(self) -> Sequence[Person]: ...

    def rooms(self) -> Sequence[Room]: ...

    def messages(self) -> Iterator[Message]:
        """In each room the oldest first. May be asked again, and is the same then."""

    def notes(self) -> Sequence[str]:
        """What is left out, in sentences; complete once `messages` has been read."""

    def open(self, file: File) -> BinaryIO:
        """Raises `ArchiveIsWrong` where there is no such file."""

    def close(self) -> None: ...
