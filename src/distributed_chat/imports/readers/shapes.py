"""What the tables of our own archive hold (`archive.keeping` makes them), by type and bounds."""

from typing import Annotated

from msgspec import Meta, Struct

from distributed_chat.imports.records import Meaning
from distributed_chat.kernel.ids import GivenId

Name = Annotated[str, Meta(max_length=1_000)]
Words = Annotated[str, Meta(max_length=65_536)]
"""Twice as long as anybody can write here."""
Instant = Annotated[int, Meta(ge=0)]
Flag = Annotated[int, Meta(ge=0, le=1)]
Small = Annotated[int, Meta(ge=0, le=1_000_000)]


class GroupRow(Struct, frozen=True):
    id: GivenId
    name: Name


class PersonRow(Struct, frozen=True):
    id: GivenId
    first_name: Name | None
    last_name: Name | None


class MemberRow(Struct, frozen=True):
    user_id: GivenId


class RoomRow(Struct, frozen=True):
    id: GivenId
    topic: Name
    private: Flag
    created_by: GivenId | None
    created_at: Instant | None


class ReaderRow(Struct, frozen=True):
    conversation_id: GivenId
    user_id: GivenId


class MessageRow(Struct, frozen=True):
    id: GivenId
    conversation_id: GivenId
    author_id: GivenId
    sent_at: Instant
    text: Words
    kind: Name
    entities: Words | None
    reply_to: GivenId | None
    thread_of: GivenId | None
    edited_at: Instant | None
    deleted_at: Instant | None
    pinned_at: Instant | None
    pinned_by: GivenId | None
    forwarded_author: GivenId | None
    forwarded_at: Instant | None


class OfMessage(Struct, frozen=True):
    """A row that hangs on a message."""

    message_id: GivenId


class EditRow(OfMessage, frozen=True):
    text: Words
    entities: Words | None
    written_at: Instant


class ReactionRow(OfMessage, frozen=True):
    emoji: Name
    user_id: GivenId


class FileRow(OfMessage, frozen=True):
    id: GivenId
    name: Name
    seconds: float | None
    waveform: Annotated[str, Meta(max_length=10_000)] | None
    path: Name


class PollRow(OfMessage, frozen=True):
    multiple: Flag
    anonymous: Flag
    closes_at: Instant | None
    closed_at: Instant | None


class OptionRow(OfMessage, frozen=True):
    text: Annotated[str, Meta(max_length=10_000)]


class VoteRow(OfMessage, frozen=True):
    place: Small
    user_id: GivenId


class MarkOfText(Struct, frozen=True):
    """One of the `entities`, which are JSON."""

    type: Meaning
    offset: Small
    length: Small
    user_id: Name | None = None
    room_id: Name | None = None
    emoji_id: Name | None = None
