"""JSON of sending and reading messages. `Message` itself is with conversations, which show their last one."""

from typing import Annotated

from msgspec import Meta, Struct

from distributed_chat.accounts.schemas import User
from distributed_chat.conversations.schemas import Message
from distributed_chat.kernel.pages import LARGEST_NUMBER

Number = Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)]


class MessageForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: Annotated[str, Meta(max_length=32_768)]
    """Kept as it was typed: 1 to 8000 characters, something in it that can be seen."""
    id: str | None = None


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
