"""Time as a dependency: production reads the system's clock, a test moves its own.

Instants are integers, microseconds since 1970 in UTC; on the wire they are RFC 3339 with six digits.
"""

import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NewType, Protocol

Instant = NewType("Instant", int)

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    def now(self) -> Instant:
        """Microseconds since 1970, UTC."""


class SystemClock:
    def now(self) -> Instant:
        return Instant(time.time_ns() // 1_000)


class MovedClock:
    """A clock for tests and for the demonstration: it stands still until it is moved."""

    def __init__(self, start: int) -> None:
        self._now = start

    def now(self) -> Instant:
        return Instant(self._now)

    def move(self, microseconds: int) -> None:
        self._now += microseconds


def rfc3339(instant: int) -> str:
    """`2026-11-24T20:45:00.123456Z`."""
    second, microsecond = divmod(instant, SECOND)
    return f"{_until_the_second(second)}.{microsecond:06d}Z"


def instant_of(text: str) -> Instant | None:
    """The instant that an RFC 3339 time names, with an offset or `Z`; None for any other text and before 1970."""
    if "T" not in text:
        return None  # a date, or a week, which `fromisoformat` also reads
    try:
        moment = datetime.fromisoformat(text)
        passed = (moment - _EPOCH) // timedelta(microseconds=1) if moment.tzinfo is not None else -1
    except (ValueError, OverflowError):
        return None
    return Instant(passed) if passed >= 0 else None


@lru_cache(maxsize=8_192)
def _until_the_second(second: int) -> str:
    """Kept, since what is shown lies close together: writing times was a third of reading a page of messages."""
    return (_EPOCH + timedelta(seconds=second)).replace(tzinfo=None).isoformat()
