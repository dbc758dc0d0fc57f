"""The index reads the log as everybody does: stream by stream, from its cursor on."""

from collections.abc import Sequence

from sqlalchemy import select, text

from distributed_chat import db, streams
from distributed_chat.db import Tx, advisory_lock
from distributed_chat.messages.queries import messages_by_ids
from distributed_chat.search.actions.entries import keep_entries
from distributed_chat.search.entries import entry_of
from distributed_chat.search.tables import search_cursors

EVENTS_AT_ONCE = 200
"""About 20 ms of the writer's time, when all of them are messages."""
CHANGES_WORDS = frozenset(("message.posted", "message.edited"))

_try_lock = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")


def read_on(tx: Tx, names: Sequence[str]) -> list[str]:
    """Takes what the next 200 events of these streams are about into the index, as it is now.

    Returns the streams that have to be read on, or that others are at.
    """
    room, waiting, subjects = EVENTS_AT_ONCE, list(names), set[str]()
    left: list[str] = []
    while waiting and room > 0:
        name = waiting.pop(0)
        if not _is_free(tx, name):
            left.append(name)
            continue
        events = streams.subjects_after(tx, name, _cursor(tx, name), room)
        subjects |= {subject for _, kind, subject in events if subject is not None and kind in CHANGES_WORDS}
        if events:
            _move(tx, name, events[-1][0])
        if len(events) == room:
            left.append(name)
        room -= len(events)
    # Of one instant, as they were said: what is kept first is found last.
    found = sorted(messages_by_ids(tx, subjects).values(), key=lambda message: message.number)
    keep_entries(tx, [(entry_of(message), message.sent_at) for message in found if message.deleted_at is None])
    return left + waiting


def streams_behind(tx: Tx) -> list[str]:
    """Those in whose logs there is something that the index has not read."""
    read = {row.stream: row.seq for row in tx.conn.execute(select(search_cursors))}
    return sorted(name for name, head in streams.conversation_heads(tx).items() if head > read.get(name, 0))


def hold_off(tx: Tx, name: str) -> None:
    """Until this transaction ends, nobody reads that stream into the index.

    SQLite has one writer. Without this, on PostgreSQL, words that are being erased could be read just before.
    """
    if tx.dialect == "postgresql":
        tx.conn.execute(advisory_lock(f"search:{name}"))


def _is_free(tx: Tx, name: str) -> bool:
    """Never waits: who erases may hold one stream and wait for another."""
    return tx.dialect == "sqlite" or bool(tx.conn.execute(_try_lock, {"name": f"search:{name}"}).scalar())


def _cursor(tx: Tx, name: str) -> int:
    return tx.conn.execute(select(search_cursors.c.seq).where(search_cursors.c.stream == name)).scalar() or 0


def _move(tx: Tx, name: str, seq: int) -> None:
    db.upsert(tx, search_cursors, {"stream": name, "seq": seq}, index=["stream"], update={"seq": seq})
