"""What a route may return beside a plain struct (the route's own status) and None (204)."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct | None)


@dataclass(frozen=True, slots=True)
class Repeat(Generic[T]):
    """The request was done before: 200, with the object as it is now."""

    body: T


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """An answer that also signs in (`token` sets the cookie, and is in the JSON unless a page of ours asked) or out."""

    body: T | None = None
    status: int | None = None
    token: str | None = None
    forget: bool = False
    """Clears the cookie."""
    headers: Mapping[str, str] | None = None
    """More headers, for protocols that speak by them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A plain word with a status, for the protocols of others."""

    status: int
    text: str


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer without an end, written piece by piece until the one who reads has gone."""

    pieces: AsyncIterator[bytes]
    content_type: str = "text/event-stream"
