"""The table of exports, private to this package."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from distributed_chat.db import Id, Instant, Text, metadata

exports = Table(
    "exports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
    Column("of", Text, nullable=False),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=True),
    Column("state", Text, nullable=False),
    Column("done", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    # The archive, an upload of theirs that is held.
    Column("file_id", Id, nullable=True),
    Column("error", Text, nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=True),
    Index("ix_exports_user_id", "user_id", "created_at"),
)
