"""JSON of saved messages, drafts and scheduled messages."""

from typing import Annotated

from msgspec import Meta, Struct

from distributed_chat.accounts.schemas import User
from distributed_chat.conversations.schemas import Entity, Message
from distributed_chat.kernel.ids import GivenId
from distributed_chat.kernel.pages import LARGEST_NUMBER
from distributed_chat.messages.schemas import Entities, MessageWords, Words

Moment = Annotated[str, Meta(max_length=40)]
"""RFC 3339, with an offset or `Z`."""


class Saved(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message that I keep: its id, never a copy, so that erasing is real."""

    message_id: str
    conversation_id: str
    saved_at: str
    remind_at: str | None = None
    reminded_at: str | None = None
    """Since when the reminder waits to be looked at: saving the message again, with or without a time, answers it."""


class SaveForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    remind_at: Moment | None = None
    """In the future and within five years. Absent: no reminder, and one that waits is answered."""


class SavedAnswer(Struct, frozen=True, kw_only=True):
    saved: Saved


class SavedMessage(Struct, frozen=True, kw_only=True):
    saved: Saved
    message: Message
    """As it is now: a tombstone when it was deleted."""


class SavedCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    before: GivenId | None = None
    """The id of a message that I saved: those that I saved before it."""
    limit: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None


class SavedPage(Struct, frozen=True, kw_only=True):
    saved: list[SavedMessage]
    """What was saved last comes first."""
    users: list[User]
    """Everybody whom they name."""
    quoted: list[Message]
    """Those that they answer."""
    votes: dict[str, list[int]]
    """What I chose in their anonymous polls, by message."""
    has_older: bool


class Draft(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What I began to write in a conversation or in a thread."""

    conversation_id: str
    text: str
    """Empty: there is no draft any more."""
    changed_at: str
    thread_of: str | None = None
    entities: list[Entity] = []
    reply_to: str | None = None


class DraftForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: Words
    """At most 8000 characters. Nothing that can be seen: the draft goes."""
    entities: Entities = []
    """Kept as they are; they are checked when the message is sent."""
    reply_to: GivenId | None = None
    thread_of: GivenId | None = None


class DraftAnswer(Struct, frozen=True, kw_only=True):
    draft: Draft


class ScheduledWords(MessageWords, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The form of a message without its id: that is the id of what is scheduled."""


class Scheduled(Struct, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    """Also that of the message when it is sent."""
    conversation_id: str
    send_at: str
    message: ScheduledWords
    failure: str | None = None
    """Why it was not sent when it was due; it waits to be changed, sent or deleted."""


class ScheduleForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    send_at: Moment
    """In the future and within five years."""
    message: ScheduledWords
    id: GivenId | None = None


class ScheduleChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    send_at: Moment | None = None
    text: Words | None = None
    entities: Entities = []
    """Of the new text."""


class ScheduledMade(Struct, frozen=True, kw_only=True):
    scheduled: Scheduled | None
    """Null when the same request came again after it was sent or deleted."""
    stream: str
    seq: int


class ScheduledAnswer(Struct, frozen=True, kw_only=True):
    scheduled: Scheduled


class ScheduledList(Struct, frozen=True, kw_only=True):
    scheduled: list[Scheduled]
    """What is due first comes first."""
