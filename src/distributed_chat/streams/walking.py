"""Walks the whole log and compares what it says of itself: no hole, no break in a chain. For `distributed verify`."""

from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from distributed_chat.streams.log import chained
from distributed_chat.streams.tables import events, streams

AT_ONCE = 5_000
_SAID = (
    events.c.seq,
    events.c.type,
    events.c.at,
    events.c.payload,
    events.c.salt,
    events.c.digest,
    events.c.hash,
)


class Walked(NamedTuple):
    streams: int
    events: int
    fault: str | None
    """The first thing that is not as it should be, in words."""


def walk(connection: Connection) -> Walked:
    """Every event of every stream, in order."""
    count = seen = 0
    heads = connection.execute(select(streams.c.name, streams.c.head, streams.c.hash).order_by(streams.c.name)).all()
    for name, head, link in heads:
        fault, walked = _walk_one(connection, name, head, link)
        count, seen = count + 1, seen + walked
        if fault is not None:
            return Walked(count, seen, fault)
    known = select(streams.c.name)
    orphan = connection.execute(select(events.c.stream).where(events.c.stream.not_in(known)).limit(1)).scalar()
    return Walked(count, seen, None if orphan is None else f"{orphan} has events and is no stream")


def _walk_one(connection: Connection, name: str, head: int, last: bytes) -> tuple[str | None, int]:
    seq, link = 0, bytes(32)
    while True:
        rows = connection.execute(
            select(*_SAID).where(events.c.stream == name, events.c.seq > seq).order_by(events.c.seq).limit(AT_ONCE)
        ).all()
        for row in rows:
            if row.seq != seq + 1:
                return f"{name} has no event {seq + 1}", seq
            if row.payload is not None and sha256(row.salt + row.payload).digest() != row.digest:
                return f"{name} {row.seq} does not say what it said", seq
            link = chained(link, name, row.seq, row.type, row.at, row.digest)
            if link != row.hash:
                return f"{name} {row.seq} does not follow from what is before it", seq
            seq = row.seq
        if len(rows) < AT_ONCE:
            break
    if seq != head:
        return f"{name} ends at {seq}, and its head is {head}", seq
    return (None if link == last else f"{name} ends with another hash than its head has"), seq


def count_events(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(events)).scalar_one()
