"""The table of bots, private to this package."""

from sqlalchemy import Column, ForeignKey, Index, Table

from distributed_chat.db import Id, Instant, Text, metadata

bots = Table(
    "bots",
    metadata,
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    Column("about", Text, nullable=False),
    # "bot", or "hook" and "command": those are shown with what they speak for.
    Column("made_for", Text, nullable=False),
    Column("first_key_id", Id, nullable=True),
    Column("created_by", Id, ForeignKey("users.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    # Removed from its group: what it said stays.
    Column("ended_at", Instant, nullable=True),
    Index("ix_bots_group_id", "group_id"),
)
