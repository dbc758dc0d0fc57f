"""Reading the log back: heads and events. Called by the driver, by `opening` and by the routes of `home`."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, tuple_

from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.events import Logged
from distributed_chat.streams.log import STORED, logged_of, shown
from distributed_chat.streams.tables import events, streams

MOST_EVENTS = 200
MOST_BYTES = 256 * 1024
HEADS_AT_ONCE = 16
"""Always as many, filled up with the last: the statement stays the same and is compiled once, not for every hello."""
_PLACES_AT_ONCE = 500

_after = (
    select(*STORED)
    .where(events.c.stream == bindparam("name"), events.c.seq > bindparam("after"))
    .order_by(events.c.seq)
    .limit(bindparam("most"))
)
_heads = Prepared(
    select(streams.c.name, streams.c.head, streams.c.hash).where(
        streams.c.name.in_([bindparam(f"name{place}") for place in range(HEADS_AT_ONCE)])
    )
)
_changed = select(streams.c.name, streams.c.head).where(streams.c.changed_at >= bindparam("since"))
_subjects = Prepared(
    select(events.c.seq, events.c.type, events.c.subject)
    .where(events.c.stream == bindparam("name"), events.c.seq > bindparam("after"))
    .order_by(events.c.seq)
    .limit(bindparam("most"))
)
_weight = select(func.coalesce(func.sum(func.length(events.c.payload)), 0)).where(
    events.c.stream == bindparam("name"), events.c.seq > bindparam("after")
)


class Head(NamedTuple):
    """Where a stream stands: `hash` is that of its last event, 16 hex digits."""

    seq: int
    hash: str


def heads_of(tx: Tx, names: Iterable[str]) -> dict[str, Head]:
    """The heads of those streams that exist."""
    wanted, found = list(names), dict[str, Head]()
    for begin in range(0, len(wanted), HEADS_AT_ONCE):
        some = wanted[begin : begin + HEADS_AT_ONCE]
        some += some[-1:] * (HEADS_AT_ONCE - len(some))
        rows = _heads.all(tx, **{f"name{place}": name for place, name in enumerate(some)})
        found.update({name: Head(head, shown(link)) for name, head, link in rows})
    return found


def changed_heads(tx: Tx, since: int) -> dict[str, int]:
    """Heads of the streams that changed at or after the instant."""
    return {row.name: row.head for row in tx.conn.execute(_changed, {"since": since})}


def events_after(tx: Tx, stream: str, after: int, limit: int = MOST_EVENTS) -> list[Logged]:
    """The events that follow `after`, oldest first, at most `limit` and at most 256 KiB of payload (one at least)."""
    found: list[Logged] = []
    size = 0
    for row in tx.conn.execute(_after, {"name": stream, "after": after, "most": limit}):
        logged = logged_of(row)
        size += len(logged.payload or b"")
        if found and size > MOST_BYTES:
            break
        found.append(logged)
    return found


def subjects_after(tx: Tx, stream: str, after: int, limit: int) -> list[tuple[int, str, str | None]]:
    """(seq, type, subject) of the events that follow `after`, oldest first, without what they say."""
    return [tuple(row) for row in _subjects.all(tx, name=stream, after=after, most=limit)]


def conversation_heads(tx: Tx) -> dict[str, int]:
    """The head of every stream in which conversations are: not of those of single people."""
    rows = select(streams.c.name, streams.c.head).where(streams.c.name.not_like("user:%"))
    return {row.name: row.head for row in tx.conn.execute(rows)}


def weight_after(tx: Tx, stream: str, after: int) -> int:
    """Bytes of payload that follow `after`."""
    return int(tx.conn.execute(_weight, {"name": stream, "after": after}).scalar_one())


def hashes_at(tx: Tx, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The hashes of single events, by stream and seq."""
    wanted, found = list(places), dict[tuple[str, int], str]()
    for begin in range(0, len(wanted), _PLACES_AT_ONCE):
        some = wanted[begin : begin + _PLACES_AT_ONCE]
        rows = tx.conn.execute(
            select(events.c.stream, events.c.seq, events.c.hash).where(
                tuple_(events.c.stream, events.c.seq).in_(some),
            )
        )
        found.update({(stream, seq): shown(link) for stream, seq, link in rows})
    return found
