"""What copies write of themselves, and the fence that a command writes which takes a right away.

All but `seal` runs on a connection of its own: a database that is busy writing must mute nobody.
"""

import msgspec
import sqlalchemy as sa

from distributed_chat.copies.schemas import Beat, Other, Said
from distributed_chat.copies.tables import copies, fences
from distributed_chat.db import Tx, advisory_lock
from distributed_chat.kernel.clock import HOUR, MINUTE, SECOND

STANDS_STILL = 3 * SECOND
"""A copy that was not heard for so long counts for nobody; it has muted itself before."""
FORGOTTEN = MINUTE
KEPT = HOUR

_ONE_AFTER_THE_OTHER = "distributed: fences"
_NOW = sa.literal_column("(extract(epoch from clock_timestamp()) * 1000000)::bigint", sa.BigInteger)
_said = msgspec.json.Decoder(Said)


def seal(tx: Tx) -> int | None:
    """The number of the fence; None where nobody lost anything. Comes last in a command: it holds a lock of its own."""
    streams = {it.stream: it.seq for it in tx.logged if it.detaches or it.type == "stream.closed"}
    if not streams and not tx.ended:
        return None
    tx.conn.execute(advisory_lock(_ONE_AFTER_THE_OTHER))
    number = (tx.conn.execute(sa.select(sa.func.max(fences.c.id))).scalar() or 0) + 1
    said = msgspec.json.encode(Said(streams, tx.ended))
    tx.conn.execute(sa.insert(fences).values(id=number, at=tx.now, said=said))
    return number


def enter(connection: sa.Connection, copy_id: str, name: str) -> int:
    """A copy begins. What was fenced before is before everything that it will read. Returns the last fence."""
    last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(fences.c.id), 0))).scalar_one()
    row = {"id": copy_id, "name": name, "started_at": _NOW, "beat_at": _NOW, "applied": last}
    connection.execute(sa.insert(copies).values(row))
    return int(last)


def beat(connection: sa.Connection, copy_id: str, name: str, *, seen: int, applied: int) -> Beat:
    """Says that it lives and what holds here; what holds elsewhere is read after that."""
    mine = sa.update(copies).where(copies.c.id == copy_id).values(beat_at=_NOW, applied=applied)
    started_at = connection.execute(mine.returning(copies.c.started_at)).scalar()
    if started_at is None:  # it was taken for dead and forgotten: it is as young as if it began now
        row = {"id": copy_id, "name": name, "started_at": _NOW, "beat_at": _NOW, "applied": applied}
        started_at = connection.execute(sa.insert(copies).values(row).returning(copies.c.started_at)).scalar_one()
    alive = sa.select(copies.c.id, copies.c.started_at, copies.c.applied).where(
        copies.c.id != copy_id, copies.c.beat_at > _NOW - STANDS_STILL
    )
    new = sa.select(fences.c.id, fences.c.said).where(fences.c.id > seen).order_by(fences.c.id)
    return Beat(
        started_at,
        [Other(*row) for row in connection.execute(alive)],
        [(row.id, _said.decode(row.said)) for row in connection.execute(new)],
    )


def holds_everywhere(connection: sa.Connection, copy_id: str, fence: int) -> bool:
    """Whether every copy that is alive has applied it."""
    behind = sa.select(copies.c.id).where(
        copies.c.id != copy_id, copies.c.beat_at > _NOW - STANDS_STILL, copies.c.applied < fence
    )
    return connection.execute(behind.limit(1)).first() is None


def leave(connection: sa.Connection, copy_id: str) -> None:
    """A copy ends in order: nobody has to wait for it."""
    connection.execute(sa.delete(copies).where(copies.c.id == copy_id))


def tidy(connection: sa.Connection) -> None:
    """Copies that died, and fences that hold everywhere by now; the newest stays, since the next is counted from it."""
    connection.execute(sa.delete(copies).where(copies.c.beat_at < _NOW - FORGOTTEN))
    newest = sa.select(sa.func.max(fences.c.id)).scalar_subquery()
    connection.execute(sa.delete(fences).where(fences.c.at < _NOW - KEPT, fences.c.id < newest))
