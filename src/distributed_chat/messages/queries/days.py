"""Where in a history a moment is, without an index of times: numbers and times rise together."""

from sqlalchemy import bindparam, select

from distributed_chat.db import Prepared, Tx
from distributed_chat.messages.tables import messages

_sent_at = Prepared(
    select(messages.c.sent_at).where(
        messages.c.timeline_id == bindparam("timeline_id"), messages.c.number == bindparam("number")
    )
)


def first_since(tx: Tx, timeline_id: str, since: int, last_number: int, *, first_number: int = 1) -> int | None:
    """The number of the first message that is kept at or after the instant; None when all are older.

    Numbers are dense, so halving finds it: 20 looks into one index for a million messages. Where a clock was set back
    it is one of those that lie there.
    """
    low, high = first_number, last_number + 1
    while low < high:
        middle = (low + high) // 2
        row = _sent_at.first(tx, timeline_id=timeline_id, number=middle)
        if row is not None and row[0] >= since:
            high = middle
        else:
            low = middle + 1
    return low if low <= last_number else None
