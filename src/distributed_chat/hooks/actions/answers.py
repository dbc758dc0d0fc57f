"""What receivers answered goes with the words that it may repeat: those of an event that is erased.

The courier hears of what is erased, and forgets it within a second. What it did not hear, because it was not there, it
finds when it walks through all that is kept: at its start and once an hour.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import select, tuple_, update

from distributed_chat import streams
from distributed_chat.db import Tx
from distributed_chat.hooks.tables import deliveries
from distributed_chat.kernel.events import Logged

PLACES_AT_ONCE = 500
EVENTS_AT_ONCE = 200
Place = tuple[str, int]
"""A stream and a seq."""
BEGIN: Place = ("", 0)

_KEPT = deliveries.c.answer.is_not(None)


class Step(NamedTuple):
    """`next` is where the walk goes on, None at its end."""

    deliveries: list[str]
    next: Place | None


def erased_in(events: Collection[Logged]) -> Iterator[Place]:
    """Of what was committed, what says nothing any more, in streams that hooks may follow."""
    for event in events:
        if event.payload is None and event.stream.startswith(("group:", "room:")):
            yield event.stream, event.seq


def answered_among(tx: Tx, places: Collection[Place]) -> list[str]:
    """The deliveries of these events whose answers are kept."""
    wanted, found = list(places), list[str]()
    for begin in range(0, len(wanted), PLACES_AT_ONCE):
        some = wanted[begin : begin + PLACES_AT_ONCE]
        rows = select(deliveries.c.id).where(tuple_(deliveries.c.stream, deliveries.c.seq).in_(some), _KEPT)
        found += tx.conn.execute(rows).scalars()
    return found


def look_for_erased(tx: Tx, after: Place) -> Step:
    """One step through all answers that are kept, in the order of the log."""
    stream, seq = deliveries.c.stream, deliveries.c.seq
    behind = (stream > after[0]) | ((stream == after[0]) & (seq > after[1]))
    first = tx.conn.execute(select(stream, seq).where(behind, _KEPT, seq > 0).order_by(stream, seq).limit(1)).first()
    if first is None:
        return Step([], None)
    events = streams.events_after(tx, first.stream, first.seq - 1, EVENTS_AT_ONCE)
    last = events[-1].seq if events else first.seq
    return Step(answered_among(tx, list(erased_in(events))), (first.stream, last))


def forget_answers(tx: Tx, ids: Collection[str]) -> None:
    """The error too: it may quote what came back."""
    nothing = {"answer": None, "answer_headers": None, "error": None}
    wanted = list(ids)
    for begin in range(0, len(wanted), PLACES_AT_ONCE):
        some = wanted[begin : begin + PLACES_AT_ONCE]
        tx.conn.execute(update(deliveries).where(deliveries.c.id.in_(some)).values(**nothing))
