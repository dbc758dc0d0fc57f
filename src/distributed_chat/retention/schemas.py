"""JSON of the rule."""

from typing import Annotated

from msgspec import Meta, Struct

MOST_DAYS = 3_650


class RetentionForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    days: Annotated[int, Meta(ge=1, le=MOST_DAYS)] | None
    """So long a message stays, then it is erased with its files, for everybody and for good; null: for ever."""


class RetentionCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    days: Annotated[int, Meta(ge=1, le=MOST_DAYS)] | None = None
    """The rule that one thinks of; without it the one that the group has."""


class RetentionPreview(Struct, frozen=True, kw_only=True):
    messages: int
    """So many would be erased now."""
    rooms: int
    """In so many rooms, private ones too."""


class RoomToShorten(Struct, frozen=True, kw_only=True):
    """What the job of that kind is about."""

    room_id: str


class GroupToLookAt(Struct, frozen=True, kw_only=True):
    """What the job of that kind is about."""

    group_id: str
