"""How far somebody has caught up with what no marker of a conversation tells. Private to this package."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table

from distributed_chat.db import Id, Instant, metadata

catch_ups = Table(
    "catch_ups",
    metadata,
    # When they said last that they have seen everything.
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("at", Instant, nullable=False),
)

thread_markers = Table(
    "thread_markers",
    metadata,
    # How far they have read the thread below this message; only catching up asks.
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("message_id", Id, ForeignKey("messages.id"), primary_key=True),
    Column("number", BigInteger, nullable=False),
)
