"""What was erased is found no more, from the same moment on."""

from collections.abc import Collection

from sqlalchemy import delete, select, text, update

from distributed_chat.conversations.queries import stream_even_if_gone
from distributed_chat.db import Prepared, Tx
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.clock import MINUTE
from distributed_chat.search.actions.entries import drop_entries
from distributed_chat.search.actions.reading import hold_off
from distributed_chat.search.actions.tidying import TIDY, TidyUp, leaves_remains
from distributed_chat.search.tables import search_words

TIDIED_AFTER = MINUTE
DOUBTS_AT_ONCE = 50

_fts5_has = Prepared(text("SELECT rowid FROM search_index WHERE search_index MATCH :ask LIMIT 1"))
# Most words that are still in use are in use now; only for the others the whole index is asked.
_newest_have = text(
    "SELECT 1 FROM (SELECT words FROM search_entries ORDER BY id DESC LIMIT 2000) AS newest"
    " WHERE words @@ CAST(:ask AS tsquery) LIMIT 1"
)
_any_has = text("SELECT 1 FROM search_entries WHERE words @@ CAST(:ask AS tsquery) LIMIT 1")


def forget_messages(tx: Tx, conversation_id: str, message_ids: Collection[str]) -> None:
    """Called by `messages` in the transaction that erases: the entries go with the words that they were made of.

    The index of an SQLite before 3.42 keeps remains of them until it is tidied: a job, a minute later.
    """
    hold_off(tx, stream_even_if_gone(tx, conversation_id))
    if drop_entries(tx, message_ids) and leaves_remains(tx):
        enqueue(tx, TIDY, "index", TidyUp(), due=tx.now + TIDIED_AFTER)


def settle_doubts(tx: Tx) -> bool:
    """Forgets those of the doubtful words that no entry has; returns whether there may be more."""
    doubtful = select(search_words.c.word).where(search_words.c.doubtful).order_by(search_words.c.word)
    words = list(tx.conn.execute(doubtful.limit(DOUBTS_AT_ONCE)).scalars())
    gone = [word for word in words if not _is_used(tx, word)]
    kept = [word for word in words if word not in gone]
    if gone:
        tx.conn.execute(delete(search_words).where(search_words.c.word.in_(gone)))
    if kept:
        tx.conn.execute(update(search_words).where(search_words.c.word.in_(kept)).values(doubtful=False))
    return len(words) == DOUBTS_AT_ONCE


def _is_used(tx: Tx, word: str) -> bool:
    if tx.dialect == "sqlite":
        return _fts5_has.first(tx, ask=f'"{word}"') is not None
    ask = {"ask": f"'{word}'"}
    if tx.conn.execute(_newest_have, ask).first() is not None:
        return True
    tx.conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
    return tx.conn.execute(_any_has, ask).first() is not None
