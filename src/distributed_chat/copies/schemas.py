"""What a fence says, and what a copy learns by its beat."""

from typing import NamedTuple

from msgspec import Struct


class Said(Struct, frozen=True):
    """What ends by a fence."""

    streams: dict[str, int]
    """Up to which event each stream must have passed, since somebody's reading ends there."""
    sessions: list[str]


class Other(NamedTuple):
    id: str
    started_at: int
    applied: int


class Beat(NamedTuple):
    started_at: int
    others: list[Other]
    """Those that are alive."""
    fences: list[tuple[int, Said]]
