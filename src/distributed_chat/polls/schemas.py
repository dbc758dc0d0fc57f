"""JSON of making a poll and of voting. `Poll` itself is with conversations."""

from typing import Annotated

from msgspec import Meta, Struct

from distributed_chat.conversations.schemas import Poll


class PollForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A poll: its question is the message's text."""

    options: Annotated[list[Annotated[str, Meta(max_length=400)]], Meta(min_length=2, max_length=20)]
    """Each 1 to 200 characters, no two the same."""
    multiple: bool = False
    anonymous: bool = False
    closes_at: Annotated[str, Meta(max_length=40)] | None = None
    """RFC 3339, in the future and within a year."""


class VoteForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    options: Annotated[list[Annotated[int, Meta(ge=0, le=19)]], Meta(max_length=20)]
    """Their places in the poll, from 0, each once."""


class VoteAnswer(Struct, frozen=True, kw_only=True):
    """`votes` are mine, in order."""

    poll: Poll
    votes: list[int]


class PollAnswer(Struct, frozen=True, kw_only=True):
    poll: Poll
