"""The one table of previews, private to this package. Messages are above it, so nothing here refers to their table."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from distributed_chat.db import Id, Instant, Text, metadata

previews = Table(
    "message_previews",
    metadata,
    # One for each of the first links of a message, from the moment it is sent; shown once `found_at` is there.
    Column("id", Id, primary_key=True),
    Column("message_id", Id, nullable=False),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    # Who wrote the message, and may take its previews away.
    Column("author_id", Id, ForeignKey("users.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("url", Text, nullable=False),
    # SHA-256 of the address, which may be too long for an index.
    Column("url_hash", Text, nullable=False),
    # Taken away by a person. It stays to say so for as long as the link is in the message.
    Column("removed", Boolean, nullable=False),
    Column("found_at", Instant, nullable=True),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("site", Text, nullable=False),
    # Of the picture, drawn anew; each preview has one of its own.
    Column("blob_key", Text, nullable=True),
    Column("width", Integer, nullable=True),
    Column("height", Integer, nullable=True),
    Column("player", Text, nullable=True),
    Column("player_url", Text, nullable=True),
    UniqueConstraint("message_id", "url_hash"),
    # For the same link in another message within a day.
    Index("ix_message_previews_url_hash", "url_hash", "found_at"),
    Index("ix_message_previews_blob_key", "blob_key"),
)
