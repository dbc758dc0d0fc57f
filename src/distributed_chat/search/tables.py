"""The tables of the index, private to this package. All that is in them can be made anew from the log."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, text
from sqlalchemy import Text as PlainText
from sqlalchemy.dialects.postgresql import TSVECTOR

from distributed_chat.db import Id, Stream, Text, metadata

search_entries = Table(
    "search_entries",
    metadata,
    # When the message was sent, in microseconds, or the next that is free: it orders and pages what is found.
    # For SQLite it must be called INTEGER to be the number of the row itself.
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("message_id", Id, ForeignKey("messages.id"), nullable=False, unique=True),
    Column("conversation_id", Id, nullable=False),
    # The folded words, and the marks. SQLite finds them by `search_index`, an FTS5 table over this one, PostgreSQL by
    # a GIN index. Only the migration knows these two.
    Column("words", PlainText().with_variant(TSVECTOR(), "postgresql"), nullable=False),
)

search_words = Table(
    "search_words",
    metadata,
    # Every different word of the entries that may be mistyped; also from its end, to be found by either half.
    Column("word", Text, primary_key=True),
    Column("backwards", Text, nullable=False),
    # An entry that had it is gone: whether another has it is looked up soon after.
    Column("doubtful", Boolean, nullable=False, server_default=text("false")),
    Index("ix_search_words_backwards", "backwards"),
    Index("ix_search_words_doubtful", "word", sqlite_where=text("doubtful"), postgresql_where=text("doubtful")),
)

search_cursors = Table(
    "search_cursors",
    metadata,
    # How far the log of a stream has been read into the index; no row: not at all.
    Column("stream", Stream, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
