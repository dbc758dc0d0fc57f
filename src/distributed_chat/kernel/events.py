"""What an event is: a fact with a type, whose payload is the same bytes for every reader."""

from typing import Any, ClassVar, NamedTuple

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every fact that the domain emits. `type` is `noun.past`; the fields are the payload."""

    type: ClassVar[str]


class Logged(NamedTuple):
    """One event as the log holds it. `payload` is JSON, or None once it was erased."""

    stream: str
    seq: int
    type: str
    at: int
    payload: bytes | None
    hash: str
    detaches: tuple[str, ...] = ()
    """Who may read nothing of this stream after this event: user ids, or `*` for everybody."""
    attaches: tuple[tuple[str, str, int], ...] = ()
    """Who reads which other stream from now on: (user id, stream, floor)."""


def payload_of(event: Event) -> bytes:
    return msgspec.json.encode(event)


Json = Any
