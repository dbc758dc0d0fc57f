"""SQLite: FTS5 walks its lists from the newest entry on, and stops when there is enough for a page."""

import sqlalchemy as sa
from sqlalchemy import bindparam, select

from distributed_chat.conversations.queries import all_readable
from distributed_chat.db import Prepared, Tx
from distributed_chat.search.asks import Ask, as_fts5
from distributed_chat.search.queries.window import Found, Window
from distributed_chat.search.tables import search_entries

_index = sa.table("search_index", sa.column("rowid"), sa.column("search_index"))
IN_FTS5 = (
    select(search_entries.c.id, search_entries.c.message_id)
    .select_from(_index.join(search_entries, search_entries.c.id == _index.c.rowid))
    .where(
        _index.c.search_index.op("MATCH")(bindparam("ask")),
        _index.c.rowid >= bindparam("since"),
        _index.c.rowid < bindparam("below"),
        search_entries.c.conversation_id.in_(all_readable(bindparam("user_id"))),
    )
    .order_by(_index.c.rowid.desc())
    .limit(bindparam("most"))
)
_in_fts5 = Prepared(IN_FTS5)


def entries_of(tx: Tx, user_id: str, ask: Ask, window: Window, most: int) -> list[Found]:
    values = {"ask": as_fts5(ask), "user_id": user_id, "since": window.since, "below": window.below}
    return [Found(*row) for row in _in_fts5.all(tx, **values, most=most)]
