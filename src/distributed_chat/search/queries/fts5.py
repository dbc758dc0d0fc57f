"""SQLite: FTS5 walks its lists from the newest entry on, and stops when there is enough for a page.

It is not told at first where the asker reads: beside a rare word, the long lists of large rooms would be walked to
their end. If many entries of other places stand in the way, it is.
"""

from contextlib import closing

import sqlalchemy as sa
from sqlalchemy import bindparam, case, select

from distributed_chat.conversations.queries import all_readable
from distributed_chat.db import Prepared, Tx
from distributed_chat.search.asks import Ask, as_fts5
from distributed_chat.search.queries.window import Found, Window
from distributed_chat.search.tables import search_entries

LOOKED_AT = 2_000
"""Entries of any place: 6 ms when all are of others."""

_index = sa.table("search_index", sa.column("rowid"), sa.column("search_index"))
_is_mine = search_entries.c.conversation_id.in_(all_readable(bindparam("user_id")))
IN_FTS5 = (
    # Of what is not the asker's nothing leaves the database but that it was met.
    select(search_entries.c.id, case((_is_mine, search_entries.c.message_id)))
    .select_from(_index.join(search_entries, search_entries.c.id == _index.c.rowid))
    .where(
        _index.c.search_index.op("MATCH")(bindparam("ask")),
        _index.c.rowid >= bindparam("since"),
        _index.c.rowid < bindparam("below"),
    )
    .order_by(_index.c.rowid.desc())
)
_in_fts5 = Prepared(IN_FTS5)


def entries_of(tx: Tx, user_id: str, ask: Ask, window: Window, most: int, *, looked_at: int = LOOKED_AT) -> list[Found]:
    """Tests look at fewer."""
    found: list[Found] = []
    last = _walk(tx, user_id, ask._replace(mine=()), window, found, most=most, steps=looked_at)
    if last is not None and len(found) < most:
        _walk(tx, user_id, ask, window._replace(below=last), found, most=most, steps=None)
    return found


def _walk(
    tx: Tx, user_id: str, ask: Ask, window: Window, found: list[Found], *, most: int, steps: int | None
) -> int | None:
    """Adds to `found` until there are enough, or so many steps are done; returns the place where it stopped."""
    place: int | None = None
    with closing(_in_fts5.each(tx, ask=as_fts5(ask), user_id=user_id, **window._asdict())) as rows:
        for step, (place, message_id) in enumerate(rows, start=1):
            if message_id is not None:
                found.append(Found(place, message_id))
            if len(found) == most or step == steps:
                return int(place)
    return None
