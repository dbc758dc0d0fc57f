"""JSON of sending, reading and changing messages. `Message` itself is with conversations, which show their last one."""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from distributed_chat.accounts.schemas import User
from distributed_chat.conversations.schemas import Entity, Message
from distributed_chat.kernel.ids import GivenId
from distributed_chat.kernel.pages import LARGEST_NUMBER
from distributed_chat.polls.schemas import PollForm

Number = Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)]
Words = Annotated[str, Meta(max_length=32_768)]
Entities = Annotated[list[Entity], Meta(max_length=200)]


class MessageWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that somebody gives a message; `MessageForm` and what is scheduled are made of it."""

    text: Words
    """Kept as it was typed: 1 to 8000 characters, something in it that can be seen. May be empty with files."""
    kind: Literal["text", "action"] = "text"
    entities: Entities = []
    reply_to: GivenId | None = None
    """A message of this conversation (or of the same thread)."""
    thread_of: GivenId | None = None
    """Goes into the thread of this message of the conversation, which is no reply in a thread itself."""
    file_ids: Annotated[list[GivenId], Meta(max_length=20)] = []
    """Files that I uploaded and that are in no message yet."""
    poll: PollForm | None = None


class MessageForm(MessageWords, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str | None = None


class MessageSent(Struct, frozen=True, kw_only=True):
    message: Message
    stream: str
    seq: int


class MessageChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What it says from now on, whole."""

    text: Words
    entities: Entities = []


class MessageChanged(Struct, frozen=True, kw_only=True):
    """The message as it is now. Where nothing had to change, `seq` is the end of the stream."""

    message: Message
    stream: str
    seq: int


class MessageAnswer(Struct, frozen=True, kw_only=True):
    message: Message
    users: list[User]
    """Everybody whom it names."""
    quoted: list[Message]
    """The message that it answers, if it does."""
    votes: dict[str, list[int]]
    """As in a page."""


class Edit(Struct, frozen=True, kw_only=True):
    """What a message said once, and when that was written."""

    text: str
    entities: list[Entity]
    written_at: str


class EditsAnswer(Struct, frozen=True, kw_only=True):
    edits: list[Edit]
    """The oldest first; without what the message says now."""


class ForwardForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    conversation_id: GivenId
    """Where the copy goes."""
    id: str | None = None
    """Of the copy."""


class ForwardsToDelete(Struct, frozen=True, kw_only=True):
    """What the job of that kind is about."""

    message_id: str


class EventsToErase(Struct, frozen=True, kw_only=True):
    """What the job of that kind is about."""

    message_id: str


class ConversationToPurge(Struct, frozen=True, kw_only=True):
    """What the job of that kind is about: one timeline of it, its own or a thread's, after this number."""

    conversation_id: str
    timeline_id: str
    after: int = 0


class PageCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of a history, by numbers of messages; at most one of the first three. None of them: the newest."""

    before: Number | None = None
    after: Number | None = None
    around: Number | None = None
    limit: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None
    thread_of: GivenId | None = None
    """Of the thread of this message, by its own numbers."""


class MessagePage(Struct, frozen=True, kw_only=True):
    messages: list[Message]
    """The oldest first."""
    users: list[User]
    """Who wrote them and everybody whom they name: some may be in the group no more."""
    has_older: bool
    has_newer: bool
    stream: str
    seq: int
    """The page is true at this place in the log."""
    quoted: list[Message] = field(default_factory=list)
    """Those that messages of the page answer."""
    votes: dict[str, list[int]] = field(default_factory=dict)
    """What I chose in the anonymous polls of the page, by message: the polls themselves only count."""
    root: Message | None = None
    """Of a thread: the message above it."""


class PinsAnswer(Struct, frozen=True, kw_only=True):
    messages: list[Message]
    """Pinned last first."""
    users: list[User]
    quoted: list[Message]
    votes: dict[str, list[int]]
