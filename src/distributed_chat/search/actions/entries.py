"""Rows of the index: put there and taken out, as each database wants it."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import bindparam, delete, insert, select, text, update

from distributed_chat import db
from distributed_chat.db import Prepared, Tx
from distributed_chat.kernel.clock import instant_of
from distributed_chat.search.entries import Entry
from distributed_chat.search.similar import can_be_mistyped
from distributed_chat.search.tables import search_entries, search_words

_is_taken = Prepared(select(search_entries.c.id).where(search_entries.c.id == bindparam("id")))
_after_the_run = text(
    "SELECT min(here.id) + 1 FROM search_entries AS here WHERE here.id >= :id"
    " AND NOT EXISTS (SELECT 1 FROM search_entries AS there WHERE there.id = here.id + 1)"
)
_insert = Prepared(insert(search_entries))
_delete = Prepared(delete(search_entries).where(search_entries.c.id == bindparam("entry")))
_index = Prepared(text("INSERT INTO search_index (rowid, words) VALUES (:id, :words)"))
_unindex = Prepared(text("INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', :id, :words)"))
_WORDS_AT_ONCE = 500


def keep_entries(tx: Tx, entries: Sequence[tuple[Entry, str]]) -> None:
    """Puts these in, each with the time at which it was sent, in the place of what the index knew of them before."""
    places = drop_entries(tx, [entry.message_id for entry, _ in entries])
    for entry, sent_at in sorted(entries, key=lambda pair: pair[1]):
        place = places.get(entry.message_id) or _free_place(tx, instant_of(sent_at) or 0)
        words = entry.as_text if tx.dialect == "sqlite" else entry.as_tsvector(place)
        _insert.run(tx, id=place, message_id=entry.message_id, conversation_id=entry.conversation_id, words=words)
        if tx.dialect == "sqlite":
            _index.run(tx, id=place, words=words)
    _learn(tx, {word for entry, _ in entries for word in entry.words if can_be_mistyped(word)})


def drop_entries(tx: Tx, message_ids: Collection[str]) -> dict[str, int]:
    """Takes out what there is of these messages; returns the places that are free now, by message."""
    if not message_ids:
        return {}
    kept = select(search_entries.c.id, search_entries.c.message_id, search_entries.c.words)
    places: dict[str, int] = {}
    doubtful = set[str]()
    for id, message_id, words in tx.conn.execute(kept.where(search_entries.c.message_id.in_(message_ids))).all():
        places[message_id] = id
        if tx.dialect == "sqlite":
            _unindex.run(tx, id=id, words=words)
        _delete.run(tx, entry=id)
        doubtful |= _words_of(tx, words)
    _doubt(tx, doubtful)
    return places


def _free_place(tx: Tx, sent_at: int) -> int:
    """The instant, or the next that no other message has."""
    if _is_taken.first(tx, id=sent_at) is None:
        return sent_at
    return int(tx.conn.execute(_after_the_run, {"id": sent_at}).scalar_one())


def _learn(tx: Tx, words: Iterable[str]) -> None:
    """In order: two that learn the same words must not wait for each other."""
    rows = [{"word": word, "backwards": word[::-1], "doubtful": False} for word in sorted(words)]
    statement = db.insert(tx, search_words).on_conflict_do_nothing(index_elements=["word"])
    for begin in range(0, len(rows), _WORDS_AT_ONCE):
        tx.conn.execute(statement, rows[begin : begin + _WORDS_AT_ONCE])


def _doubt(tx: Tx, words: Collection[str]) -> None:
    for begin in range(0, len(some := sorted(words)), _WORDS_AT_ONCE):
        here = search_words.c.word.in_(some[begin : begin + _WORDS_AT_ONCE])
        tx.conn.execute(update(search_words).where(here).values(doubtful=True))


def _words_of(tx: Tx, kept: str) -> set[str]:
    """Out of the column as the driver gives it: words parted by spaces, or 'word':1,2 of PostgreSQL."""
    parts = kept.split(" ") if tx.dialect == "sqlite" else [part.split(":")[0].strip("'") for part in kept.split(" ")]
    return {word for word in parts if can_be_mistyped(word)}
