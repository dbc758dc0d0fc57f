"""The tables of messages, private to this package."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table, UniqueConstraint

from distributed_chat.db import Id, Instant, Text, metadata

messages = Table(
    "messages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    # Dense from 1 within the conversation; orders and pages it, and never changes.
    Column("number", BigInteger, nullable=False),
    Column("author_id", Id, ForeignKey("users.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("sent_at", Instant, nullable=False),
    UniqueConstraint("conversation_id", "number"),
)
