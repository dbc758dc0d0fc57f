"""The log's tables. Private to `streams`; other packages reach them through `log`, `creation` and `reading`."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, String, Table, Text, text

from distributed_chat.db import Id, Instant, metadata

StreamName = String(48).with_variant(String(48, collation="C"), "postgresql")
"""A kind, a colon and a UUID: `group:` and 36 characters, with room for longer kinds."""

streams = Table(
    "streams",
    metadata,
    Column("name", StreamName, primary_key=True),
    Column("head", BigInteger, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    # The sweep reads what changed in the last seconds.
    Index("ix_streams_changed_at", "changed_at"),
)

events = Table(
    "events",
    metadata,
    Column("stream", StreamName, ForeignKey("streams.name"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("type", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    # Null, with the salt, once the event's subject was erased. The digest stays, so that the chain can still be walked.
    Column("payload", LargeBinary, nullable=True),
    Column("salt", LargeBinary(16), nullable=True),
    Column("digest", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("subject", Id, nullable=True),
    # Both rare: JSON of `Logged.detaches` and `Logged.attaches`, null when empty.
    Column("detaches", Text, nullable=True),
    Column("attaches", Text, nullable=True),
    Index(
        "ix_events_subject",
        "subject",
        sqlite_where=text("subject IS NOT NULL"),
        postgresql_where=text("subject IS NOT NULL"),
    ),
)

created = Table(
    "created",
    metadata,
    Column("id", Id, primary_key=True),
    Column("actor_id", Id, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("stream", StreamName, nullable=False),
    Column("seq", BigInteger, nullable=False),
)
