"""The tables of polls, private to this package. Messages are above it, so nothing here refers to their table."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from distributed_chat.db import Id, Instant, Text, metadata

polls = Table(
    "polls",
    metadata,
    Column("message_id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("author_id", Id, ForeignKey("users.id"), nullable=False),
    Column("multiple", Boolean, nullable=False),
    Column("anonymous", Boolean, nullable=False),
    # From then on no vote is taken, whether or not the job that says so in the log has run.
    Column("closes_at", Instant, nullable=True),
    Column("closed_at", Instant, nullable=True),
    Index("ix_polls_conversation_id", "conversation_id"),
)

poll_options = Table(
    "poll_options",
    metadata,
    Column("message_id", Id, ForeignKey("polls.message_id"), primary_key=True),
    # From 0: how a vote names it.
    Column("place", Integer, primary_key=True),
    Column("text", Text, nullable=False),
)

votes = Table(
    "votes",
    metadata,
    # Also of an anonymous poll, or nobody could change theirs; only its counts and one's own are ever shown.
    Column("message_id", Id, ForeignKey("polls.message_id"), primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("cast_at", Instant, nullable=False),
)
