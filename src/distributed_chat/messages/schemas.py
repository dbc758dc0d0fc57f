"""JSON of sending and reading messages. `Message` itself is with conversations, which show their last one."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from distributed_chat.accounts.schemas import User
from distributed_chat.conversations.schemas import Entity, Message
from distributed_chat.kernel.ids import GivenId
from distributed_chat.kernel.pages import LARGEST_NUMBER
from distributed_chat.polls.schemas import PollForm

Number = Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)]


class MessageForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: Annotated[str, Meta(max_length=32_768)]
    """Kept as it was typed: 1 to 8000 characters, something in it that can be seen. May be empty with files."""
    id: str | None = None
    kind: Literal["text", "action"] = "text"
    entities: Annotated[list[Entity], Meta(max_length=200)] = []
    reply_to: GivenId | None = None
    """A message of this conversation (or of the same thread)."""
    thread_of: GivenId | None = None
    """Goes into the thread of this message of the conversation, which is no reply in a thread itself."""
    file_ids: Annotated[list[GivenId], Meta(max_length=20)] = []
    """Files that I uploaded and that are in no message yet."""
    poll: PollForm | None = None


class MessageSent(Struct, frozen=True, kw_only=True):
    message: Message
    stream: str
    seq: int


class PageCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of a history, by numbers of messages; at most one of the first three. None of them: the newest."""

    before: Number | None = None
    after: Number | None = None
    around: Number | None = None
    limit: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None


class MessagePage(Struct, frozen=True, kw_only=True):
    messages: list[Message]
    """The oldest first."""
    users: list[User]
    """Who wrote them: some may be in the group no more."""
    has_older: bool
    has_newer: bool
    stream: str
    seq: int
    """The page is true at this place in the log."""
