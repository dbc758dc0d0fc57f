"""JSON of searching."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from distributed_chat.accounts.schemas import User
from distributed_chat.conversations.schemas import Message
from distributed_chat.kernel.pages import LARGEST_NUMBER

Has = Literal["link", "code", "file", "image", "video", "audio", "poll"]
OffsetMinutes = Annotated[int, Meta(ge=-14 * 60, le=14 * 60)]
"""How far the clocks of the asker are ahead of UTC."""
Filter = Annotated[str, Meta(max_length=80)]


class SearchCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    q: Annotated[str, Meta(max_length=8_000)] = ""
    """Words, "a phrase", and the filters beside it as people type them: from:ann has:link before:2026-10-01."""
    author: Filter | None = msgspec.field(name="from", default=None)
    """The name or the id of who wrote it; `me` is me."""
    place: Filter | None = msgspec.field(name="in", default=None)
    """The topic of a room, the name of who is in a chat with me, or the id of either."""
    has: Filter | None = None
    """link, code, file, image, video, audio or poll."""
    before: Filter | None = None
    """A day, or a moment as RFC 3339 writes it: older than it."""
    after: Filter | None = None
    """That day and what follows."""
    offset_minutes: OffsetMinutes = 0
    """Where a day begins: how far the asker's clocks are ahead of UTC."""
    cursor: Annotated[str, Meta(max_length=40)] | None = None
    limit: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None


class Hit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    message: Message
    conversation_id: str
    ranges: list[tuple[int, int]] = []
    """What was found in its text: (offset, length) in code points, in order."""
    similar: bool = False
    """Found only by forgiving a typo: these follow all that have the words as they were typed."""


class SearchAnswer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    hits: list[Hit]
    """The newest first."""
    users: list[User]
    """Who wrote them."""
    cursor: str | None = None
    """There is more: the same question with it gives the next page."""


class DayCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    offset_minutes: OffsetMinutes = 0
    """How far the asker's clocks are ahead of UTC."""


class DayAnswer(Struct, frozen=True, kw_only=True):
    number: int | None
    """Of the first message on that day or after it; null when nothing was written since."""
