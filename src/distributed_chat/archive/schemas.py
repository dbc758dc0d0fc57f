"""JSON of exports, and what is handed to their jobs."""

from typing import Literal

from msgspec import Struct

from distributed_chat.conversations.schemas import File
from distributed_chat.kernel.ids import GivenId

State = Literal["waiting", "working", "ready", "failed"]


class ExportForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId | None = None
    of: Literal["me", "group"]
    """`me`: my chats, and what I wrote in rooms. `group`: for those who lead it, its rooms that I may read."""
    group_id: GivenId | None = None


class Export(Struct, frozen=True, kw_only=True):
    """An archive on its way, or ready."""

    id: str
    of: Literal["me", "group", "instance"]
    """`instance` is made from the command line alone."""
    group_id: str | None
    state: State
    done: int
    """Messages that are in it."""
    total: int
    """About how many there will be."""
    file: File | None
    """The archive, once it is ready: its `url` is there for a week, for me alone."""
    error: str | None
    created_at: str
    expires_at: str | None


class ExportAnswer(Struct, frozen=True, kw_only=True):
    export: Export


class ExportsAnswer(Struct, frozen=True, kw_only=True):
    exports: list[Export]


class ExportToWork(Struct, frozen=True, kw_only=True):
    export_id: str
