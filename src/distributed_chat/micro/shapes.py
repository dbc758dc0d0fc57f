"""What goes in and out: JSON as protobuf writes it, with every empty value left out. Pure."""

import re
from datetime import UTC, datetime
from typing import Any

from distributed_chat.kernel.clock import SECOND

_CAMEL = re.compile(r"(?<=[a-z0-9])([A-Z])")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)")


def snake(name: str) -> str:
    """`conversationId` as `conversation_id`."""
    return _CAMEL.sub(lambda found: f"_{found.group(1)}", name).lower()


def without_empties(value: Any) -> Any:
    """Empty text, lists and maps, zero, false and null are not written, at any depth."""
    if isinstance(value, dict):
        kept = {name: without_empties(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one not in ("", 0, None) and one != [] and one != {}}
    if isinstance(value, list):
        return [without_empties(one) for one in value]
    return value


def timestamp(instant: int) -> str:
    """RFC 3339 in UTC, with 0, 3 or 6 digits of a second: the fewest that are exact."""
    whole, rest = divmod(instant, SECOND)
    written = datetime.fromtimestamp(whole, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    if rest == 0:
        return f"{written}Z"
    return f"{written}.{rest // 1000:03d}Z" if rest % 1000 == 0 else f"{written}.{rest:06d}Z"


def instant_of(text: str) -> int | None:
    """Microseconds since 1970; None for what is no RFC 3339 time."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    whole, fraction, zone = match.groups()
    try:
        at = datetime.fromisoformat(f"{whole.upper()}{'+00:00' if zone in 'Zz' else zone}")
        return int(at.timestamp()) * SECOND + int((fraction or "0").ljust(6, "0")[:6])
    except (ValueError, OverflowError):
        return None
